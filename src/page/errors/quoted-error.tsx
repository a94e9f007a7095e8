import type { ReactNode } from 'react';
import type { ErrorReading } from '../../intake/reading.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './errors.module.css';

/** The error's own words, with the names of features marked. */
export function QuotedError({ error }: { readonly error: ErrorReading }) {
  return (
    <p className={styles.quote}>
      <span className={styles.line}>{error.place.line.toLocaleString('en')}</span>
      <span>{marked(error)}</span>
    </p>
  );
}

function marked({ said, features }: ErrorReading): ReactNode[] {
  const names = new Set(features.map(({ name }) => name));
  // A name is between what is no part of a name.
  return said.split(/([\w.-]*\w)/).map((piece, at) =>
    names.has(piece) ? (
      // Pieces keep their places.
      // biome-ignore lint/suspicious/noArrayIndexKey: the place is the only identity of a piece
      <mark key={at}>{visibleText(piece)}</mark>
    ) : (
      visibleText(piece)
    ),
  );
}
