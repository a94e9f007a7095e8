import type { ComponentProps, ReactNode } from 'react';
import styles from './checkbox.module.css';
import { classNames } from './class-names.ts';
import { Glyph } from './glyph.tsx';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'onChange' | 'type' | 'checked'> {
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
  /** The label; without one give `aria-label`. */
  readonly children?: ReactNode;
}

/** The platform's checkbox, drawn: 12 px box, 24 px target. */
export function Checkbox({ checked, onCheck, children, className, ...rest }: CheckboxProps) {
  return (
    <label className={classNames(styles.checkbox, className)}>
      <span className={styles.box}>
        <input
          {...rest}
          type="checkbox"
          checked={checked}
          className={styles.input}
          onChange={(event) => onCheck(event.target.checked)}
        />
        <Glyph name="check" className={styles.check} />
      </span>
      {children}
    </label>
  );
}
