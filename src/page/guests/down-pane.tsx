import { useRef } from 'react';
import type { GuestRow } from '../../fleet/guests/guest-rows.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './guests.module.css';
import type { ShownGuests } from './use-guests.ts';

/** A host goes down: where each of its guests can go, those that can go nowhere first. */
export function DownPane({ shown }: { readonly shown: ShownGuests }) {
  const list = useRef<HTMLPreElement>(null);
  const { rows, down = '' } = shown;
  const count = (sections: readonly string[]) =>
    rows.reduce((sum, row) => (sections.includes(row.section) ? sum + row.guests.length : sum), 0);
  const facts: readonly (readonly [string, number])[] = [
    ['Move live', count(['one', 'some', 'every'])],
    ['Unknown', count(['untold'])],
    ['Nowhere', count(['nowhere'])],
    ['Off', count(['off'])],
  ];
  const text = rows
    .flatMap((row) => row.guests.map(({ name }) => `${name}  ${destinations(row, shown)}\n`))
    .join('');
  return (
    <div className={styles.pane}>
      <div className={styles.paneHead}>
        <h2>
          {visibleText(down)} goes down{' '}
          <span className={styles.like}>
            {plural(count(['one', 'some', 'every', 'untold', 'nowhere', 'off']), 'guest')}
          </span>
        </h2>
        <LinkButton data-no-print onClick={() => setUi({ hostDown: undefined })}>
          Back
        </LinkButton>
      </div>
      <dl className={styles.paneFacts}>
        {facts
          .filter(([, number]) => number > 0)
          .map(([name, number]) => (
            <div key={name} className={styles.fact} data-loss={name === 'Nowhere'}>
              <dt>{name}</dt>
              <dd>{plural(number, 'guest')}</dd>
            </div>
          ))}
      </dl>
      <div className={styles.part}>
        <div className={styles.partHead}>
          <h3>What each can go to</h3>
          <CopyButton text={() => text} shown={list} what="the list">
            Copy as text
          </CopyButton>
        </div>
        <pre ref={list} className={styles.diff} translate="no">
          {visibleText(text.slice(0, 20_000)) === ''
            ? ''
            : text
                .slice(0, 20_000)
                .split('\n')
                .map((line) => `${visibleText(line)}\n`)
                .join('')}
        </pre>
      </div>
    </div>
  );
}

function destinations(row: GuestRow, { columns }: ShownGuests): string {
  const hosts = columns.flatMap(({ kind }, at) => {
    const cell = row.cells[at];
    return cell === 'starts' || cell === 'without' ? kind.included.map(({ name }) => name) : [];
  });
  if (row.section === 'off') return `off; starts on ${row.takes} of ${row.of}`;
  if (hosts.length === 0) return row.section === 'untold' ? 'unknown: power off, or ask' : 'power off first';
  return hosts.length <= 4 ? hosts.join(' ') : `${hosts[0]} ${hosts[1]} … ${hosts.at(-1)} (${hosts.length})`;
}
