import styles from './registers.module.css';
import type { WordSummary } from './word-model.ts';

/** 32 strokes: what all have, what some lack, what nobody has. */
export function BitStrip({ word: { some, common } }: { readonly word: WordSummary }) {
  return (
    <svg viewBox="0 0 168 10" width="168" height="10" aria-hidden="true" className={styles.strip}>
      <path className={styles.nobody} d={strokes(~some, 3, 4)} />
      <path className={styles.all} d={strokes(common, 0, 10)} />
      <path className={styles.lost} d={strokes(some & ~common, 0, 10)} />
    </svg>
  );
}

/** A stroke per set bit, bit 31 first, with a gap between the bytes. */
function strokes(bits: number, top: number, height: number): string {
  let path = '';
  for (let place = 0; place < 32; place++) {
    if ((bits & (1 << (31 - place))) === 0) continue;
    path += `M${place * 5 + Math.floor(place / 8) * 3} ${top}h4v${height}h-4z`;
  }
  return path;
}
