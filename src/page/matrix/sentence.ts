import { glossOf } from '../../facts/glosses.ts';
import type { CellPlace } from '../../workspace/ui.ts';
import { glyphWords } from './cells.ts';
import type { GridModel } from './grid-model.ts';
import { columnName } from './host-head.tsx';

/** What a cell says, as a sentence to paste somewhere. */
export function sentenceAt(model: GridModel, { row, column }: CellPlace): string {
  const { shown, cells, derived } = model.view;
  const host = shown.columns[model.hostIndex(column)];
  const line = model.lines.find(({ id }) => id === row);
  if (line === undefined) return host === undefined ? 'Features by host.' : headSentence(model, column);
  if (line.node.kind !== 'feature')
    return `${line.node.title}: ${line.node.note || line.node.names.join(' ')}.`;
  const feature = line.node.row;
  const where = feature.address === '' ? '' : ` (${feature.address})`;
  if (host !== undefined) {
    return `${row}${where} on ${columnName(host)}: ${glyphWords(cells.at(feature, host), model.one)}.`;
  }
  const gloss = glossOf(row);
  const lacking =
    feature.lacks === 0 ? 'no host lacks it' : `${feature.lacks} of ${derived.pool.hosts} hosts lack it`;
  return `${row}${where}${gloss === undefined ? '' : `: ${gloss}`}; ${lacking}.`;
}

function headSentence(model: GridModel, column: string): string {
  const host = model.view.shown.columns[model.hostIndex(column)];
  const cost = model.view.shown.costs.get(column);
  if (host === undefined || cost === undefined) return '';
  const alone = cost.alone === 0 ? '' : `, ${cost.alone} of them lost because of it alone`;
  return `${columnName(host)} (${host.kind.cpu.definition.model ?? host.kind.cpu.arch}) lacks ${cost.lacks} features that others have${alone}.`;
}
