import { CORNER, type GlyphName, glyphShapes, type Shape } from '../../ui/glyph-shapes.ts';
import type { Colours } from './colours.ts';

/** Side of a glyph. */
const TILE = 16;

type Token = keyof Colours;

/** In the order of draw-cells' strips, each with its colour. */
const signs: readonly (readonly [sign: GlyphName, token: Token])[] = [
  ['in-guest', 'ink-2'],
  ['has', 'ink-3'],
  ['lacks', 'accent'],
  ['only-lacks', 'accent'],
  ['lock', 'ink'],
  ['unknown', 'ink'],
  ['not-told', 'ink-3'],
  ['nobody', 'line'],
];
const CROSS = 2;

export interface Strips {
  /** Every sign in a strip of cells, each followed by how an excluded host shows it. */
  readonly image: ImageBitmap;
  /** Cells in a strip. */
  readonly columns: number;
  /** The height of a strip, in pixels of the canvas. */
  readonly height: number;
  /** The top and the height of the glyphs in a strip. */
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
  signs.forEach(([sign, token], index) => {
    for (const [out, colour] of [colours[token], colours['ink-3']].entries()) {
      pen.setTransform(scale, 0, 0, scale, 0, (index * 2 + out) * height);
      // The whole cell, so that gaps that hosts share make shapes.
      pen.fillStyle = colours['accent-wash'];
      if (index === CROSS && out === 0) tint(pen, { host, rowHeight }, colours);
      pen.fillStyle = colour;
      pen.strokeStyle = colour;
      pen.translate(inset, Math.floor((rowHeight - TILE) / 2));
      for (const shape of glyphShapes[sign]) draw(pen, shape, colours);
    }
  });
  return canvas;
}

function penOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no 2d context for the signs');
  return pen;
}

/** A dashed border, if the system's colours leave no tint. */
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

function draw(pen: OffscreenCanvasRenderingContext2D, shape: Shape, colours: Colours): void {
  const { stroke } = shape;
  const path = outline(shape);
  if (stroke === undefined) {
    pen.fill(path);
    return;
  }
  pen.save();
  pen.lineWidth = stroke;
  if (shape.onAccent) pen.strokeStyle = colours['on-accent'];
  pen.stroke(path);
  pen.restore();
}

function outline(shape: Shape): Path2D {
  if ('path' in shape) return new Path2D(shape.path);
  const path = new Path2D();
  if ('circle' in shape) path.arc(...shape.circle, 0, 2 * Math.PI);
  else path.roundRect(...shape.box, CORNER);
  return path;
}
