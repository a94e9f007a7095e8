import { classNames } from './class-names.ts';
import styles from './glyph.module.css';
import { CORNER, type GlyphName, glyphShapes, type Shape } from './glyph-shapes.ts';

export type { GlyphName } from './glyph-shapes.ts';

interface GlyphProps {
  readonly name: GlyphName;
  /** Its name if no text beside it says it; without one it is decoration to a screen reader. */
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
      {drawn[name]}
    </svg>
  );
}

/** Elements that never change: made when the script comes, not at every cell. */
const drawn = Object.fromEntries(
  Object.entries<readonly Shape[]>(glyphShapes).map(([name, shapes]) => [name, shapes.map(element)]),
);

function element(shape: Shape, key: number) {
  const { stroke, onAccent } = shape;
  const paint = {
    key,
    className: onAccent && styles.onAccent,
    fill: stroke === undefined ? 'currentColor' : 'none',
    ...(stroke !== undefined && { strokeWidth: stroke, stroke: onAccent ? undefined : 'currentColor' }),
  };
  if ('path' in shape) return <path d={shape.path} strokeLinejoin={shape.join} {...paint} />;
  if ('circle' in shape) {
    const [cx, cy, r] = shape.circle;
    return <circle cx={cx} cy={cy} r={r} {...paint} />;
  }
  const [x, y, width, height] = shape.box;
  return <rect x={x} y={y} width={width} height={height} rx={CORNER} {...paint} />;
}
