import { useWorkspace } from '../../workspace/hooks.ts';
import { dismissNote } from '../../workspace/stores/store.ts';
import { Button } from '../ui/button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { AsideActions } from './aside-actions.tsx';
import styles from './problems.module.css';

/** Notes that are not problems. */
export function NotesPane() {
  const notes = useWorkspace((state) => state.notes);
  if (notes.length === 0) return null;
  return (
    <section className={styles.pane} aria-label="Notes" data-no-print>
      {notes.map(({ id, sentence, aside }) => (
        <div key={id} className={styles.note}>
          <p>{visibleText(sentence)}</p>
          <div className={styles.buttons}>
            {aside !== undefined && <AsideActions id={id} aside={aside} />}
            <Button size="pane" onClick={() => dismissNote(id)}>
              Dismiss
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}
