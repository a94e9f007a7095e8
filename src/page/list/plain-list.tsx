import type { MatrixView } from '../matrix/matrix-view.tsx';

export function PlainList({ view }: { readonly view: MatrixView }) {
  return <p>{view.rows.shown}</p>;
}
