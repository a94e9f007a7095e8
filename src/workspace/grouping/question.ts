import { type LeaveOut, leaveOutLadder } from '../../fleet/groups/leave-out.ts';
import { type Blocks, type Proposal, proposeGroups } from '../../fleet/groups/propose.ts';

/** The input of the worker thread: only the compared parts go there. */
export type Question =
  | { readonly kind: 'propose'; readonly blocks: Blocks }
  /** `blocks`: the groups as they are. */
  | { readonly kind: 'ladder'; readonly blocks: Blocks };

export interface Answers {
  readonly propose: Proposal;
  /** By group. */
  readonly ladder: readonly (readonly LeaveOut[])[];
}

/** Numbers of hosts that are tried where the kinds are too many for every number. */
const WANTED = [1, 2, 3, 5, 10];

export function answerQuestion({ kind, blocks }: Question): Answers[Question['kind']] {
  return kind === 'propose' ? proposeGroups(blocks) : blocks.map((items) => leaveOutLadder(items, WANTED));
}
