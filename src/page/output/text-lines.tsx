import { memo, type Ref } from 'react';
import { visibleLines } from '../ui/visible-text.ts';
import styles from './output.module.css';

interface TextLinesProps {
  readonly text: string;
  readonly label: string;
  /** Values in XML are set in ink, markup lighter; any other text is all ink. */
  readonly isXml: boolean;
  readonly ref?: Ref<HTMLPreElement>;
}

/** A text with its lines numbered; the numbers are no part of it, so selecting it gives it as it is. */
export function TextLines({ text, label, isXml, ref }: TextLinesProps) {
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must by keyboard too
    <section className={styles.text} data-xml={isXml} aria-label={label} tabIndex={0}>
      <pre ref={ref} translate="no">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its identity
          <Line key={index} text={line} />
        ))}
      </pre>
    </section>
  );
}

const Line = memo(function Line({ text }: { readonly text: string }) {
  return (
    <span className={styles.textLine}>
      {visibleLines(text)
        .split(/('[^']*')/)
        .map((part, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are odd and even
          index % 2 === 1 ? <b key={index}>{part}</b> : part,
        )}
      {'\n'}
    </span>
  );
});
