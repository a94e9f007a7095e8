import { memo, type Ref } from 'react';
import { Glyph } from '../ui/glyph.tsx';
import { visibleLines } from '../ui/visible-text.ts';
import styles from './output.module.css';
import type { LineNote } from './virsh-text.ts';

interface TextLinesProps {
  readonly text: string;
  readonly label: string;
  /** Values in XML are set in ink, markup lighter; any other text is all ink. */
  readonly isXml: boolean;
  /** By name of the feature that a line lists: set at its end, and the line steps back. */
  readonly notes?: ReadonlyMap<string, LineNote>;
  readonly ref?: Ref<HTMLPreElement>;
}

/** A text whose long lines go on below, set in: nothing of it is cut, and selecting it gives it as it is. */
export function TextLines({ text, label, isXml, notes, ref }: TextLinesProps) {
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return (
    <section className={styles.text} data-xml={isXml} aria-label={label}>
      <pre ref={ref} translate="no">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its identity
          <Line key={index} text={line} note={notes?.get(/ name='([^']*)'/.exec(line)?.[1] ?? '')} />
        ))}
      </pre>
    </section>
  );
}

interface LineProps {
  readonly text: string;
  readonly note: LineNote | undefined;
}

const Line = memo(function Line({ text, note }: LineProps) {
  return (
    <span className={styles.textLine} data-noted={note !== undefined || undefined}>
      <span className={styles.lineText}>
        {visibleLines(text)
          .split(/('[^']*')/)
          .map((part, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: parts are odd and even
            index % 2 === 1 ? <b key={index}>{part}</b> : part,
          )}
        {'\n'}
      </span>
      {note !== undefined && (
        <span className={styles.lineNote} title={note.meaning}>
          {note.glyph === undefined ? note.words : <Glyph name={note.glyph} label={note.meaning} />}
        </span>
      )}
    </span>
  );
});
