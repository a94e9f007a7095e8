import type { Step, Undone, Workspace } from './state.ts';

/** The result of one edit. `label` continues "Undo …". */
export interface Change {
  readonly workspace: Workspace;
  readonly label: string;
  /** Text field that is typed in: changes of one field in a row are one step. */
  readonly field?: string;
}

/** Pure; undefined = nothing would change, so there is nothing to undo. */
export type Edit = (workspace: Workspace) => Change | undefined;

export interface History {
  readonly workspace: Workspace;
  /** Oldest first. */
  readonly past: readonly Step[];
  /** Next to redo last. */
  readonly future: readonly Undone[];
}

export const MAX_STEPS = 200;

export function applyEdit(history: History, edit: Edit): History {
  const { workspace: before, past } = history;
  const change = edit(before);
  if (change === undefined || change.workspace === before) return history;
  const { workspace, label, field } = change;
  const last = past.at(-1);
  const goesOn = field !== undefined && last?.field === field && history.future.length === 0;
  const step: Step = {
    label,
    before: goesOn ? last.before : before,
    ...(field === undefined ? {} : { field }),
  };
  const kept = goesOn ? past.slice(0, -1) : past.slice(-(MAX_STEPS - 1));
  return { workspace, past: [...kept, step], future: [] };
}

/** Undefined when there is nothing to undo. */
export function stepBack({ workspace, past, future }: History): History | undefined {
  const step = past.at(-1);
  if (step === undefined) return undefined;
  const undone: Undone = { label: step.label, after: workspace };
  return { workspace: step.before, past: past.slice(0, -1), future: [...future, undone] };
}

/** Undefined when there is nothing to redo. */
export function stepForward({ workspace, past, future }: History): History | undefined {
  const undone = future.at(-1);
  if (undone === undefined) return undefined;
  const step: Step = { label: undone.label, before: workspace };
  return { workspace: undone.after, past: [...past, step], future: future.slice(0, -1) };
}

/**
 * The history with `change` made at the step of a batch that is still being read, and so in everything that came
 * after it; undefined when there is no such step.
 */
export function stepsWith(
  { workspace, past, future }: History,
  batch: number,
  change: (workspace: Workspace) => Workspace,
): History | undefined {
  const at = past.findIndex((step) => step.batch === batch);
  if (at === -1) return undefined;
  return {
    workspace: change(workspace),
    past: past.map((step, i) => (i > at ? { ...step, before: change(step.before) } : step)),
    future: future.map((undone) => ({ ...undone, after: change(undone.after) })),
  };
}
