import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './glyph.module.css';

export type GlyphName = keyof typeof drawings;

/** 16 × 16, in currentColor: shape first, colour second, so that print and forced colours lose nothing. */
const drawings = {
  'in-guest': <circle cx="8" cy="8" r="3.3" fill="currentColor" />,
  has: <circle cx="8" cy="8" r="3.3" fill="none" stroke="currentColor" strokeWidth="1.35" />,
  lacks: <path d="M4.9 4.9l6.2 6.2M11.1 4.9l-6.2 6.2" {...stroked(1.7)} />,
  'only-lacks': (
    <>
      <rect width="16" height="16" rx="1" fill="currentColor" />
      <path
        className={styles.onAccent}
        d="M4.7 4.7l6.6 6.6M11.3 4.7l-6.6 6.6"
        fill="none"
        strokeWidth="1.9"
      />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7.2" width="9" height="6" rx="1" fill="currentColor" />
      <path d="M5.4 7.6V5.4a2.6 2.6 0 0 1 5.2 0v2.2" {...stroked(1.5)} />
    </>
  ),
  unknown: (
    <>
      <path d="M5.6 6.1a2.4 2.4 0 1 1 3.7 2c-.9.6-1.3 1-1.3 1.9" {...stroked(1.6)} />
      <circle cx="8" cy="12.4" r="1.05" fill="currentColor" />
    </>
  ),
  nobody: <circle cx="8" cy="8" r="1.1" fill="currentColor" />,
  optional: (
    <>
      <circle cx="8" cy="8" r="3.3" fill="none" stroke="currentColor" strokeWidth="1.35" />
      <path d="M8 4.7a3.3 3.3 0 0 0 0 6.6z" fill="currentColor" />
    </>
  ),
  check: <path d="M3.6 8.4l3 3 5.8-6.6" {...stroked(1.6)} />,
  warning: (
    <>
      <path d="M8 2.4L14 13H2z" {...stroked(1.35)} strokeLinejoin="round" />
      <path d="M8 6.4v3.2" {...stroked(1.35)} />
      <circle cx="8" cy="11.3" r=".8" fill="currentColor" />
    </>
  ),
  note: (
    <>
      <circle cx="8" cy="8" r="5.8" {...stroked(1.35)} />
      <circle cx="8" cy="5.3" r=".9" fill="currentColor" />
      <path d="M8 7.5v3.7" {...stroked(1.5)} />
    </>
  ),
  open: <path d="M4 6h8l-4 4.6z" fill="currentColor" />,
  closed: <path d="M6 4v8l4.6-4z" fill="currentColor" />,
  'chevron-down': <path d="M4.2 6.2L8 10l3.8-3.8" {...stroked(1.2)} />,
  'chevron-up': <path d="M4.2 9.8L8 6l3.8 3.8" {...stroked(1.2)} />,
  theme: (
    <>
      <circle cx="8" cy="8" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor" />
    </>
  ),
  find: (
    <>
      <circle cx="7" cy="7" r="3.9" {...stroked(1.5)} />
      <path d="M10 10l3.6 3.6" {...stroked(1.5)} />
    </>
  ),
  close: <path d="M4.6 4.6l6.8 6.8M11.4 4.6l-6.8 6.8" {...stroked(1.2)} />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" {...stroked(1.5)} />,
} satisfies Readonly<Record<string, ReactNode>>;

interface GlyphProps {
  readonly name: GlyphName;
  /** What it says where no text beside it does; without one it is decoration to a screen reader. */
  readonly label?: string;
  readonly className?: string | undefined;
}

/** Comes in its own colour (accent for what is lacking, ink-3 for ○ …); `--glyph` on any ancestor overrides it. */
export function Glyph({ name, label, className }: GlyphProps) {
  const semantics =
    label === undefined
      ? ({ 'aria-hidden': true } as const)
      : ({ role: 'img', 'aria-label': label } as const);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or decoration beside its words
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      focusable="false"
      data-glyph={name}
      className={classNames(styles.glyph, className)}
      {...semantics}
    >
      {drawings[name]}
    </svg>
  );
}

function stroked(strokeWidth: number) {
  return { fill: 'none', stroke: 'currentColor', strokeWidth };
}
