import type { ComponentProps, ReactNode } from 'react';
import styles from './checkbox.module.css';
import { classNames } from './class-names.ts';
import { Glyph } from './glyph.tsx';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'onChange' | 'type' | 'checked'> {
  readonly checked: boolean;
  /** Some of what it stands for is checked: it says so, and checks all. */
  readonly mixed?: boolean;
  readonly onCheck: (checked: boolean) => void;
  /** The label; without one give `aria-label`. */
  readonly children?: ReactNode;
}

/** The platform's checkbox, drawn: 12 px box, 24 px target. */
export function Checkbox({ checked, mixed = false, onCheck, children, className, ...rest }: CheckboxProps) {
  return (
    <label className={classNames(styles.checkbox, className)}>
      <span className={styles.box}>
        <input
          {...rest}
          ref={(input) => {
            if (input !== null) input.indeterminate = mixed;
          }}
          type="checkbox"
          checked={checked && !mixed}
          className={styles.input}
          onChange={(event) => onCheck(event.target.checked)}
        />
        <Glyph name="check" className={styles.check} />
        <span className={styles.mixed} />
      </span>
      {children}
    </label>
  );
}
