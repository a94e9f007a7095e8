import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Glyph } from './glyph.tsx';
import styles from './select.module.css';

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange' | 'value'> {
  /** `quiet`: text and a chevron. `ruled`: a value on a rule, in a Field. `boxed`: like a button. */
  readonly look?: 'quiet' | 'ruled' | 'boxed';
  /** Values that a machine would print are set in mono. */
  readonly mono?: boolean;
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

/** The platform's own select, drawn as the page draws it; its options are the children. */
export function Select({ look = 'quiet', mono = false, onChoose, className, ...rest }: SelectProps) {
  return (
    <span className={classNames(styles.frame, className)} data-look={look}>
      <select
        {...rest}
        className={classNames(styles.select, mono && 'type-mono')}
        onChange={(event) => onChoose(event.target.value)}
      />
      <Glyph name="chevron-down" className={styles.chevron} />
    </span>
  );
}
