import type { Colours } from './colours.ts';

/** Side of a glyph. */
const TILE = 16;

type Draw = (pen: OffscreenCanvasRenderingContext2D, colours: Colours) => void;
type Token = keyof Colours;

// The drawings of ui/glyph.tsx once more, for a canvas: keep the two alike.
const disc: Draw = (pen) => circle(pen, 3.3, 'fill');
const ring: Draw = (pen) => {
  pen.lineWidth = 1.35;
  circle(pen, 3.3, 'stroke');
};
const cross: Draw = (pen) => {
  pen.lineWidth = 1.7;
  pen.stroke(new Path2D('M4.9 4.9l6.2 6.2M11.1 4.9l-6.2 6.2'));
};
const square: Draw = (pen, colours) => {
  pen.beginPath();
  pen.roundRect(0, 0, TILE, TILE, 1);
  pen.fill();
  pen.lineWidth = 1.9;
  pen.strokeStyle = colours['on-accent'];
  pen.stroke(new Path2D('M4.7 4.7l6.6 6.6M11.3 4.7l-6.6 6.6'));
};
const lock: Draw = (pen) => {
  pen.beginPath();
  pen.roundRect(3.5, 7.2, 9, 6, 1);
  pen.fill();
  pen.lineWidth = 1.5;
  pen.stroke(new Path2D('M5.4 7.6V5.4a2.6 2.6 0 0 1 5.2 0v2.2'));
};
const question: Draw = (pen) => {
  pen.lineWidth = 1.6;
  pen.stroke(new Path2D('M5.6 6.1a2.4 2.4 0 1 1 3.7 2c-.9.6-1.3 1-1.3 1.9'));
  pen.beginPath();
  pen.arc(8, 12.4, 1.05, 0, 2 * Math.PI);
  pen.fill();
};
const dot: Draw = (pen) => circle(pen, 1.1, 'fill');

/** In the order of draw-cells' strips, each with its colour. */
const signs: readonly (readonly [draw: Draw, token: Token])[] = [
  [disc, 'ink-2'],
  [ring, 'ink-3'],
  [cross, 'accent'],
  [square, 'accent'],
  [lock, 'ink'],
  [question, 'ink'],
  [dot, 'line'],
];
const CROSS = 2;

export interface Strips {
  /** Every sign in a strip of cells, each followed by how a host that is left out shows it. */
  readonly image: ImageBitmap;
  /** Cells in a strip. */
  readonly columns: number;
  /** Of a strip, in pixels of the canvas. */
  readonly height: number;
  /** Where in a strip the glyphs begin, and how high they are. */
  readonly glyphs: readonly [top: number, height: number];
}

export interface CellSize {
  readonly scale: number;
  readonly host: number;
  readonly rowHeight: number;
  /** From the cell's edge to the glyph. */
  readonly inset: number;
}

export function glyphStrips(colours: Colours, size: CellSize): Strips {
  const key = JSON.stringify([colours, size]);
  if (kept?.key !== key) kept = { key, strips: drawn(colours, size) };
  return kept.strips;
}

let kept: { readonly key: string; readonly strips: Strips } | undefined;

const WIDTH = 1536;

function drawn(colours: Colours, size: CellSize): Strips {
  const { scale, host, rowHeight } = size;
  const columns = Math.max(1, Math.floor(WIDTH / host));
  const height = Math.round(rowHeight * scale);
  const cells = drawnCells(colours, size, height);
  const canvas = new OffscreenCanvas(Math.ceil(columns * host * scale), cells.height);
  const pen = penOf(canvas);
  for (let at = 0; at < columns; at++) pen.drawImage(cells, Math.round(at * host * scale), 0);
  const glyphTop = Math.floor(Math.floor((rowHeight - TILE) / 2) * scale);
  return {
    image: canvas.transferToImageBitmap(),
    columns,
    height,
    glyphs: [glyphTop, Math.ceil(TILE * scale) + 1],
  };
}

/** The first cell of every strip: drawing is what costs, the others are copies. */
function drawnCells(colours: Colours, size: CellSize, height: number): OffscreenCanvas {
  const { scale, host, rowHeight, inset } = size;
  const canvas = new OffscreenCanvas(Math.ceil(host * scale), signs.length * 2 * height);
  const pen = penOf(canvas);
  signs.forEach(([draw, token], index) => {
    for (const [out, colour] of [colours[token], colours['ink-3']].entries()) {
      pen.setTransform(scale, 0, 0, scale, 0, (index * 2 + out) * height);
      // The whole cell, so that gaps that hosts share make shapes.
      pen.fillStyle = colours['accent-wash'];
      if (index === CROSS && out === 0) tint(pen, { host, rowHeight }, colours);
      pen.fillStyle = colour;
      pen.strokeStyle = colour;
      pen.translate(inset, Math.floor((rowHeight - TILE) / 2));
      draw(pen, colours);
    }
  });
  return canvas;
}

function penOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no 2d context for the signs');
  return pen;
}

/** Where the system's colours leave no tint, a dashed border. */
function tint(
  pen: OffscreenCanvasRenderingContext2D,
  { host, rowHeight }: Pick<CellSize, 'host' | 'rowHeight'>,
  colours: Colours,
): void {
  pen.fillRect(0, 0, host - 1, rowHeight - 1);
  if (colours['accent-wash'] !== colours.paper) return;
  pen.save();
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1;
  pen.setLineDash([2, 2]);
  pen.strokeRect(1.5, 1.5, host - 4, rowHeight - 4);
  pen.restore();
}

function circle(pen: OffscreenCanvasRenderingContext2D, radius: number, how: 'fill' | 'stroke'): void {
  pen.beginPath();
  pen.arc(8, 8, radius, 0, 2 * Math.PI);
  pen[how]();
}
