import { dismissError } from '../../workspace/model/actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { Button } from '../ui/button.tsx';
import styles from './errors.module.css';
import { useExplainedError, useNewestError } from './use-explained-error.ts';

/** Without hosts, the error's sentence takes the place of the answer. */
export function ErrorAnswer() {
  const error = useNewestError();
  const explained = useExplainedError(error);
  if (error === undefined) return null;
  return (
    <div className={styles.answer}>
      <div>
        <h1 className="type-answer">
          {explained === undefined ? 'Reading the error.' : <Phrases phrases={explained.sentence} />}
        </h1>
        {explained !== undefined && (
          <p className={styles.second}>
            <Phrases phrases={explained.second} />
          </p>
        )}
      </div>
      <Button onClick={() => edit(dismissError(error))}>Dismiss</Button>
    </div>
  );
}
