import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import type { Workspace } from '../model/state.ts';
import { checkPacked } from '../packing/check-packed.ts';
import { type PackedWorkspace, packWorkspace, unpackSteps } from '../packing/packed-workspace.ts';
import { runSteps, type Steps } from '../packing/steps.ts';
import { objectionToJson } from './json-limits.ts';

export type ImportResult =
  | { readonly ok: true; readonly workspace: Workspace; readonly cpuMap?: CpuMapFacts }
  | Refused;

interface Refused {
  readonly ok: false;
  readonly problem: string;
}

export const WORKSPACE_FILE_NAME = 'commonbits.json';

/**
 * Everything that was given and chosen, as JSON; with the CPU map in force where that is the person's own. Host ids
 * are of one page only and are left out.
 */
export function exportWorkspace(workspace: Workspace, cpuMap?: CpuMapFacts): string {
  const packed = packWorkspace(workspace);
  return `${JSON.stringify(cpuMap === undefined ? packed : { ...packed, cpuMap })}\n`;
}

/** Never trusts the text: what is not as it should be is refused in a sentence that begins with a verb. */
export function importWorkspace(text: string): ImportResult {
  const checked = runSteps(checkTextSteps(text));
  return checked.ok ? runSteps(unpackWhole(checked.packed)) : checked;
}

export type CheckedText = { readonly ok: true; readonly packed: PackedWorkspace } | Refused;

/** The slow part of an import, which needs nothing of the page; a step is some part of it. */
export function* checkTextSteps(text: string): Steps<CheckedText> {
  const objection = objectionToJson(text);
  if (objection !== undefined) return refused(objection);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refused(`is incomplete or damaged: ${error instanceof Error ? error.message : 'no JSON'}`);
  }
  const checked = yield* checkPacked(data);
  if (!checked.ok) return checked;
  const [fault] = checked.faults;
  return fault === undefined ? { ok: true, packed: checked.packed } : refused(fault.problem);
}

/** The checked content; an inconsistent file is refused whole. */
export function* unpackWhole(packed: PackedWorkspace): Steps<ImportResult> {
  const { faults, ...opened } = yield* unpackSteps(packed);
  return faults[0] === undefined ? { ok: true, ...opened } : refused(faults[0].problem);
}

/** Whether a text wants to be a workspace file: told from its beginning, so that even a cut one is named as such. */
export function isWorkspaceFile(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"commonbits"\s*:/.test(text.slice(0, 200));
}

function refused(problem: string): Refused {
  return { ok: false, problem };
}
