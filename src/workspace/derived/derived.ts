import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { present } from '../../cpu/definition/parse.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import type { QemuView } from '../../cpu/driver-qemu/qemu-host.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { answerText } from '../../fleet/answer/answer-sentence.ts';
import type { AnswerText } from '../../fleet/answer/answer-text.ts';
import { groupsAnswer } from '../../fleet/answer/groups-sentence.ts';
import { type Block, blocksOf } from '../../fleet/groups/blocks.ts';
import type { HostGroup } from '../../fleet/groups/host-groups.ts';
import { deriveGuest, type Guest, type ModelChoice, modelChoices } from '../../fleet/guest/guest.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import { readyToStart, type Verdict, verdictsOf } from '../../fleet/guest/verdicts.ts';
import { costsOf, type KindCost } from '../../fleet/matrix/costs.ts';
import { type Row, rowsOf } from '../../fleet/matrix/rows.ts';
import { buildFleet, type Fleet, type FleetHost, resolvedHost } from '../../fleet/pool/fleet.ts';
import { type Pool, poolOf } from '../../fleet/pool/pool.ts';
import { readableHosts } from '../../fleet/releases/read-as.ts';
import { memoizeTwo } from '../browser/memo.ts';
import type { Host, HostId, PoolView, Workspace } from '../model/state.ts';
import { countViews, hidesMsrs, shownView, sourceFor, type ViewCounts } from '../model/views.ts';
import type { VirshAsked } from '../model/virsh-asked.ts';
import { askVirsh } from './ask-virsh.ts';
import { type GroupPool, groupPool, groupsInHand } from './derived-groups.ts';
import { type GuestFleet, guestFleet, judgeAhead } from './derived-guests.ts';

/** Everything that follows from the workspace. Each is computed when first asked for and kept while its inputs stay. */
export interface Derived {
  readonly map: CpuMap;
  readonly views: ViewCounts;
  /** The view that is shown: the chosen one wherever a host has it. */
  readonly view: PoolView;
  readonly fleet: Fleet;
  /** The groups of the hosts that count. */
  readonly groups: readonly HostGroup[];
  /** The one that is looked at; undefined: all hosts at once. */
  readonly group: HostGroup | undefined;
  /** Hosts that count and are looked at, less those excluded in a preview. */
  readonly pool: Pool;
  readonly guest: Guest | undefined;
  readonly rows: () => readonly Row[];
  readonly costs: () => readonly KindCost[];
  /** Empty where there is no guest. */
  readonly verdicts: () => readonly Verdict[];
  readonly answer: () => AnswerText;
  readonly models: () => readonly ModelChoice[];
  /** Each group with what its hosts share, and its guest. */
  readonly groupPools: () => readonly GroupPool[];
  /** The output of virsh for the shown hosts; undefined if their documents lack what it asks for. */
  readonly virsh: (asked: VirshAsked) => Answer<GuestCpu> | undefined;
  /** All hosts that count, whatever their group. */
  readonly all: () => Pool;
  /** The same in blocks, within which guests can move. */
  readonly blocks: () => readonly Block[];
  /** Those that count and are looked at, as their documents tell them, whatever the CPU map knows. */
  readonly hostsAsGiven: () => readonly FleetHost[];
  /** The guests that exist, and where each can run. */
  readonly guests: () => GuestFleet;
}

/** `reference`: the map that knows most models, where it is there; it says what models are that `map` doesn't know. */
export const derive = memoizeTwo(deriveAll);

function deriveAll(
  workspace: Workspace,
  map: CpuMap,
  without: readonly HostId[],
  reference?: CpuMap,
): Derived {
  const views = viewsFor(workspace.hosts);
  const view = shownView(views, workspace.view);
  const fleet = fleetOf(map, readableFor(map, fleetHosts(workspace.hosts, view), reference));
  const { groups, inHand: group, without: out } = groupsInHand(fleet, without, workspace.groups);
  const pool = poolFor(fleet, out);
  const guest = guestFor(pool, workspace.guest);
  const groupPools = () =>
    groups.map((each) =>
      each === group ? { group: each, pool, guest } : groupPool(fleet, each, workspace.groups),
    );
  const answerOfGroups = (): AnswerText => {
    const { second } = answerFor(pool, guest);
    return groupsAnswer(
      groupPools().map((each) => ({ ...each, inHand: each.group === group })),
      second,
    );
  };
  return {
    map,
    views,
    view,
    fleet,
    groups,
    group,
    pool,
    guest,
    rows: () => rowsFor(pool),
    costs: () => costsFor(pool),
    verdicts: () => (guest === undefined ? [] : verdictsFor(pool, guest)),
    answer: () => (groups.length > 1 ? answerOfGroups() : answerFor(pool, guest)),
    groupPools,
    all: () => poolFor(fleet, without),
    blocks: () => blocksFor(poolFor(fleet, without), view),
    models: () => modelsFor(pool),
    guests: () => guestFleet(workspace, map, groups),
    virsh: (asked) => askVirsh({ pool, view, hostsOf: (other) => fleetHosts(workspace.hosts, other) }, asked),
    hostsAsGiven: () => asGiven(pool, fleetHosts(workspace.hosts, view)),
  };
}

/** The pool's hosts as their documents tell them, whatever the CPU map knows. */
const asGiven = memoizeTwo((pool: Pool, hosts: readonly FleetHost[]): readonly FleetHost[] => {
  const counting = new Set(pool.kinds.flatMap(({ included }) => included.map(({ id }) => id)));
  return hosts.filter(({ id }) => counting.has(id));
});

const AT_A_TIME = 100;

interface AheadOptions {
  readonly map: CpuMap;
  readonly reference: CpuMap | undefined;
  readonly without: readonly HostId[];
  /** The guest's pane asks for them; the first rows don't wait for it. */
  readonly withModels: boolean;
  readonly pause: () => Promise<void>;
}

/**
 * Computes ahead what the page will ask of a workspace, with a chance to pause after each part: then showing even a
 * thousand kinds of CPU is no long task.
 */
export async function deriveAhead(
  workspace: Workspace,
  { map, reference, without, withModels, pause }: AheadOptions,
): Promise<void> {
  const view = shownView(viewsFor(workspace.hosts), workspace.view);
  const hosts = readableFor(map, fleetHosts(workspace.hosts, view), reference);
  for (let from = 0; from < hosts.length; from += AT_A_TIME) {
    for (const host of hosts.slice(from, from + AT_A_TIME)) resolvedHost(map, host);
    await pause();
  }
  const fleet = fleetOf(map, hosts);
  await pause();
  for (const kind of fleet.kinds) {
    readyToStart(map, kind);
    await pause();
  }
  const { without: out } = groupsInHand(fleet, without, workspace.groups);
  poolFor(fleet, out);
  await pause();
  const { rows, costs, verdicts, models, answer, guests } = derive(workspace, map, without, reference);
  for (const part of [rows, costs, verdicts, answer, ...(withModels ? [models] : [])]) {
    part();
    await pause();
  }
  await judgeAhead(guests(), pause);
}

const fleetHosts = memoizeTwo((hosts: readonly Host[], view: PoolView): readonly FleetHost[] =>
  hosts.flatMap((host) => {
    const source = sourceFor(host, view);
    if (source === undefined) return [];
    const { id, name, included } = host;
    const allowed = source.emulator?.models;
    const own = view === 'qemu' ? ownOf(host) : undefined;
    const qemu = view === 'host' ? qemuOf(host) : undefined;
    const virttype = source.emulator?.domain;
    const { arch, cpu } = source;
    const libvirt = host.sources.find(({ software }) => software?.libvirt !== undefined)?.software?.libvirt;
    const silent = hidesMsrs(source) ? true : undefined;
    return [
      {
        id,
        name,
        included,
        arch,
        cpu,
        ...present({ allowed, own, qemu, virttype, libvirt, hidesMsrs: silent }),
      },
    ];
  }),
);

/** A host's own CPU, for what is beside QEMU's view of it. */
function ownOf({ sources }: Host) {
  return sources.find(({ view }) => view === 'host')?.cpu;
}

function qemuOf({ sources }: Host): QemuView | undefined {
  const source = sources.find(({ view }) => view === 'qemu');
  return source && { cpu: source.cpu, virttype: source.emulator?.domain, models: source.emulator?.models };
}

const readableFor = memoizeTwo(readableHosts);
const viewsFor = memoizeTwo(countViews);
const fleetOf = memoizeTwo(buildFleet);
const poolFor = memoizeTwo((fleet: Fleet, without: readonly HostId[]) =>
  poolOf(fleet, { without: new Set<string>(without), migratable: true }),
);

const blocksFor = memoizeTwo((pool: Pool, view: PoolView) => blocksOf(pool, { toldByQemu: view === 'qemu' }));
const guestFor = memoizeTwo((pool: Pool, choices: GuestChoices) => deriveGuest(pool, choices));
const rowsFor = memoizeTwo(rowsOf);
const costsFor = memoizeTwo(costsOf);
const verdictsFor = memoizeTwo((pool: Pool, guest: Guest) => verdictsOf(pool, guest.cpu));
const answerFor = memoizeTwo((pool: Pool, guest: Guest | undefined) =>
  answerText(pool, guest, () => (guest === undefined ? [] : verdictsFor(pool, guest))),
);
const modelsFor = memoizeTwo(modelChoices);
