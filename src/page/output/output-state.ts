import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DomainText } from '../../cpu/definition/domain-text.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { OutputTarget } from '../../output/kit/target.ts';
import { loadPart } from '../../workspace/stores/missing-part.ts';

/** The shown tab and the typed text of the output: kept while panes and tabs come and go. */
export interface OutputState {
  /** Name of the machine or CPU model, for platforms that want one. */
  readonly name: string;
  /** undefined until they are loaded. */
  readonly targets: readonly OutputTarget[] | undefined;
  readonly draft: XmlDraft | undefined;
}

/** The XML while it is edited by hand. */
export interface XmlDraft {
  readonly text: string;
  /** The state that Cancel restores. */
  readonly before: GuestChoices;
  readonly domainBefore?: DomainText | undefined;
  /** It has a mistake and does not count. */
  readonly isWrong?: boolean;
}

const outputStore = createStore<OutputState>(() => ({
  name: 'guest',
  targets: undefined,
  draft: undefined,
}));

export function setOutput(patch: Partial<OutputState>): void {
  outputStore.setState(patch);
}

/** The platforms are a chunk of their own, fetched once the pane stands. */
export function useOutput(): OutputState {
  useEffect(() => void loadTargets(), []);
  return useStore(outputStore);
}

/** XML that is typed and not applied, for it has a mistake: it is nowhere else. */
export function hasWrongDraft(): boolean {
  return outputStore.getState().draft?.isWrong === true;
}

let loading: Promise<void> | undefined;

function loadTargets(): Promise<void> {
  loading ??= loadPart(() => import('../../output/targets.ts')).then((loaded) => {
    // The next who asks tries again.
    if (loaded === undefined) loading = undefined;
    else setOutput({ targets: loaded.outputTargets });
  });
  return loading;
}
