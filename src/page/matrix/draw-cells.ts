import type { Column } from '../../fleet/columns.ts';
import type { Row } from '../../fleet/rows.ts';
import type { Colours } from './colours.ts';
import { glyphTiles, TILE } from './glyph-tiles.ts';
import type { GridModel } from './grid-model.ts';

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
  const { layout } = model.view;
  const scale = devicePixelRatio;
  const top = model.tops[firstLine] ?? 0;
  const height = (model.tops[endLine] ?? model.headHeight + model.bodyHeight) - top;
  const width = (to - from) * layout.host;
  const { style } = canvas;
  style.insetInlineStart = `${layout.leading + from * layout.host}px`;
  style.insetBlockStart = `${top}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
  const context = sized(canvas, Math.round(width * scale), Math.round(height * scale));
  if (context === null) return;
  const pen = { context, scale, drawing, tiles: glyphTiles(drawing.colours, scale) };
  for (let index = firstLine; index < endLine; index++) {
    const node = model.lines[index]?.node;
    if (node?.kind === 'feature') drawLine(pen, node.row, (model.tops[index] ?? 0) - top);
  }
}

interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly scale: number;
  readonly drawing: Drawing;
  readonly tiles: CanvasImageSource;
}

/** Same size: cleared. A canvas that is resized is cleared by that. */
function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else context?.clearRect(0, 0, width, height);
  return context;
}

function drawLine(pen: Pen, row: Row, top: number): void {
  const { context, scale, tiles, drawing } = pen;
  const { view } = drawing.model;
  const { columns } = view.shown;
  const { host, size } = view.layout;
  const side = TILE * scale;
  const inset = size === 'narrow' ? 4 : 8;
  const y = Math.round((top + (view.rowHeight - 16) / 2) * scale);
  for (let at = drawing.from; at < drawing.to; at++) {
    const column = columns[at];
    if (column === undefined) continue;
    const left = (at - drawing.from) * host;
    const glyph = view.cells.at(row, column);
    if (glyph === 'lacks' && column.included) tint(pen, left, top);
    const x = Math.round((left + inset) * scale);
    const tile = tileOf[glyph] * 2 + (column.included ? 0 : 1);
    context.drawImage(tiles, tile * side, 0, side, side, x, y, side, side);
    if (drawing.model.rulesKinds && beginsKind(column, columns[at - 1])) rule(pen, left, top);
  }
}

function beginsKind(column: Column, before: Column | undefined): boolean {
  return before !== undefined && before.kind !== column.kind;
}

/** The whole cell, so that gaps that hosts share make shapes. */
function tint({ context, scale, drawing }: Pen, left: number, top: number): void {
  const { layout, rowHeight } = drawing.model.view;
  context.fillStyle = drawing.colours['accent-wash'];
  context.fillRect(
    Math.round(left * scale),
    Math.round(top * scale),
    Math.round((layout.host - 1) * scale),
    Math.round((rowHeight - 1) * scale),
  );
}

function rule({ context, scale, drawing }: Pen, left: number, top: number): void {
  context.fillStyle = drawing.colours.line;
  const height = Math.round(drawing.model.view.rowHeight * scale);
  context.fillRect(Math.round(left * scale), Math.round(top * scale), Math.max(1, Math.floor(scale)), height);
}

const tileOf = { 'in-guest': 0, has: 1, lacks: 2, 'only-lacks': 3, lock: 4, unknown: 5, nobody: 6 } as const;
