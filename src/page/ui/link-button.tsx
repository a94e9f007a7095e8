import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './link-button.module.css';

interface LinkButtonProps extends ComponentProps<'button'> {
  /** `accent` only where what it says is a loss. */
  readonly tone?: 'ink' | 'accent';
}

/** Underlined text that acts: counts which filter, "Add or change", "3 more". Prints as the text it is. */
export function LinkButton({ tone = 'ink', className, ...rest }: LinkButtonProps) {
  return <button type="button" {...rest} data-tone={tone} className={classNames(styles.link, className)} />;
}
