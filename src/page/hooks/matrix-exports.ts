import { createStore } from 'zustand/vanilla';

/** The export formats of the matrix. Share offers them, and is drawn before there is a matrix. */
export interface MatrixExports {
  readonly copyMarkdown: () => void;
  readonly saveCsv: () => void;
  readonly saveJson: () => void;
}

/** undefined: no matrix is there yet. */
export const matrixExports = createStore<{ readonly now: MatrixExports | undefined }>(() => ({
  now: undefined,
}));
