import { useLayoutEffect, useRef } from 'react';
import type { GridModel } from '../view/grid-model.ts';
import styles from './canvas.module.css';
import { useColours } from './colours.ts';
import { drawCells } from './draw-cells.ts';

interface CellsCanvasProps {
  readonly model: GridModel;
  readonly firstLine: number;
  readonly endLine: number;
  readonly from: number;
  readonly to: number;
}

/** The signs of the window, drawn where they stand: scrolling moves them like everything else. */
export function CellsCanvas(props: CellsCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const { model, firstLine, endLine, from, to } = props;
  const isDrawn = useRef(false);
  useLayoutEffect(() => {
    const draw = (): void => {
      if (canvas.current === null) return;
      isDrawn.current = true;
      drawCells(canvas.current, { model, firstLine, endLine, from, to, colours: colours(canvas.current) });
    };
    if (isDrawn.current) {
      draw();
      return;
    }
    // The first time the signs themselves have to be drawn: not in the task that has built the whole matrix.
    const next = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(next);
  }, [model, firstLine, endLine, from, to, colours]);
  return <canvas ref={canvas} className={styles.canvas} {...hidden} />;
}

// The cells say it all: this is their paint.
const hidden = { 'aria-hidden': true } as const;
