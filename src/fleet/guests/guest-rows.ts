import type { FleetGuest, GuestKind } from './fleet-guest.ts';
import type { GuestGrid } from './grid.ts';
import type { HostKind } from './host-kinds.ts';

/**
 * The state of a cell. `alone`: the only kind of host of the guest's group that refuses, where others take it. `other`:
 * refused by a kind of another group, which is no loss. `here`: the host where it runs, in the question where it can move.
 */
export type GuestCell = 'starts' | 'without' | 'refused' | 'alone' | 'other' | 'untold' | 'here';

/** Kinds of host, those of a group together. */
export interface GuestColumn {
  readonly kind: HostKind;
  /** Place of its group. */
  readonly group: number;
}

export interface GuestRow {
  readonly kind: GuestKind;
  /** With equal CPUs; when it is asked where they move, also on the same kind of host. */
  readonly guests: readonly FleetGuest[];
  readonly from: HostKind | undefined;
  /** The group of the host where they are, else the one where most hosts accept them. */
  readonly group: number;
  /** In the columns' order. */
  readonly cells: readonly GuestCell[];
  /** Those that there are. */
  readonly signs: ReadonlySet<GuestCell>;
  /** Hosts of the group that take it, of all that count there. */
  readonly takes: number;
  readonly of: number;
  readonly section: GuestSection;
}

export type GuestSection = 'nowhere' | 'one' | 'untold' | 'some' | 'every' | 'off';

/** In the order in which they are shown: the most pressing first. */
export const guestSections: readonly GuestSection[] = ['nowhere', 'one', 'untold', 'some', 'every', 'off'];

export interface RowQuestion {
  readonly grid: GuestGrid;
  readonly columns: readonly GuestColumn[];
  readonly ask: 'start' | 'move';
  /** Kind of a host that counts, by its id. */
  readonly kindOf: ReadonlyMap<string, HostKind>;
  /** Only guests on this host, which itself takes none. */
  readonly down?: string | undefined;
}

/** A row for each kind of guest; fewest hosts first within each section. */
export function guestRows(question: RowQuestion): GuestRow[] {
  const asked = counted(question);
  const rows = question.grid.guests.flatMap((kind) => rowsOfKind(kind, asked));
  const place = new Map(guestSections.map((section, at) => [section, at]));
  return rows.sort(
    (a, b) =>
      (place.get(a.section) ?? 0) - (place.get(b.section) ?? 0) ||
      a.takes / (a.of || 1) - b.takes / (b.of || 1),
  );
}

/** The shared data of all rows: thousands of them are made of a thousand columns. */
interface CountedQuestion extends RowQuestion {
  /** Hosts of each column that a guest can be asked of. */
  readonly counts: readonly number[];
  readonly groups: readonly number[];
  readonly groupOf: ReadonlyMap<HostKind, number>;
  /** Place of the columns' kinds among the grid's. */
  readonly places: readonly number[];
  readonly isInOrder: boolean;
  readonly columnOf: ReadonlyMap<HostKind, number>;
}

function counted(question: RowQuestion): CountedQuestion {
  const { columns, down } = question;
  const places = columns.map(({ kind }) => kind.index);
  return {
    ...question,
    counts: columns.map(({ kind: { included } }) =>
      down === undefined ? included.length : included.filter(({ id }) => id !== down).length,
    ),
    groups: columns.map(({ group }) => group),
    groupOf: new Map(columns.map(({ kind, group }) => [kind, group])),
    places,
    isInOrder: places.length === question.grid.hosts.length && places.every((place, at) => place === at),
    columnOf: new Map(columns.map(({ kind }, at) => [kind, at])),
  };
}

function rowsOfKind(kind: GuestKind, question: CountedQuestion): GuestRow[] {
  const { ask, down, kindOf } = question;
  const guests = down === undefined ? kind.guests : kind.guests.filter(({ on }) => on === down);
  if (guests.length === 0) return [];
  if (ask === 'start' || !kind.guests.some(mayRun))
    return [rowOf({ kind, guests, from: undefined }, question)];
  const byPlace = new Map<HostKind | undefined, FleetGuest[]>();
  for (const guest of guests) {
    const from = kindOf.get(guest.on ?? '');
    const alike = byPlace.get(from);
    if (alike === undefined) byPlace.set(from, [guest]);
    else alike.push(guest);
  }
  return [...byPlace].map(([from, alike]) => rowOf({ kind, guests: alike, from }, question));
}

/** One that is known to be off moves nowhere: it starts elsewhere. */
function mayRun({ isLive }: FleetGuest): boolean {
  return isLive !== false;
}

type RowGuests = Pick<GuestRow, 'kind' | 'guests' | 'from'>;

function rowOf(row: RowGuests, question: CountedQuestion): GuestRow {
  const { ask, groups } = question;
  const isOff = ask === 'move' && !row.guests.some(mayRun);
  const cells = ask === 'start' || isOff ? startCells(row.kind, question) : moveCells(row, question);
  const group = groupOf(row, cells, question);
  const sums = sumsIn(group, cells, { ...question, from: row.from });
  const isAlone = sums.refusingKinds === 1 && sums.kinds > 1;
  const signs = new Set<GuestCell>();
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at];
    if (cell === undefined) continue;
    const shown = cell !== 'refused' ? cell : groups[at] !== group ? 'other' : isAlone ? 'alone' : cell;
    cells[at] = shown;
    signs.add(shown);
  }
  return {
    ...row,
    group,
    cells,
    signs,
    takes: sums.takes,
    of: sums.of,
    section: isOff ? 'off' : sectionOf(sums),
  };
}

interface Sums {
  readonly takes: number;
  readonly of: number;
  readonly untold: number;
  /** Kinds of host that take it, and that refuse. */
  readonly kinds: number;
  readonly refusingKinds: number;
}

/** Counts the hosts of a group; a guest's own host is not among them. */
function sumsIn(
  group: number,
  cells: readonly GuestCell[],
  { groups, counts, ask, down, from, columnOf }: CountedQuestion & Pick<GuestRow, 'from'>,
): Sums {
  const home = ask === 'move' && down === undefined && from !== undefined ? columnOf.get(from) : undefined;
  let [takes, of, untold, kinds, refusingKinds] = [0, 0, 0, 0, 0];
  for (let at = 0; at < cells.length; at++) {
    if (groups[at] !== group) continue;
    const cell = cells[at];
    const count = Math.max(0, (counts[at] ?? 0) - (at === home ? 1 : 0));
    of += count;
    if (cell === 'starts' || cell === 'without') {
      takes += count;
      kinds++;
    } else if (cell === 'untold') untold += count;
    else if (cell === 'refused') refusingKinds++;
  }
  return { takes, of, untold, kinds, refusingKinds };
}

function sectionOf({ takes, of, untold, kinds }: Sums): GuestSection {
  if (takes === 0) return untold > 0 ? 'untold' : 'nowhere';
  if (takes === of) return 'every';
  return kinds === 1 && takes === 1 && untold === 0
    ? 'one'
    : untold > 0 && takes + untold === of
      ? 'untold'
      : 'some';
}

export function isTaking(cell: GuestCell | undefined): boolean {
  return cell === 'starts' || cell === 'without';
}

function startCells(kind: GuestKind, { grid, places, isInOrder }: CountedQuestion): GuestCell[] {
  const states = grid.states(kind);
  return isInOrder ? states.slice() : places.map((place) => states[place] ?? 'untold');
}

function moveCells({ kind, from }: RowGuests, { grid, columns, down }: CountedQuestion): GuestCell[] {
  const states = grid.moves(kind, from);
  return columns.map(({ kind: host }): GuestCell => {
    const isOnlyHere = host === from && host.included.length === 1;
    if (isOnlyHere || (down !== undefined && host.included.every(({ id }) => id === down))) return 'here';
    const state = states[host.index];
    return state === 'moves' ? 'starts' : state === 'refused' ? 'refused' : 'untold';
  });
}

/** The group of the host where they are, else the one where most hosts accept them. */
function groupOf(
  { guests, from }: RowGuests,
  cells: readonly GuestCell[],
  { kindOf, groupOf: known, groups, counts }: CountedQuestion,
): number {
  const home = from ?? guests.map(({ on }) => kindOf.get(on ?? '')).find((kind) => kind !== undefined);
  const own = home === undefined ? undefined : known.get(home);
  if (own !== undefined) return own;
  const taken = new Map<number, number>();
  for (let at = 0; at < cells.length; at++) {
    const group = groups[at] ?? 0;
    if (isTaking(cells[at])) taken.set(group, (taken.get(group) ?? 0) + (counts[at] ?? 0));
  }
  let [most, best] = [0, groups[0] ?? 0];
  for (const [group, count] of taken) if (count > most) [most, best] = [count, group];
  return best;
}

export interface GuestCounts {
  readonly all: number;
  readonly every: number;
  readonly some: number;
  readonly one: number;
  readonly nowhere: number;
  readonly untold: number;
}

/** Guests, not rows. */
export function countGuests(rows: readonly GuestRow[]): GuestCounts {
  const count = (section: GuestSection) =>
    rows.reduce((sum, row) => (row.section === section ? sum + row.guests.length : sum), 0);
  return {
    all: rows.reduce((sum, { guests }) => sum + guests.length, 0),
    every: count('every'),
    some: count('some'),
    one: count('one'),
    nowhere: count('nowhere'),
    untold: count('untold'),
  };
}
