import { type RefObject, useRef, useState } from 'react';
import { announce } from './announce.ts';
import { copyText, selectContents } from './copy-text.ts';

export interface Copying {
  readonly state: 'rest' | 'copied' | 'refused';
  /** Within the click: browsers let a page copy only then. `what`: `the XML`, for what is said. */
  readonly copy: (text: string, what: string) => void;
  /** The advice if the browser refused. */
  readonly refusal: string;
}

const selected = 'Your browser did not allow copying. The text is selected: press Ctrl+C.';
const elsewhere = 'Your browser did not allow copying. The text is under Guest CPU.';

/** Copies, says so for two seconds, and selects the text where the browser refuses. */
export function useCopying(shown: RefObject<Element | null>): Copying {
  const [state, setState] = useState<Copying['state']>('rest');
  const [refusal, setRefusal] = useState(selected);
  const timer = useRef<number>(undefined);

  async function copy(text: string, what: string): Promise<void> {
    clearTimeout(timer.current);
    if (await copyText(text)) {
      setState('copied');
      announce(`Copied ${what}.`);
      timer.current = window.setTimeout(() => setState('rest'), 2000);
      return;
    }
    const words = shown.current === null ? elsewhere : selected;
    if (shown.current !== null) selectContents(shown.current);
    setRefusal(words);
    setState('refused');
    announce(words);
  }

  return { state, copy: (text, what) => void copy(text, what), refusal };
}
