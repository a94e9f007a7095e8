import { useMissingPart } from '../../workspace/hooks.ts';
import { sayMissing } from '../../workspace/stores/missing-part.ts';
import { Button } from '../ui/button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './problems.module.css';

/** A part of the page that did not come: only a new page has it. */
export function MissingPartPane() {
  const sentence = useMissingPart((state) => state.sentence);
  if (sentence === undefined) return null;
  return (
    <section className={styles.pane} aria-label="A part is missing" data-no-print>
      <div className={styles.note} role="alert">
        <p>{visibleText(sentence)}</p>
        <Button size="pane" look="filled" onClick={() => location.reload()}>
          Reload
        </Button>
        <Button size="pane" onClick={() => sayMissing(undefined)}>
          Dismiss
        </Button>
      </div>
    </section>
  );
}
