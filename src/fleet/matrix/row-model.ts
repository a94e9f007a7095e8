import { type FilterProblem, parseFilter } from './filter.ts';
import { type FilterContext, filterRows } from './filter-rows.ts';
import { type Grouping, groupRows, type RowGroup } from './row-groups.ts';
import type { Row } from './rows.ts';
import { type RowOrder, sortRows } from './sort.ts';

/** A line of the matrix, with the lines that fold under it. */
export type MatrixNode =
  | { readonly kind: 'feature'; readonly id: string; readonly row: Row }
  | {
      /** `group`: rows as rows. `section`: groups of rows that agree. `run`: such a group, names run in. */
      readonly kind: 'group' | 'section' | 'run';
      readonly id: string;
      /** Its id in `explained`, `foldedGroups` and `openedGroups`. */
      readonly group: string;
      readonly title: string;
      readonly note: string;
      readonly names: readonly string[];
      readonly children: readonly MatrixNode[];
    };

export interface RowModel {
  readonly nodes: readonly MatrixNode[];
  /** Rows that the view shows, of so many that it has without the filter. */
  readonly shown: number;
  readonly total: number;
  /** Features that are below the rows of the differences, as names that agree. */
  readonly agreeing: number;
  /** Rows that no host has; shown only when asked for. */
  readonly absent: number;
  /** The subset that the filter matches. */
  readonly absentFitting: number;
  readonly problems: readonly FilterProblem[];
}

export interface RowModelOptions {
  readonly view: 'differences' | 'all';
  readonly filter: string;
  readonly grouping: Grouping;
  readonly order: RowOrder;
  readonly showAbsent: boolean;
}

export function rowModel(rows: readonly Row[], options: RowModelOptions, context: FilterContext): RowModel {
  const { view, grouping, order, showAbsent } = options;
  const filter = parseFilter(options.filter);
  const matching = filterRows(rows, filter, context);
  const filtered = filter.terms.length > 0;
  const wanted = (row: Row) =>
    view === 'differences' ? row.state === 'differs' : row.state !== 'nobody' || showAbsent;
  const agrees = ({ state }: Row) => state === 'same' || (state === 'nobody' && showAbsent);
  const before = rows.filter(wanted);
  const lines = sortRows(matching.rows.filter(wanted), order);
  const pinned = lines.filter(({ id }) => context.pinned.has(id));
  const groups = groupRows(
    lines.filter(({ id }) => !context.pinned.has(id)),
    grouping,
  );
  const count = noteMaker({ view, filtered, rows, before, grouping });
  const sections =
    view === 'differences'
      ? agreeing(sortRows(matching.rows, order), { grouping, showAbsent, hosts: context.pool.hosts })
      : [];
  return {
    nodes: [
      ...(pinned.length === 0 ? [] : [groupNode({ id: 'pinned', title: 'Pinned', rows: pinned }, '')]),
      ...groups.map((group) => groupNode(group, count(group))),
      ...sections,
    ],
    shown: lines.length,
    total: before.length,
    agreeing: view === 'all' ? 0 : matching.rows.filter(agrees).length,
    absent: rows.reduce((sum, { state }) => sum + Number(state === 'nobody'), 0),
    absentFitting: matching.rows.reduce((sum, { state }) => sum + Number(state === 'nobody'), 0),
    problems: matching.problems,
  };
}

function featureNode(row: Row): MatrixNode {
  return { kind: 'feature', id: row.id, row };
}

function groupNode(group: RowGroup, note: string): MatrixNode {
  const children = group.rows.map(featureNode);
  return {
    kind: 'group',
    id: `group:${group.id}`,
    group: group.id,
    title: group.title,
    note,
    names: [],
    children,
  };
}

interface NoteContext {
  readonly view: RowModelOptions['view'];
  readonly filtered: boolean;
  readonly rows: readonly Row[];
  readonly before: readonly Row[];
  readonly grouping: Grouping;
}

/** `1 differs, 5 the same`; under a filter `7 of 12 that differ`. */
function noteMaker({ view, filtered, rows, before, grouping }: NoteContext): (group: RowGroup) => string {
  const sizes = (of: readonly Row[]) =>
    new Map(groupRows(of, grouping).map((group) => [group.id, group.rows.length]));
  const unfiltered = sizes(before);
  const same =
    view === 'differences' && !filtered ? sizes(rows.filter(({ state }) => state === 'same')) : undefined;
  return ({ id, rows: { length } }) => {
    if (filtered) {
      const all = unfiltered.get(id) ?? length;
      return view === 'differences'
        ? `${length} of ${all} that ${all === 1 ? 'differs' : 'differ'}`
        : `${length} of ${all}`;
    }
    if (view === 'all') return '';
    const agree = same?.get(id) ?? 0;
    return `${length} ${length === 1 ? 'differs' : 'differ'}${agree === 0 ? '' : `, ${agree} the same`}`;
  };
}

interface AgreeingOptions {
  readonly grouping: Grouping;
  readonly showAbsent: boolean;
  readonly hosts: number;
}

/** Equal rows become text: a line per group with the names run in. */
function agreeing(rows: readonly Row[], { grouping, showAbsent, hosts }: AgreeingOptions): MatrixNode[] {
  const title =
    hosts === 1
      ? 'On the one host'
      : hosts === 2
        ? 'The same on both hosts'
        : `The same on all ${hosts.toLocaleString('en')} hosts`;
  const same = sectionNode(
    'same',
    title,
    groupRows(
      rows.filter(({ state }) => state === 'same'),
      grouping,
    ),
  );
  if (!showAbsent) return same;
  const absent = rows.filter(({ state }) => state === 'nobody');
  return [...same, ...sectionNode('absent', 'That no host has', groupRows(absent, grouping))];
}

function sectionNode(id: 'same' | 'absent', title: string, groups: readonly RowGroup[]): MatrixNode[] {
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count === 0) return [];
  const note = `${count.toLocaleString('en')} ${count === 1 ? 'feature' : 'features'}`;
  const children = groups.map((group) => runNode(id, group));
  return [{ kind: 'section', id: `section:${id}`, group: id, title, note, names: [], children }];
}

function runNode(section: string, { id, title, rows }: RowGroup): MatrixNode {
  return {
    kind: 'run',
    id: `${section}:${id}`,
    group: `${section}:${id}`,
    title,
    note: rows.length.toLocaleString('en'),
    names: rows.map((row) => row.id),
    children: rows.map(featureNode),
  };
}
