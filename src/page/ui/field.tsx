import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Shown under the value and read with it. */
  readonly note?: ReactNode;
  readonly className?: string | undefined;
  /** A click on the label says what the field means; the control gets the focus all the same. */
  readonly onLabel?: () => void;
}

/** A label and its ruled value on one line. The control inside is the label's own. */
export function Field({ label, children, note, className, onLabel }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className={classNames(styles.field, className)}>
      <FieldLabel label={label} onClick={onLabel} />
      <span className={styles.value}>{children}</span>
      {note !== undefined && <span className={classNames('type-label', styles.note)}>{note}</span>}
    </label>
  );
}

interface FieldLabelProps {
  readonly label: string;
  readonly onClick: (() => void) | undefined;
}

export function FieldLabel({ label, onClick }: FieldLabelProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the explanation that a click opens is also in the words below the fields
    // biome-ignore lint/a11y/useKeyWithClickEvents: keyboard users read the explanation in the words below the fields
    <span
      className={classNames('type-label', styles.label)}
      data-explains={onClick !== undefined || undefined}
      onClick={onClick}
    >
      {label}
    </span>
  );
}

interface RuledInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onType: (value: string) => void;
  readonly mono?: boolean;
}

/** A text input on a rule: for Field, and for renaming in place. */
export function RuledInput({ onType, mono = true, className, ...rest }: RuledInputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classNames(styles.input, mono && 'type-mono', className)}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
