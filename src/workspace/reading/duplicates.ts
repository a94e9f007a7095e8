import { MAX_HOSTS } from '../../intake/limits.ts';
import type { HostReading } from '../../intake/reading.ts';
import type { Host, HostSource } from '../model/state.ts';
import { addNote, type DuplicateQuestion, edit, workspaceStore } from '../stores/store.ts';
import { type DuplicateChoice, isDuplicate, isNothing, Merger, withAdditions } from './merger.ts';

export type { DuplicateChoice } from './merger.ts';

/** Answers the question of `duplicates`, or all that wait. */
export function answerDuplicate(choice: DuplicateChoice, forAll: boolean): void {
  const { duplicates } = workspaceStore.getState();
  if (duplicates === undefined) return;
  const { waiting } = duplicates;
  if (choice !== 'skip') takeIn(forAll ? waiting : waiting.slice(0, 1), choice);
  ask(forAll ? [] : waiting.slice(1));
}

/** The question's host, as it is now; undefined once its host was removed, renamed or undone. */
export function existingOf(
  { name, incoming }: DuplicateQuestion,
  hosts: readonly Host[],
): HostSource | undefined {
  return hosts.find((host) => host.name === name)?.sources.find(({ view }) => view === incoming.view);
}

/** More duplicates found by a batch: they wait behind those that do already. */
export function askAbout(readings: readonly HostReading[]): void {
  if (readings.length === 0) return;
  const waiting = workspaceStore.getState().duplicates?.waiting ?? [];
  ask([...waiting, ...readings]);
}

/** Takes questions back: what they are about is not wanted any more. */
export function withdraw(readings: ReadonlySet<HostReading>): void {
  const waiting = workspaceStore.getState().duplicates?.waiting ?? [];
  const left = waiting.filter((reading) => !readings.has(reading));
  if (left.length < waiting.length) ask(left);
}

/** A reading that is no longer a duplicate, because the hosts have changed, needs no question. */
function ask(waiting: readonly HostReading[]): void {
  const merger = new Merger(workspaceStore.getState().workspace);
  for (const [at, incoming] of waiting.entries()) {
    const outcome = merger.add(incoming);
    if (!isDuplicate(outcome)) continue;
    takeIn(waiting.slice(0, at), 'replace');
    const { name } = outcome.host;
    workspaceStore.setState({ duplicates: { name, incoming, waiting: waiting.slice(at) } });
    return;
  }
  takeIn(waiting, 'replace');
  workspaceStore.setState({ duplicates: undefined });
}

function takeIn(readings: readonly HostReading[], choice: DuplicateChoice): void {
  const merger = new Merger(workspaceStore.getState().workspace);
  let refused = 0;
  for (const reading of readings) if (merger.add(reading, choice) === 'too many') refused++;
  const additions = merger.take();
  const name = readings.length === 1 ? (readings[0]?.name ?? 'a host') : `${readings.length} hosts`;
  const replacing = additions.joined.length > 0 ? `replacing ${name}` : `adding ${name}`;
  const label = choice === 'replace' ? replacing : `keeping both of ${name}`;
  if (!isNothing(additions)) {
    edit((workspace) => ({ workspace: withAdditions(workspace, additions), label }));
  }
  if (refused > 0)
    addNote(`${refused} hosts were not added: the limit is ${MAX_HOSTS.toLocaleString('en')}.`);
}
