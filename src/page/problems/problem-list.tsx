import type { Problem } from '../../workspace/model/state.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './problems.module.css';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly at: number;
  readonly onChoose: (id: number) => void;
}

export function ProblemList({ problems, at, onChoose }: ProblemListProps) {
  return (
    <ol className={styles.list}>
      {problems.map(({ id, sentence }, index) => (
        <li key={id}>
          <button
            type="button"
            className={styles.entry}
            aria-current={index === at ? 'true' : undefined}
            onClick={() => onChoose(id)}
          >
            {visibleText(sentence)}
          </button>
        </li>
      ))}
    </ol>
  );
}
