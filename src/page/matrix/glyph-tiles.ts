import type { Colours } from './colours.ts';

/** Side of a glyph. */
export const TILE = 16;

type Draw = (pen: CanvasRenderingContext2D, colours: Colours) => void;
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

/** In the order of draw-cells' tiles, each with its colour. */
const glyphs: readonly (readonly [Draw, Token])[] = [
  [disc, 'ink-2'],
  [ring, 'ink-3'],
  [cross, 'accent'],
  [square, 'accent'],
  [lock, 'ink'],
  [question, 'ink'],
  [dot, 'line'],
];

/** Every glyph once, side by side, each followed by how a host that is left out shows it. */
export function glyphTiles(colours: Colours, scale: number): HTMLCanvasElement {
  const key = JSON.stringify([colours, scale]);
  if (kept?.key === key) return kept.tiles;
  const tiles = document.createElement('canvas');
  const side = TILE * scale;
  tiles.width = Math.ceil(glyphs.length * 2 * side);
  tiles.height = Math.ceil(side);
  const pen = tiles.getContext('2d');
  glyphs.forEach(([draw, token], index) => {
    if (pen === null) return;
    for (const [at, colour] of [colours[token], colours['ink-3']].entries()) {
      pen.setTransform(scale, 0, 0, scale, (index * 2 + at) * side, 0);
      pen.fillStyle = colour;
      pen.strokeStyle = colour;
      draw(pen, colours);
    }
  });
  kept = { key, tiles };
  return tiles;
}

let kept: { readonly key: string; readonly tiles: HTMLCanvasElement } | undefined;

function circle(pen: CanvasRenderingContext2D, radius: number, how: 'fill' | 'stroke'): void {
  pen.beginPath();
  pen.arc(8, 8, radius, 0, 2 * Math.PI);
  pen[how]();
}
