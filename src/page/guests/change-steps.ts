import { startState } from '../../fleet/guest/start-verdict.ts';
import type { GuestRow } from '../../fleet/guests/guest-rows.ts';
import type { HostKind } from '../../fleet/guests/host-kinds.ts';
import { judgeStart } from '../../fleet/guests/judge-start.ts';
import { type GuestChange, smallestChange } from '../../fleet/guests/smallest-change.ts';
import type { ShownGuests } from './use-guests.ts';

/** One step further: with it the guest starts on so many hosts of its group. */
export interface ChangeStep {
  readonly change: GuestChange;
  readonly takes: number;
  readonly of: number;
}

/** Steps beyond which a list is not read. */
const MOST_STEPS = 6;

/**
 * From the guest as it is to one that starts on every host of its group: hosts that need least come first, and each step
 * holds those before it.
 */
export function changeSteps(row: GuestRow, { columns }: ShownGuests): readonly ChangeStep[] {
  const kinds = columns.filter(({ group }) => group === row.group).map(({ kind }) => kind);
  const refusing = kinds.filter((host) => needsChange(row, host));
  const byNeed = refusing
    .map((host) => ({ host, edits: smallestChange(row.kind, [host])?.edits.length }))
    .filter((one): one is { host: HostKind; edits: number } => one.edits !== undefined)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 40);
  const steps: ChangeStep[] = [];
  const wanted: HostKind[] = [];
  for (const { host } of byNeed) {
    wanted.push(host);
    const change = smallestChange(row.kind, wanted);
    if (change === undefined) continue;
    const step = { change, ...countOf(row, change, kinds) };
    const last = steps.at(-1);
    if (last !== undefined && last.takes >= step.takes) continue;
    if (last !== undefined && last.change.edits.length === change.edits.length) steps.pop();
    steps.push(step);
  }
  return steps.length <= MOST_STEPS ? steps : [...steps.slice(0, MOST_STEPS - 1), ...steps.slice(-1)];
}

function needsChange(row: GuestRow, host: HostKind): boolean {
  const state = startState(judgeStart(row.kind, host));
  return state === 'refused' || state === 'without';
}

function countOf(
  row: GuestRow,
  { cpu }: GuestChange,
  kinds: readonly HostKind[],
): { takes: number; of: number } {
  const changed = { ...row.kind, cpu };
  let takes = 0;
  let of = 0;
  for (const host of kinds) {
    of += host.included.length;
    if (startState(judgeStart(changed, host)) === 'starts') takes += host.included.length;
  }
  return { takes, of };
}
