import type { ReactNode, RefObject } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import styles from './copy-button.module.css';
import { type Copying, useCopying } from './use-copying.ts';

interface CopyButtonProps extends Pick<ButtonProps, 'look' | 'size' | 'className' | 'unavailable'> {
  /** Exactly what lands on the clipboard; asked for on the click. */
  readonly text: () => string;
  /** Where the same text is shown: selected when the browser refuses. */
  readonly shown: RefObject<Element | null>;
  /** What is copied, for the name of the button and what is said: `the XML`. */
  readonly what: string;
  /** Of the button, where it is not `Copy` and what. */
  readonly name?: string;
  /** Where something beside the button copies too, and the button says how it went. */
  readonly copying?: Copying;
  readonly children?: ReactNode;
}

export function CopyButton(props: CopyButtonProps) {
  const { text, shown, what, name, copying, children = 'Copy', ...look } = props;
  const own = useCopying(shown);
  const { state, copy, refusal } = copying ?? own;
  return (
    <span className={styles.copy}>
      <Button {...look} aria-label={name ?? `Copy ${what}`} onClick={() => copy(text(), what)}>
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
