import type { ComponentProps, MouseEvent } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `filled`: the one next sensible step of a view. `quiet`: no border, for the top bar and tool lines. */
  readonly look?: 'plain' | 'filled' | 'quiet';
  /** `pane`: 24 px high, inside a pane. */
  readonly size?: 'page' | 'pane';
  /** Stays focusable, so that focus is not lost when the last step has been undone. */
  readonly unavailable?: boolean;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'page', unavailable = false, className, onClick, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={unavailable || undefined}
      data-look={look}
      data-size={size}
      className={classNames(styles.button, className)}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (!unavailable) onClick?.(event);
      }}
    />
  );
}
