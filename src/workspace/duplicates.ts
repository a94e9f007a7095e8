import { MAX_HOSTS } from '../intake/limits.ts';
import type { HostReading } from '../intake/reading.ts';
import { type DuplicateChoice, isDuplicate, isNothing, Merger, withAdditions } from './merger.ts';
import { addNote, edit, workspaceStore } from './store.ts';

export type { DuplicateChoice } from './merger.ts';

/** Answers the question of `duplicates`, or all that wait. */
export function answerDuplicate(choice: DuplicateChoice, forAll: boolean): void {
  const { duplicates } = workspaceStore.getState();
  if (duplicates === undefined) return;
  const { waiting } = duplicates;
  if (choice !== 'skip') takeIn(forAll ? waiting : waiting.slice(0, 1), choice);
  ask(forAll ? [] : waiting.slice(1));
}

/** More duplicates found by a batch: they wait behind those that do already. */
export function askAbout(readings: readonly HostReading[]): void {
  if (readings.length === 0) return;
  const waiting = workspaceStore.getState().duplicates?.waiting ?? [];
  ask([...waiting, ...readings]);
}

/** What is no duplicate any more, because the hosts have changed meanwhile, needs no question. */
function ask(waiting: readonly HostReading[]): void {
  const merger = new Merger(workspaceStore.getState().workspace.hosts);
  for (const [at, incoming] of waiting.entries()) {
    const outcome = merger.add(incoming);
    if (!isDuplicate(outcome)) continue;
    takeIn(waiting.slice(0, at), 'replace');
    const { host, existing } = outcome;
    const rest = waiting.slice(at);
    workspaceStore.setState({
      duplicates: { host: host.id, name: host.name, existing, incoming, waiting: rest },
    });
    return;
  }
  takeIn(waiting, 'replace');
  workspaceStore.setState({ duplicates: undefined });
}

function takeIn(readings: readonly HostReading[], choice: DuplicateChoice): void {
  const merger = new Merger(workspaceStore.getState().workspace.hosts);
  let refused = 0;
  for (const reading of readings) if (merger.add(reading, choice) === 'too many') refused++;
  const additions = merger.take();
  const name = readings.length === 1 ? (readings[0]?.name ?? 'a host') : `${readings.length} hosts`;
  const label = choice === 'replace' ? `replacing ${name}` : `keeping both of ${name}`;
  if (!isNothing(additions)) {
    edit((workspace) => ({ workspace: withAdditions(workspace, additions), label }));
  }
  if (refused > 0) addNote(`${refused} hosts were not added: ${MAX_HOSTS} is the most that are held.`);
}
