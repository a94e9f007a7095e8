import { useSyncExternalStore } from 'react';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { OutputTarget } from '../../output/kit/target.ts';

/** What is looked at and typed in the output: kept while panes and tabs come and go. */
export interface OutputState {
  readonly target: string;
  /** Name of the machine or CPU model, for platforms that want one. */
  readonly name: string;
  /** undefined until they are loaded. */
  readonly targets: readonly OutputTarget[] | undefined;
  readonly draft: XmlDraft | undefined;
}

/** The XML while it is edited by hand. */
export interface XmlDraft {
  readonly text: string;
  /** What Cancel goes back to. */
  readonly before: GuestChoices;
}

let state: OutputState = { target: 'libvirt', name: 'guest', targets: undefined, draft: undefined };
const listeners = new Set<() => void>();

export function setOutput(patch: Partial<OutputState>): void {
  state = { ...state, ...patch };
  for (const listener of listeners) listener();
}

export function useOutput(): OutputState {
  return useSyncExternalStore(subscribe, () => state);
}

/** The platforms are a chunk of their own, fetched once the pane stands. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  void loadTargets();
  return () => listeners.delete(listener);
}

let loading: Promise<void> | undefined;

function loadTargets(): Promise<void> {
  loading ??= import('../../output/targets.ts').then(({ outputTargets }) =>
    setOutput({ targets: outputTargets }),
  );
  return loading;
}
