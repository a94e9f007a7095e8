import { useUi } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { Code } from '../ui/code.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { CellGlyph } from './cell-glyph.tsx';
import { guestLines } from './guest-lines.ts';
import { onlyHost } from './guest-row.tsx';
import { cellWords, cpuWords, guestsWords, hostsWords, sectionWords, takesWords } from './guest-words.ts';
import styles from './guests.module.css';
import type { ShownGuests } from './use-guests.ts';

/** More would make the page slow; Find narrows them. On paper all are there. */
const MOST = 300;

/** The same without a grid: for the phone, for paper, and for those whom a grid does not serve. */
export function GuestsList({ shown }: { readonly shown: ShownGuests }) {
  const isPrinting = usePrinting();
  const folded = useUi((state) => state.foldedGroups);
  const lines = guestLines(shown.rows, isPrinting ? new Set() : folded);
  const some = isPrinting ? lines : lines.slice(0, MOST);
  return (
    <div className={styles.list}>
      {some.map((line) =>
        line.kind === 'section' ? (
          <h2 key={line.section} className={styles.listSection}>
            {sectionWords(line.section, shown.ask, onlyHost(line.rows, shown) ?? 'one host')}{' '}
            <span>{line.rows.reduce((sum, { guests }) => sum + guests.length, 0)} guests</span>
          </h2>
        ) : (
          <ListRow key={line.row.guests[0]?.id} row={line.row} shown={shown} />
        ),
      )}
      {lines.length > some.length && (
        <p className={styles.none}>{(lines.length - some.length).toLocaleString('en')} more: use Find.</p>
      )}
    </div>
  );
}

function ListRow({ row, shown }: { readonly row: ShownGuests['rows'][number]; readonly shown: ShownGuests }) {
  const { columns, ask } = shown;
  const cpu = cpuWords(row);
  const [first] = row.guests;
  const more = row.guests.length - 1;
  const refusing = row.cells.findIndex((cell) => cell === 'refused' || cell === 'alone');
  function choose(): void {
    const host = columns[refusing === -1 ? 0 : refusing]?.kind.included[0]?.id;
    if (first !== undefined)
      setUi({ guestPlace: { guest: first.id, ...(host === undefined ? {} : { host }) } });
  }
  return (
    <button type="button" className={styles.listRow} data-pointed={row === shown.row} onClick={choose}>
      <span>
        <Code>{first?.name ?? guestsWords(row.guests)}</Code>
        {more > 0 && <span className={styles.more}> +{more.toLocaleString('en')}</span>}
      </span>
      <span className={styles.listRuns}>{takesWords(row)}</span>
      <span className={styles.listCpu}>
        <Code>{cpu.model}</Code> {cpu.more}
      </span>
      <span className={styles.strip}>
        {row.cells.map((cell, at) => (
          <span
            key={columns[at]?.kind.index ?? at}
            data-cell={cell}
            data-first={at > 0 && columns[at - 1]?.group !== columns[at]?.group}
          >
            <CellGlyph cell={cell} />
            <span className="visually-hidden">{`${columns[at] === undefined ? '' : hostsWords(columns[at].kind)}: ${cellWords[ask][cell]}. `}</span>
          </span>
        ))}
      </span>
    </button>
  );
}
