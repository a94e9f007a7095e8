import { matrixCsv, matrixMarkdown, type TextTable } from '../../output/export/table.ts';
import { announce } from '../ui/announce.ts';
import { copyText } from '../ui/copy-text.ts';
import type { MenuItem } from '../ui/menu.tsx';
import { saveText } from '../ui/save-text.ts';
import { cellWords, cpuWords } from './guest-words.ts';
import type { ShownGuests } from './use-guests.ts';

/** The filtered guests, a row each, as data. */
export function exportItems(shown: ShownGuests): MenuItem[] {
  return [
    { label: 'Copy as Markdown', onChoose: () => void copyMarkdown(guestTable(shown)) },
    { label: 'Save as CSV', onChoose: () => saveCsv(guestTable(shown)) },
  ];
}

export function guestTable({ rows, columns, fleet, ask }: ShownGuests): TextTable {
  const heads = columns.map(({ kind: { included } }) =>
    included.length > 1 ? `${included[0]?.name} +${included.length - 1}` : (included[0]?.name ?? ''),
  );
  const words = cellWords[ask];
  return {
    header: ['guest', 'CPU', 'on', ask === 'start' ? 'starts on' : 'can go to', ...heads],
    rows: rows.flatMap((row) => {
      const { model, more } = cpuWords(row);
      const cells = row.cells.map((cell) => words[cell]);
      return row.guests.map(({ name, on }) => [
        name,
        more === '' ? model : `${model} ${more}`,
        on === undefined ? '' : (fleet.hostNames.get(on) ?? on),
        `${row.takes} of ${row.of}`,
        ...cells,
      ]);
    }),
  };
}

async function copyMarkdown(table: TextTable): Promise<void> {
  // Nothing is awaited before: a browser lets a page copy only within the click.
  const done = await copyText(matrixMarkdown(table));
  announce(done ? 'The guests were copied as Markdown.' : 'Your browser did not allow copying.');
}

function saveCsv(table: TextTable): void {
  saveText('guests.csv', matrixCsv(table), 'text/csv');
}
