import type { Problem } from '../../workspace/model/state.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './problems.module.css';

/** Long lines are shown around the place only. */
const before = 60;
const after = 40;

/** Three lines of the file with the place marked, and under the mark what is wrong there. */
export function Excerpt({ problem }: { readonly problem: Problem }) {
  const { excerpt, hint } = problem;
  const column = placeIn(problem);
  if (excerpt.length === 0 && hint === undefined) return null;
  const last = excerpt.length - 1;
  return (
    <div className={styles.excerpt}>
      {excerpt.map(({ line, text }, index) => (
        <div key={line} className={styles.line}>
          <span className={styles.number}>{line}</span>
          {index === last && column !== undefined ? (
            <MarkedLine text={text} column={column} hint={hint} />
          ) : (
            <code className={styles.text}>{visibleText(cutAround(text, 0))}</code>
          )}
        </div>
      ))}
      {hint !== undefined && (column === undefined || excerpt.length === 0) && (
        <div className={styles.line}>
          <span className={styles.number} />
          <span className={styles.hint}>{visibleText(hint)}</span>
        </div>
      )}
    </div>
  );
}

interface MarkedLineProps {
  readonly text: string;
  readonly column: number;
  readonly hint: string | undefined;
}

function MarkedLine({ text, column, hint }: MarkedLineProps) {
  const from = Math.max(0, column - 1 - before);
  const start = visibleText(text.slice(from, column - 1));
  return (
    <span className={styles.text}>
      <code>
        {from > 0 && '…'}
        {start}
        <span className={styles.mark} />
        {visibleText(text.slice(column - 1, column - 1 + after))}
        {text.length > column - 1 + after && '…'}
      </code>
      {hint !== undefined && (
        <span className={styles.hintUnder}>
          {/* The same characters again, unseen, bring the arrow under the mark whatever their widths. */}
          <code aria-hidden="true" className={styles.spacer}>
            {from > 0 && '…'}
            {start}
          </code>
          <span className={styles.hint}>↑ {visibleText(hint)}</span>
        </span>
      )}
    </span>
  );
}

/** A cut text ends at the end of its last line. */
function placeIn({ code, column, excerpt }: Problem): number | undefined {
  const last = excerpt.at(-1);
  return code === 'cut' && last !== undefined ? last.text.length + 1 : column;
}

function cutAround(text: string, from: number): string {
  return text.length > before + after ? `${text.slice(from, from + before + after)}…` : text;
}
