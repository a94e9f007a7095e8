import { createStore } from 'zustand/vanilla';

/** What the matrix on the page can be taken out as. Share offers it, and is drawn before there is a matrix. */
export interface MatrixExports {
  readonly copyMarkdown: () => void;
  readonly saveCsv: () => void;
  readonly saveJson: () => void;
}

/** undefined: no matrix is there yet. */
export const matrixExports = createStore<{ readonly now: MatrixExports | undefined }>(() => ({
  now: undefined,
}));
