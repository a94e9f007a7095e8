import { type KeyboardEvent, useId, useRef } from 'react';
import { useUi } from '../../../workspace/hooks.ts';
import { setUi } from '../../../workspace/stores/ui.ts';
import { announce } from '../../ui/announce.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { TYPED, useSay } from '../../ui/use-say.ts';
import { visibleText } from '../../ui/visible-text.ts';
import type { MatrixView } from '../view/matrix-view.tsx';
import { FindHelp } from './find-help.tsx';
import { pasteError } from './paste-error.ts';
import styles from './tools.module.css';

// For the eye only: screen readers are told by aria-keyshortcuts.
const hidden = { 'aria-hidden': true } as const;

/** Filters as typed. Says what of it was not understood, and how much is left. */
export function Find({ view }: { readonly view: MatrixView }) {
  const filter = useUi((state) => state.filter);
  const input = useRef<HTMLInputElement>(null);
  const notes = useId();
  const { problems } = view.rows;
  const isFiltered = filter.trim() !== '';
  const count = rowsShown(view);
  useSay(problems[0]?.sentence ?? count, filter, TYPED);

  function clear(): void {
    setUi({ filter: '' });
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') announce(count);
    if (event.key !== 'Escape' || filter === '') return;
    // Esc empties first; the next one leaves.
    event.stopPropagation();
    event.preventDefault();
    clear();
  }

  return (
    <search className={styles.search}>
      <div className={styles.find}>
        <input
          ref={input}
          data-find
          type="text"
          inputMode="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="Find"
          aria-label="Find features"
          aria-describedby={notes}
          aria-keyshortcuts="/"
          value={filter}
          onChange={({ target: { value } }) => setUi({ filter: value })}
          onPaste={(event) => pasteError(event, view.derived.map)}
          onKeyDown={onKeyDown}
        />
        {isFiltered ? (
          <button type="button" aria-label="Clear the filter" className={styles.clear} onClick={clear}>
            <Glyph name="close" />
          </button>
        ) : (
          <kbd {...hidden} className={styles.slash}>
            /
          </kbd>
        )}
      </div>
      <FindHelp />
      <p id={notes} className={styles.findNote}>
        {isFiltered &&
          (problems[0] === undefined ? (
            count
          ) : (
            <span className={styles.problem}>{problems[0].sentence}</span>
          ))}
      </p>
    </search>
  );
}

/** Shown without room for Find: the number of rows that a filter leaves, and a way to clear it. */
export function FilterNote({ view }: { readonly view: MatrixView }) {
  const filter = useUi((state) => state.filter);
  if (filter.trim() === '') return null;
  return (
    <p className={styles.findNote}>
      {rowsShown(view)}{' '}
      <LinkButton
        aria-label="Clear the filter"
        title={visibleText(filter)}
        onClick={() => setUi({ filter: '' })}
      >
        Clear
      </LinkButton>
    </p>
  );
}

/** `2 of 12 rows, 3 the same.` */
function rowsShown({ rows: { shown, total, agreeing } }: MatrixView): string {
  const same = agreeing === 0 ? '' : `, ${agreeing.toLocaleString('en')} the same`;
  return `${shown.toLocaleString('en')} of ${total.toLocaleString('en')} rows${same}.`;
}
