import { reportJson } from '../../../output/export/report.ts';
import { matrixCsv, matrixMarkdown, type TextTable } from '../../../output/export/table.ts';
import { announce } from '../../ui/announce.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { saveText } from '../../ui/save-text.ts';
import type { MatrixView } from '../view/matrix-view.tsx';
import { textTable } from '../view/text-table.ts';

/** The matrix as data: what is filtered, as shown; or all that was computed. */
export function exportItems(view: MatrixView): MenuItem[] {
  return [
    { label: 'Copy as Markdown', onChoose: () => void copyMarkdown(textTable(view)) },
    { label: 'Save as CSV', onChoose: () => saveCsv(textTable(view)) },
    { label: 'Save all as JSON', onChoose: () => saveJson(view) },
  ];
}

async function copyMarkdown(table: TextTable): Promise<void> {
  // Nothing is awaited before: a browser lets a page copy only within the click.
  const done = await copyText(matrixMarkdown(table));
  announce(done ? 'The matrix was copied as Markdown.' : 'Your browser did not allow copying.');
}

function saveCsv(table: TextTable): void {
  saveText('cpu-features.csv', matrixCsv(table), 'text/csv');
}

function saveJson({ derived }: MatrixView): void {
  const { fleet, pool, rows, guest, verdicts } = derived;
  saveText(
    'cpu-features.json',
    reportJson({ fleet, pool, guest, rows: rows(), verdicts: verdicts() }),
    'application/json',
  );
}
