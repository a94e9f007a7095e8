import { type KeyboardEvent, useId, useRef } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/ui.ts';
import { announce } from '../ui/announce.ts';
import { Glyph } from '../ui/glyph.tsx';
import { TYPED, useSay } from '../ui/use-say.ts';
import { FindHelp } from './find-help.tsx';
import type { MatrixView } from './matrix-view.tsx';
import styles from './tools.module.css';

// For the eye only: screen readers are told by aria-keyshortcuts.
const hidden = { 'aria-hidden': true } as const;

/** Filters as typed. Says what of it was not understood, and how much is left. */
export function Find({ view }: { readonly view: MatrixView }) {
  const filter = useUi((state) => state.filter);
  const input = useRef<HTMLInputElement>(null);
  const notes = useId();
  const { shown, total, problems } = view.rows;
  const isFiltered = filter.trim() !== '';
  const count = `${shown.toLocaleString('en')} of ${total.toLocaleString('en')} rows.`;
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
