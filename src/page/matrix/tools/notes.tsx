import { useUi } from '../../../workspace/hooks.ts';
import { setUi } from '../../../workspace/stores/ui.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { legendOf } from '../view/legend.ts';
import type { MatrixView } from '../view/matrix-view.tsx';
import styles from './notes.module.css';

interface NotesProps {
  readonly view: MatrixView;
  /** The list says in words what signs say elsewhere. */
  readonly inWords: boolean;
}

/** Stays at the foot: the signs that are in view, and the rows that are not. */
export function Notes({ view, inWords }: NotesProps) {
  const showAbsent = useUi((state) => state.showAbsent);
  const { absent } = view.rows;
  return (
    <div className={styles.notes}>
      <ul className={styles.legend} aria-label="Signs" hidden={inWords}>
        {legendOf(view).map(({ glyph, words }) => (
          <li key={glyph} className={styles.sign}>
            <Glyph name={glyph} />
            {words}
          </li>
        ))}
      </ul>
      {absent > 0 && (
        <p className={styles.absent}>
          <LinkButton aria-pressed={showAbsent} onClick={() => setUi({ showAbsent: !showAbsent })}>
            {showAbsent ? `Hide the ${absent.toLocaleString('en')}` : `${absent.toLocaleString('en')} more`}
          </LinkButton>{' '}
          that no host has
        </p>
      )}
    </div>
  );
}
