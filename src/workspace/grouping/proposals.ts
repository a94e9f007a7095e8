import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Block } from '../../fleet/groups/blocks.ts';
import { ownScriptUrl } from '../../own-script-url.ts';
import workerUrl from './groups.worker.ts?worker&url';
import { type Answers, answerQuestion, type Question } from './question.ts';

/** The question and its progress. */
export type Asked<T> =
  | { readonly state: 'none' }
  | { readonly state: 'coming'; readonly blocks: readonly Block[] }
  | { readonly state: 'ready'; readonly blocks: readonly Block[]; readonly answer: T }
  | { readonly state: 'failed'; readonly blocks: readonly Block[]; readonly detail: string };

/** How the hosts can be parted into groups. */
export const proposalStore = createStore<Asked<Answers['propose']>>(() => ({ state: 'none' }));
/** Which hosts are best to exclude. */
export const ladderStore = createStore<Asked<Answers['ladder']>>(() => ({ state: 'none' }));

/** Asks for the groups of these blocks, on a thread of its own; a question before it is given up. */
export const requestProposal = asking('propose', proposalStore);
export const requestLadder = asking('ladder', ladderStore);

function asking<Kind extends Question['kind']>(kind: Kind, store: StoreApi<Asked<Answers[Kind]>>) {
  let stop = () => {};
  return (blocks: readonly Block[]): void => {
    const before = store.getState();
    if (before.state !== 'none' && before.blocks === blocks) return;
    stop();
    store.setState({ state: 'coming', blocks }, true);
    const answered = (answer: Answers[Kind]) => store.setState({ state: 'ready', blocks, answer }, true);
    const failed = (detail: string) => store.setState({ state: 'failed', blocks, detail }, true);
    const items = blocks.map((block) => block.items.map(({ bits, hosts }) => ({ bits, hosts })));
    stop = ask({ kind, blocks: items }, { answered, failed });
  };
}

interface Heard<T> {
  readonly answered: (answer: T) => void;
  readonly failed: (detail: string) => void;
}

/** Gives back what gives the question up. */
function ask<T>(question: Question, { answered, failed }: Heard<T>): () => void {
  // Node has no workers.
  if (typeof Worker === 'undefined') {
    answered(answerQuestion(question) as T);
    return () => {};
  }
  const worker = new Worker(ownScriptUrl(workerUrl), { type: 'module', name: 'groups' });
  worker.onmessage = ({ data }: MessageEvent<T>) => {
    worker.terminate();
    answered(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    failed(event.message);
  };
  worker.postMessage(question);
  return () => worker.terminate();
}
