import type { Column } from '../../../fleet/matrix/columns.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import type { GridModel } from '../view/grid-model.ts';
import type { Colours } from './colours.ts';
import { glyphStrips, type Strips } from './glyph-strips.ts';

export interface Drawing {
  readonly model: GridModel;
  readonly firstLine: number;
  readonly endLine: number;
  readonly from: number;
  readonly to: number;
  readonly colours: Colours;
}

/** Puts the canvas over its part of the grid and draws that part's signs, tints and rules. */
export function drawCells(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const { model, firstLine, endLine, from, to } = drawing;
  const { layout, rowHeight } = model.view;
  const scale = devicePixelRatio;
  const top = model.tops[firstLine] ?? 0;
  const height = (model.tops[endLine] ?? model.headHeight + model.bodyHeight) - top;
  const width = (to - from) * layout.host;
  const { style } = canvas;
  style.transform = `translate(${layout.leading + from * layout.host}px, ${top}px)`;
  const context = cleared(canvas, Math.round(width * scale), Math.round(height * scale));
  if (context === null) return;
  const inset = layout.size === 'narrow' ? 4 : 8;
  const strips = glyphStrips(drawing.colours, { scale, host: layout.host, rowHeight, inset });
  const pen = { context, scale, drawing, strips };
  for (let index = firstLine; index < endLine; index++) {
    const node = model.lines[index]?.node;
    if (node?.kind === 'feature') drawLine(pen, node.row, (model.tops[index] ?? 0) - top);
  }
  if (model.rulesKinds) drawRules(pen);
}

interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly scale: number;
  readonly drawing: Drawing;
  readonly strips: Strips;
}

/** Cleared, and at least that large: a window's size varies as it moves, and a new size is a new canvas to fill. */
function cleared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  const fits = (has: number, wants: number) => has >= wants && has < wants * 1.5 + 400;
  if (fits(canvas.width, width) && fits(canvas.height, height)) {
    context?.clearRect(0, 0, canvas.width, canvas.height);
    return context;
  }
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${width / devicePixelRatio}px`;
  canvas.style.height = `${height / devicePixelRatio}px`;
  return context;
}

/** Equal neighbouring columns are drawn with one stroke: strokes are expensive. */
function drawLine(pen: Pen, row: Row, top: number): void {
  const { drawing, strips } = pen;
  const { columns } = drawing.model.view.shown;
  const y = Math.round(top * pen.scale);
  let start = drawing.from;
  let drawn = stripOf(drawing.model, row, columns[start]);
  for (let at = start + 1; at <= drawing.to; at++) {
    const next = at === drawing.to ? -1 : stripOf(drawing.model, row, columns[at]);
    if (next === drawn && at - start < strips.columns) continue;
    drawRun(pen, { strip: drawn, start, end: at, y });
    start = at;
    drawn = next;
  }
}

interface Run {
  readonly strip: number;
  readonly start: number;
  readonly end: number;
  readonly y: number;
}

function drawRun({ context, scale, drawing, strips }: Pen, { strip, start, end, y }: Run): void {
  const { host } = drawing.model.view.layout;
  const width = Math.round((end - start) * host * scale);
  const x = Math.round((start - drawing.from) * host * scale);
  // A tint fills the line; of the other strips only the glyphs' part, which is what costs.
  const [skip, height] = strip === TINTED ? [0, strips.height] : strips.glyphs;
  context.drawImage(strips.image, 0, strip * strips.height + skip, width, height, x, y + skip, width, height);
}

const order = {
  'in-guest': 0,
  has: 1,
  lacks: 2,
  'only-lacks': 3,
  lock: 4,
  unknown: 5,
  'not-told': 6,
  nobody: 7,
} as const;

const TINTED = order.lacks * 2;

/** A sign, and the same of an excluded host. */
function stripOf({ view }: GridModel, row: Row, column: Column | undefined): number {
  return column === undefined ? -1 : order[view.cells.at(row, column)] * 2 + (column.included ? 0 : 1);
}

/** Draws a rule where the kind of CPU changes. */
function drawRules({ context, scale, drawing }: Pen): void {
  const { columns } = drawing.model.view.shown;
  context.fillStyle = drawing.colours.line;
  for (let at = Math.max(1, drawing.from); at < drawing.to; at++) {
    if (columns[at]?.kind === columns[at - 1]?.kind) continue;
    const x = Math.round((at - drawing.from) * drawing.model.view.layout.host * scale);
    context.fillRect(x, 0, Math.max(1, Math.floor(scale)), context.canvas.height);
  }
}
