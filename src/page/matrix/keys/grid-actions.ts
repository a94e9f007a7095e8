import type { Subject } from '../../../fleet/explain/explain.ts';
import type { Column } from '../../../fleet/matrix/columns.ts';
import { plainText } from '../../../fleet/wording/phrases.ts';
import type { CellPlace } from '../../../workspace/stores/ui.ts';
import { chooseForm, explain, toggleIn } from '../../../workspace/stores/ui.ts';
import { explanationOf } from '../../explain/use-explanation.ts';
import { announce } from '../../ui/announce.ts';
import { copyText } from '../../ui/copy-text.ts';
import { visibleText } from '../../ui/visible-text.ts';
import { openCosts } from '../cells/cost-rows.tsx';
import { includeColumn } from '../cells/host-head.tsx';
import { FEATURE, type GridModel, GUEST } from '../view/grid-model.ts';
import { ALONE, HEAD, LACKS } from '../view/moves.ts';
import { nextMissing } from './next-missing.ts';

export interface Acting {
  readonly model: GridModel;
  readonly place: CellPlace;
  readonly goTo: (place: CellPlace) => void;
  readonly cell: HTMLElement;
}

/** Does what a key means in a cell; false for a key that means nothing there. */
export function actOn(key: string, acting: Acting): boolean {
  const act = Object.hasOwn(actions, key) ? actions[key] : undefined;
  if (act === undefined) return false;
  act(acting);
  return true;
}

const actions: Readonly<Record<string, (acting: Acting) => void>> = {
  Enter: ({ model, place, cell }) => {
    if (place.column === GUEST && openPolicy(cell)) return;
    if (place.row === HEAD && openMenu(cell)) return;
    if (place.row === LACKS || place.row === ALONE) openCosts();
    else explain(explainedAt(model, place));
  },
  ' ': ({ model, place }) => {
    const column = place.row === HEAD ? columnAt(model, place) : undefined;
    if (column === undefined) foldLine(model, place.row);
    else includeColumn(column, !isWhole(model, column));
  },
  n: (acting) => goToMissing(acting, 1),
  p: (acting) => goToMissing(acting, -1),
  d: ({ model }) => {
    if (model.view.derived.pool.kinds.length < 2) announce('Nothing differs.');
    else {
      const toAll = model.view.form !== 'all';
      chooseForm('features', toAll ? 'all' : 'differences');
      announce(toAll ? 'All features.' : 'Differences.');
    }
  },
  c: ({ model, place }) => void copySentence(sentenceAt(model, place)),
};

function goToMissing({ model, place, goTo }: Acting, step: 1 | -1): void {
  const found = nextMissing(model, place, step);
  if (found === undefined)
    announce(step === 1 ? 'No missing cell after this one.' : 'No missing cell before this one.');
  else goTo(found);
}

/** The explanation's sentence about the cell. */
function sentenceAt(model: GridModel, place: CellPlace): string {
  const { derived, shown } = model.view;
  const subject = explainedAt(model, place);
  const explanation = subject && explanationOf(derived, shown.folded, subject);
  if (explanation === undefined) return '';
  const title = visibleText(plainText(explanation.title));
  return `${title}. ${visibleText(plainText(explanation.sentence))}`;
}

async function copySentence(sentence: string): Promise<void> {
  if (sentence === '') {
    announce('There is no sentence here to copy.');
    return;
  }
  announce((await copyText(sentence)) ? `Copied: ${sentence}` : 'Your browser did not allow copying.');
}

function openPolicy(cell: HTMLElement): boolean {
  const select = cell.querySelector<HTMLSelectElement>('[data-current] select');
  select?.focus();
  try {
    select?.showPicker();
  } catch {
    // Not in every browser; the select has the focus, and its own keys.
  }
  return select !== null;
}

/** The menu of rows or columns that is in the head's cell. */
function openMenu(cell: HTMLElement): boolean {
  const button = cell.querySelector<HTMLElement>('[data-current] button[aria-haspopup=menu]');
  button?.click();
  return button !== null;
}

/** Folds or unfolds, for a line that other lines are under. */
export function foldLine(model: GridModel, row: string): void {
  const line = model.lines.find(({ id }) => id === row);
  if (line === undefined || line.node.kind === 'feature') return;
  toggleIn(line.node.kind === 'run' ? 'openedGroups' : 'foldedGroups', line.node.group);
}

/** The explanation's subject when this cell has the focus. */
export function explainedAt(model: GridModel, { row, column }: CellPlace): Subject | undefined {
  const isHost = model.hostIndex(column) >= 0;
  if (model.headRows.includes(row)) {
    return isHost ? { kind: 'column', column } : { kind: 'heading', heading: row === HEAD ? column : row };
  }
  const line = model.lines.find(({ id }) => id === row);
  if (line === undefined) return undefined;
  if (line.node.kind !== 'feature') return { kind: 'group', group: line.node.group };
  if (isHost || column === GUEST) return { kind: 'cell', feature: row, column };
  return { kind: 'row', feature: row };
}

/** All its hosts count. */
function isWhole({ view: { shown } }: GridModel, { key, hosts }: Column): boolean {
  return shown.counting.get(key) === hosts.length;
}

function columnAt(model: GridModel, { column }: CellPlace) {
  return column === FEATURE ? undefined : model.view.shown.columns[model.hostIndex(column)];
}
