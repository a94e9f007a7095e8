import { present } from '../cpu/parse.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { costsOf, type KindCost } from '../fleet/costs.ts';
import { buildFleet, type Fleet, type FleetHost } from '../fleet/fleet.ts';
import { deriveGuest, type Guest, type ModelChoice, modelChoices } from '../fleet/guest.ts';
import type { GuestChoices } from '../fleet/guest-choices.ts';
import { type Pool, poolOf } from '../fleet/pool.ts';
import { type Row, rowsOf } from '../fleet/rows.ts';
import { type AnswerText, answerText } from '../fleet/sentence.ts';
import { type Verdict, verdictsOf } from '../fleet/verdicts.ts';
import { memoizeLast } from './memo.ts';
import type { Host, HostId, PoolView, Workspace } from './state.ts';
import { countViews, shownView, sourceFor, type ViewCounts } from './views.ts';

/** Everything that follows from the workspace. Each is computed when first asked for and kept while its inputs stay. */
export interface Derived {
  readonly map: CpuMap;
  readonly views: ViewCounts;
  /** The view that is shown: the chosen one wherever a host has it. */
  readonly view: PoolView;
  readonly fleet: Fleet;
  /** Hosts that count, less those left out on trial. */
  readonly pool: Pool;
  readonly guest: Guest | undefined;
  readonly rows: () => readonly Row[];
  readonly costs: () => readonly KindCost[];
  /** Empty where there is no guest. */
  readonly verdicts: () => readonly Verdict[];
  readonly answer: () => AnswerText;
  readonly models: () => readonly ModelChoice[];
}

export const derive = memoizeLast(
  (workspace: Workspace, map: CpuMap, without: readonly HostId[]): Derived => {
    const views = viewsFor(workspace.hosts);
    const view = shownView(views, workspace.view);
    const fleet = fleetOf(map, fleetHosts(workspace.hosts, view));
    const pool = poolFor(fleet, without, workspace.guest.onlyMigratable === true);
    const guest = guestFor(pool, workspace.guest);
    return {
      map,
      views,
      view,
      fleet,
      pool,
      guest,
      rows: () => rowsFor(pool),
      costs: () => costsFor(pool),
      verdicts: () => (guest === undefined ? [] : verdictsFor(pool, guest)),
      answer: () => answerFor(pool, guest),
      models: () => modelsFor(pool),
    };
  },
);

const fleetHosts = memoizeLast((hosts: readonly Host[], view: PoolView): readonly FleetHost[] =>
  hosts.flatMap((host) => {
    const source = sourceFor(host, view);
    if (source === undefined) return [];
    const { id, name, included } = host;
    const allowed = source.emulator?.models;
    const { arch, cpu, driver } = source;
    return [{ id, name, included, arch, cpu, ...present({ allowed, driver }) }];
  }),
);

const viewsFor = memoizeLast(countViews);
const fleetOf = memoizeLast(buildFleet);
const poolFor = memoizeLast((fleet: Fleet, without: readonly HostId[], migratable: boolean) =>
  poolOf(fleet, { without: new Set<string>(without), migratable }),
);
const guestFor = memoizeLast((pool: Pool, choices: GuestChoices) => deriveGuest(pool, choices));
const rowsFor = memoizeLast(rowsOf);
const costsFor = memoizeLast(costsOf);
const verdictsFor = memoizeLast((pool: Pool, guest: Guest) => verdictsOf(pool, guest.cpu));
const answerFor = memoizeLast((pool: Pool, guest: Guest | undefined) =>
  answerText(pool, guest, () => (guest === undefined ? [] : verdictsFor(pool, guest))),
);
const modelsFor = memoizeLast(modelChoices);
