import { classNames } from './class-names.ts';
import styles from './middle-cut.module.css';
import { visibleText } from './visible-text.ts';

interface MiddleCutProps {
  readonly children: string;
  /** Most characters shown, the … included. Mono characters are all as wide as `1ch`. */
  readonly max: number;
  /** The mark for a cut: the part that many names share and that is shown once. */
  readonly shown?: string | undefined;
  readonly className?: string | undefined;
}

/**
 * A name of someone's machine. Its end tells hosts apart, so it is cut in the middle, never at the end. Whole in
 * the title, for a screen reader, and over the cut one while what it is in has the focus.
 */
export function MiddleCut({ children, max, shown, className }: MiddleCutProps) {
  const whole = visibleText(children);
  const cut = cutMiddle(shown ?? whole, max);
  if (cut === whole) return <bdi className={classNames(styles.name, className)}>{whole}</bdi>;
  return (
    <bdi className={classNames(styles.name, className)} title={whole}>
      <span aria-hidden="true">{cut}</span>
      <span className={styles.whole}>{whole}</span>
    </bdi>
  );
}

/** `compute-rack4-0147` in 9: `comp…0147`. Counts characters as people do, roughly: by code point. */
export function cutMiddle(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const kept = Math.max(2, max - 1);
  const end = Math.ceil(kept / 2);
  const cut = `${characters.slice(0, kept - end).join('')}…${characters.slice(-end).join('')}`;
  return cut.replace('……', '…');
}
