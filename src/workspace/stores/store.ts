import { createStore } from 'zustand/vanilla';
import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import type { HostReading, IntakeProblem } from '../../intake/reading.ts';
import { applyEdit, type Edit, type History, stepBack, stepForward } from '../model/history.ts';
import {
  emptyWorkspace,
  type Note,
  type Problem,
  type ReadingProgress,
  type Workspace,
} from '../model/state.ts';
import { objectionToChange } from '../packing/check-reading.ts';

export interface WorkspaceState extends History {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  readonly reading: ReadingProgress | undefined;
  /** The result of the last paste or drop; undefined before the first. */
  readonly lastRead: ReadSummary | undefined;
  readonly duplicates: DuplicateQuestion | undefined;
  /** The first is asked about, the others wait. */
  readonly incoming: readonly IncomingWorkspace[];
  /** For the polite live region: each change once. */
  readonly announcement: string;
}

export interface ReadSummary {
  /** `paste 1`, `kvm-01.xml`, `12 files`. */
  readonly label: string;
  readonly added: number;
  /** Hosts that were known and got a further source. */
  readonly joined: number;
  /** Guests that were added, once or again with a different definition. */
  readonly guests: number;
  /** Read before, with the same CPU: skipped. */
  readonly same: number;
  /** Pasted error texts that were decoded. */
  readonly errors: number;
  readonly problems: number;
  /** Files of a folder or archive in which there is no host: counted, no problem. */
  readonly skipped: number;
}

/** A host came a second time with another CPU: answered with `answerDuplicate` of duplicates.ts. */
export interface DuplicateQuestion {
  /** The name of the existing host. */
  readonly name: string;
  readonly incoming: HostReading;
  /** All that wait for an answer, this one first. */
  readonly waiting: readonly HostReading[];
}

/** A whole workspace that comes while there are hosts already: answered with `answerIncoming` of incoming.ts. */
export interface IncomingWorkspace {
  readonly workspace: Workspace;
  /** The map that its `mapKey` names, if it is the sender's own. */
  readonly cpuMap?: CpuMapFacts;
  /** `pool.json`, `paste 2`, `the link`, `another tab`. */
  readonly label: string;
  readonly from: IncomingFrom;
}

/** `tab`: another tab stored it meanwhile; `visit`: stored before, but hosts came first; `aside`: kept beside. */
export type IncomingFrom = 'file' | 'link' | 'tab' | 'visit' | 'aside';

export const startState: WorkspaceState = {
  workspace: emptyWorkspace,
  past: [],
  future: [],
  problems: [],
  notes: [],
  reading: undefined,
  lastRead: undefined,
  duplicates: undefined,
  incoming: [],
  announcement: '',
};

export const workspaceStore = createStore<WorkspaceState>(() => startState);

/** Does something to the workspace that can be undone. */
export function edit(change: Edit): void {
  const state = workspaceStore.getState();
  const next = applyEdit(state, change);
  const objection = objectionToChange(state.workspace, next.workspace);
  if (objection === undefined) workspaceStore.setState(next);
  else addNote(`Nothing was changed: ${objection}.`);
}

export function undo(): void {
  const { past } = workspaceStore.getState();
  workspaceStore.setState((state) => stepBack(state) ?? state);
  const step = past.at(-1);
  if (step !== undefined) announce(`Undone: ${step.label}.`);
}

export function redo(): void {
  const { future } = workspaceStore.getState();
  workspaceStore.setState((state) => stepForward(state) ?? state);
  const step = future.at(-1);
  if (step !== undefined) announce(`Redone: ${step.label}.`);
}

/** Said once by screen readers, also when it is the same sentence as before. */
export function announce(sentence: string): void {
  workspaceStore.setState(({ announcement }) => ({
    announcement: announcement === sentence ? `${sentence}\u00a0` : sentence,
  }));
}

const MAX_LISTED = 2000;
let lastEntry = 0;

export function addProblems(found: readonly IntakeProblem[]): void {
  if (found.length === 0) return;
  workspaceStore.setState(({ problems }) => ({ problems: withProblems(problems, found) }));
}

export function withProblems(
  problems: readonly Problem[],
  found: readonly IntakeProblem[],
): readonly Problem[] {
  const added = found.map((problem): Problem => ({ ...problem, id: ++lastEntry }));
  return [...problems, ...added].slice(0, MAX_LISTED);
}

export function dismissProblem(id: number): void {
  workspaceStore.setState(({ problems }) => ({ problems: problems.filter((problem) => problem.id !== id) }));
}

export function dismissProblems(): void {
  workspaceStore.setState({ problems: [] });
}

/** The same sentence is listed once. `aside`: key of what is kept and can be saved as a file. */
export function addNote(sentence: string, aside?: string): void {
  workspaceStore.setState(({ notes }) =>
    notes.some((note) => note.sentence === sentence && note.aside === aside)
      ? {}
      : { notes: [...notes, { id: ++lastEntry, sentence, ...(aside === undefined ? {} : { aside }) }] },
  );
}

export function dismissNote(id: number): void {
  workspaceStore.setState(({ notes }) => ({ notes: notes.filter((note) => note.id !== id) }));
}
