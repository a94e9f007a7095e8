import { useEffect } from 'react';
import { reportJson } from '../../../output/export/report.ts';
import { matrixCsv, matrixMarkdown } from '../../../output/export/table.ts';
import { type MatrixExports, matrixExports } from '../../hooks/matrix-exports.ts';
import { announce } from '../../ui/announce.ts';
import { copyText } from '../../ui/copy-text.ts';
import { saveText } from '../../ui/save-text.ts';
import { type MatrixView, useMatrixView } from './matrix-view.tsx';
import { textTable } from './text-table.ts';

/** Lets Share take the matrix out, whichever view is shown. */
export function useOfferExports(): void {
  const view = useMatrixView();
  useEffect(() => {
    matrixExports.setState({ now: view && exportsOf(view) });
    return () => matrixExports.setState({ now: undefined });
  }, [view]);
}

/** The matrix as data: what is filtered, as shown; or all that was computed. */
function exportsOf(view: MatrixView): MatrixExports {
  return {
    copyMarkdown: () => void copyMarkdown(view),
    saveCsv: () => saveText('cpu-features.csv', matrixCsv(textTable(view)), 'text/csv'),
    saveJson: () => saveJson(view),
  };
}

async function copyMarkdown(view: MatrixView): Promise<void> {
  // Nothing is awaited before: a browser lets a page copy only within the click.
  const done = await copyText(matrixMarkdown(textTable(view)));
  announce(done ? 'The matrix was copied as Markdown.' : 'Your browser did not allow copying.');
}

function saveJson({ derived }: MatrixView): void {
  const { fleet, pool, rows, guest, verdicts } = derived;
  saveText(
    'cpu-features.json',
    reportJson({ fleet, pool, guest, rows: rows(), verdicts: verdicts() }),
    'application/json',
  );
}
