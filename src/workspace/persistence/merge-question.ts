import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import { MAX_BATCH_SIZE } from '../../intake/limits.ts';
import { yieldAfter } from '../browser/yield-to-page.ts';
import { addOwnMap, defaultMapKey, loadMap, mapEntry, mapStore, sameOwnMap } from '../cpu-maps/maps.ts';
import { computeAhead } from '../derived/precompute.ts';
import type { FileToRead } from '../file-format/files.ts';
import { openWorkspace } from '../file-format/opener.ts';
import type { ToOpener } from '../file-format/opener-protocol.ts';
import { addHosts, replaceWorkspace } from '../model/actions.ts';
import { canonicalText, isSameData } from '../model/canonical.ts';
import { addGuests } from '../model/guest-actions.ts';
import { contentsInWords } from '../model/labels.ts';
import { type Guest, type Host, holdsNothing, type Workspace } from '../model/state.ts';
import { pauseBetween, type Steps } from '../packing/steps.ts';
import {
  addNote,
  addProblems,
  announce,
  edit,
  type IncomingWorkspace,
  workspaceStore,
} from '../stores/store.ts';

/** Milliseconds of the page's thread that putting a workspace together takes at a time. */
const BUDGET = 8;

/** The text of a workspace file was pasted: takes it, or asks where there are hosts already. */
export async function takeWorkspaceText(text: string, label: string): Promise<void> {
  await open({ kind: 'text', text }, label, label);
}

/** `hash`: the link's fragment, from `#pool=` on. */
export async function takeLink(hash: string): Promise<void> {
  await open({ kind: 'link', hash }, 'the link', 'The link');
}

/** One that can't be opened is a problem in words, like one that is damaged. */
export async function openWorkspaceFile({ file, path }: FileToRead): Promise<void> {
  if (file.size <= MAX_BATCH_SIZE) await open({ kind: 'file', file }, path, path);
  else refuseWorkspace(`is larger than ${MAX_BATCH_SIZE / 1024 / 1024} MB and was not opened`, path);
}

async function open(given: ToOpener, label: string, subject: string): Promise<void> {
  const result = await openWorkspace(given, yieldAfter(BUDGET));
  if (result.ok) await takeWorkspace(result, label, given.kind === 'link' ? 'link' : 'file');
  else refuseWorkspace(result.problem, subject);
}

/** `problem` begins with a verb: `is damaged …`. */
function refuseWorkspace(problem: string, label: string): void {
  const sentence = `${label} ${problem}. The hosts on this page are unchanged.`;
  addProblems([{ code: 'malformed', sentence, place: { file: label, line: 1 }, excerpt: [] }]);
}

/** `cpuMap`: what its `mapKey` names, where that came along. */
interface Given {
  readonly workspace: Workspace;
  readonly cpuMap?: CpuMapFacts;
}

async function takeWorkspace(
  { workspace, cpuMap }: Given,
  label: string,
  from: 'file' | 'link',
): Promise<void> {
  const mapKey = cpuMap && (await sameOwnMap(cpuMap));
  const given =
    mapKey === undefined ? { workspace, ...(cpuMap && { cpuMap }) } : { workspace: { ...workspace, mapKey } };
  await loadMap(given.workspace.mapKey);
  await computeAhead(given.workspace);
  const { workspace: here } = workspaceStore.getState();
  if (await isSameWorkspace(here, given.workspace)) addNote(`${label} contains the hosts you already have.`);
  else if (holdsNothing(here)) replaceBy({ ...given, label });
  else ask({ ...given, label, from });
}

/** Asks about it, after those that wait already. */
export function ask(question: IncomingWorkspace): void {
  workspaceStore.setState(({ incoming }) => ({ incoming: [...incoming, question] }));
  announce(`A question about ${question.label}: ${contentsInWords(question.workspace)}.`);
}

/** Answers the first of `incoming`: it takes the place of the hosts, joins them, or neither. */
export function answerIncoming(choice: 'replace' | 'add' | 'skip'): void {
  const { incoming } = workspaceStore.getState();
  const [first] = incoming;
  if (first === undefined) return;
  if (choice === 'replace') replaceBy(first);
  if (choice === 'add') addFrom(first.workspace, first.label);
  // Afterwards, as who stores the workspace sees in it that the person has chosen.
  workspaceStore.setState({ incoming: incoming.slice(1) });
}

function replaceBy({ workspace, cpuMap, label }: Given & { readonly label: string }): void {
  const known = cpuMap === undefined ? withKnownMap(workspace) : { ...workspace, mapKey: addOwnMap(cpuMap) };
  edit(replaceWorkspace(known, `opening ${label}`));
  announce(`${label} opened: ${contentsInWords(workspace)}.`);
}

/** A link to what is here: ids are of one page only, and a link has no line numbers. */
export function isSameWorkspace(here: Workspace, given: Workspace): Promise<boolean> {
  return pauseBetween(sameSteps(here, given), yieldAfter(BUDGET));
}

function* sameSteps(here: Workspace, given: Workspace): Steps<boolean> {
  const { hosts, guests, ...choices } = here;
  const { hosts: otherHosts, guests: otherGuests, ...otherChoices } = given;
  if (hosts.length !== otherHosts.length || guests.length !== otherGuests.length) return false;
  if (hosts.some(({ name }, at) => name !== otherHosts[at]?.name)) return false;
  if (!isSameData(choices, otherChoices)) return false;
  for (const [at, host] of hosts.entries()) {
    yield;
    const other = otherHosts[at];
    if (other === undefined || !isSameData(comparableHost(host), comparableHost(other))) return false;
  }
  for (const [at, guest] of guests.entries()) {
    yield;
    const other = otherGuests[at];
    if (other === undefined || !isSameData(comparableGuest(guest), comparableGuest(other))) return false;
  }
  return true;
}

function comparableGuest({ id: _id, featureLines: _lines, ...guest }: Guest) {
  return guest;
}

function comparableHost({ name, included, sources }: Host) {
  return {
    name,
    included,
    sources: sources.map(({ featureLines: _lines, added: _day, ...source }) => source),
  };
}

/** Hosts and guests only: the guest CPU and the CPU map of the page stay. Those that are here as they are need no second. */
function addFrom({ hosts, guests }: Workspace, label: string): void {
  const here = new Map(workspaceStore.getState().workspace.hosts.map((host) => [host.name, host]));
  const added = hosts.filter((host) => {
    const same = here.get(host.name);
    return same === undefined || !isSameData(comparableHost(same).sources, comparableHost(host).sources);
  });
  const guestsHere = new Set(workspaceStore.getState().workspace.guests.map(guestText));
  const addedGuests = guests.filter((guest) => !guestsHere.has(guestText(guest)));
  edit((workspace) => addingBoth(workspace, added, addedGuests));
  const known = hosts.length + guests.length - added.length - addedGuests.length;
  const rest =
    known === 0 ? '' : ` ${known.toLocaleString('en')} ${known === 1 ? 'was' : 'were'} here already.`;
  announce(
    added.length + addedGuests.length === 0
      ? `${label} has no other hosts.`
      : `${contentsInWords({ hosts: added, guests: addedGuests })} of ${label} added.${rest}`,
  );
}

function guestText(guest: Guest): string {
  return canonicalText(comparableGuest(guest));
}

/** One step to undo. */
function addingBoth(workspace: Workspace, hosts: readonly Host[], guests: readonly Guest[]) {
  const withHosts = addHosts(hosts)(workspace);
  const withBoth = addGuests(guests)(withHosts?.workspace ?? workspace);
  const label = `adding ${contentsInWords({ hosts, guests })}`;
  const after = withBoth?.workspace ?? withHosts?.workspace;
  return after === undefined ? undefined : { workspace: after, label };
}

/** A map of the sender's own is not in this browser, unless it came along. */
export function withKnownMap(workspace: Workspace): Workspace {
  if (mapEntry(mapStore.getState(), workspace.mapKey) !== undefined) return workspace;
  addNote(
    `The CPU map ${workspace.mapKey} is not in this browser; libvirt ${defaultMapKey} is used instead.`,
  );
  return { ...workspace, mapKey: defaultMapKey };
}
