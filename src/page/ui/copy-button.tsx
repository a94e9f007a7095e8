import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { announce } from './announce.ts';
import { Button, type ButtonProps } from './button.tsx';
import styles from './copy-button.module.css';
import { copyText, selectContents } from './copy-text.ts';

const refusal = 'Your browser did not allow copying. The text is selected: press Ctrl+C.';

interface CopyButtonProps extends Pick<ButtonProps, 'look' | 'size' | 'className' | 'unavailable'> {
  /** Exactly what lands on the clipboard; asked for on the click. */
  readonly text: () => string;
  /** Where the same text is shown: selected when the browser refuses. */
  readonly shown: RefObject<Element | null>;
  /** What is copied, for the name of the button and what is said: `the XML`. */
  readonly what: string;
  /** Of the button, where it is not `Copy` and what. */
  readonly name?: string;
  readonly children?: ReactNode;
}

export function CopyButton({ text, shown, what, name, children = 'Copy', ...look }: CopyButtonProps) {
  const [state, setState] = useState<'rest' | 'copied' | 'refused'>('rest');
  const timer = useRef<number>(undefined);

  async function copy(): Promise<void> {
    clearTimeout(timer.current);
    if (await copyText(text())) {
      setState('copied');
      announce(`Copied ${what}.`);
      timer.current = window.setTimeout(() => setState('rest'), 2000);
      return;
    }
    if (shown.current !== null) selectContents(shown.current);
    setState('refused');
    announce(refusal);
  }

  return (
    <span className={styles.copy}>
      <Button {...look} aria-label={name ?? `Copy ${what}`} onClick={() => void copy()}>
        {/* Both words hold the place, so that nothing jumps. */}
        <span className={styles.words}>
          <span data-shown={state !== 'copied'}>{children}</span>
          <span data-shown={state === 'copied'}>Copied</span>
        </span>
      </Button>
      {state === 'refused' && <span className={styles.refusal}>{refusal}</span>}
    </span>
  );
}
