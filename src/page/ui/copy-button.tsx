import type { ReactNode, RefObject } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import styles from './copy-button.module.css';
import { type Copying, useCopying } from './use-copying.ts';

interface CopyButtonProps extends Pick<ButtonProps, 'look' | 'size' | 'className' | 'unavailable'> {
  /** Exactly what lands on the clipboard; asked for on the click. */
  readonly text: () => string;
  /** The element that shows the same text: selected when the browser refuses. */
  readonly shown: RefObject<Element | null>;
  /** The copied thing, for the button's name and the announcement: `the XML`. */
  readonly what: string;
  /** The button's name, if it is not `Copy` and the thing. */
  readonly name?: string;
  /** For another control that copies too: the button shows the result. */
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
