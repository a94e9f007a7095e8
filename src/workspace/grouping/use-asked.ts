import { useStore } from 'zustand';
import { type Asked, ladderStore, proposalStore } from './proposals.ts';
import type { Answers } from './question.ts';

export function useProposal(): Asked<Answers['propose']> {
  return useStore(proposalStore);
}

export function useAskedLadder(): Asked<Answers['ladder']> {
  return useStore(ladderStore);
}
