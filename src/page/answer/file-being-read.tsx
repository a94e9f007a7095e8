import styles from '../phrases/answer.module.css';
import { MiddleCut } from '../ui/middle-cut.tsx';

/** On one line: while files fly by, nothing below it may move. */
export function FileBeingRead({ path }: { readonly path: string }) {
  return (
    <MiddleCut className={styles.file} max={36}>
      {path}
    </MiddleCut>
  );
}
