import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './ruled-table.module.css';

/** A table of words: ink rule under the head, hairs under the rows, run to the edges of its pane. */
export function RuledTable({ className, ...rest }: ComponentProps<'table'>) {
  return <table {...rest} className={classNames(styles.table, className)} />;
}
