/** A part of a drawing of 16 × 16: filled, or stroked with so wide a pen. */
export type Shape = { readonly stroke?: number; readonly onAccent?: true } & (
  | { readonly circle: readonly [x: number, y: number, radius: number] }
  | { readonly box: readonly [x: number, y: number, width: number, height: number] }
  | { readonly path: string; readonly join?: 'round' }
);

/** Corners of boxes. */
export const CORNER = 1;

const disc: Shape = { circle: [8, 8, 3.3] };
const ring: Shape = { circle: [8, 8, 3.3], stroke: 1.35 };

/** Shape first, colour second, so that print and forced colours lose nothing. The page and the canvas draw from here. */
export const glyphShapes = {
  'in-guest': [disc],
  has: [ring],
  lacks: [{ path: 'M4.9 4.9l6.2 6.2M11.1 4.9l-6.2 6.2', stroke: 1.7 }],
  'only-lacks': [
    { box: [0, 0, 16, 16] },
    { path: 'M4.7 4.7l6.6 6.6M11.3 4.7l-6.6 6.6', stroke: 1.9, onAccent: true },
  ],
  lock: [{ box: [3.5, 7.2, 9, 6] }, { path: 'M5.4 7.6V5.4a2.6 2.6 0 0 1 5.2 0v2.2', stroke: 1.5 }],
  'not-told': [{ path: 'M3.4 9.6l3.6-3.6M5 11l6-6M9 10l3.6-3.6', stroke: 1.25 }],
  unknown: [
    { path: 'M5.6 6.1a2.4 2.4 0 1 1 3.7 2c-.9.6-1.3 1-1.3 1.9', stroke: 1.6 },
    { circle: [8, 12.4, 1.05] },
  ],
  nobody: [{ circle: [8, 8, 1.1] }],
  optional: [ring, { path: 'M8 4.7a3.3 3.3 0 0 0 0 6.6z' }],
  check: [{ path: 'M3.6 8.4l3 3 5.8-6.6', stroke: 1.6 }],
  warning: [
    { path: 'M8 2.4L14 13H2z', stroke: 1.35, join: 'round' },
    { path: 'M8 6.4v3.2', stroke: 1.35 },
    { circle: [8, 11.3, 0.8] },
  ],
  note: [
    { circle: [8, 8, 5.8], stroke: 1.35 },
    { circle: [8, 5.3, 0.9] },
    { path: 'M8 7.5v3.7', stroke: 1.5 },
  ],
  open: [{ path: 'M4 6h8l-4 4.6z' }],
  closed: [{ path: 'M6 4v8l4.6-4z' }],
  'chevron-down': [{ path: 'M4.2 6.2L8 10l3.8-3.8', stroke: 1.2 }],
  'chevron-up': [{ path: 'M4.2 9.8L8 6l3.8 3.8', stroke: 1.2 }],
  theme: [{ circle: [8, 8, 5.4], stroke: 1.5 }, { path: 'M8 2.6a5.4 5.4 0 0 1 0 10.8z' }],
  find: [
    { circle: [7, 7, 3.9], stroke: 1.5 },
    { path: 'M10 10l3.6 3.6', stroke: 1.5 },
  ],
  close: [{ path: 'M4.6 4.6l6.8 6.8M11.4 4.6l-6.8 6.8', stroke: 1.2 }],
  menu: [{ path: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11', stroke: 1.5 }],
} satisfies Readonly<Record<string, readonly Shape[]>>;

export type GlyphName = keyof typeof glyphShapes;
