import type { FleetGuest, GuestKind } from './fleet-guest.ts';
import type { GuestGrid } from './grid.ts';
import type { HostKind } from './host-kinds.ts';

/**
 * What a cell says. `alone`: the only kind of host of the guest's group that refuses, where others take it. `other`:
 * refused by a kind of another group, which is no loss. `here`: where it runs, when it is asked where it moves.
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
  /** Of the host where they are, else the one where most hosts take them. */
  readonly group: number;
  /** In the columns' order. */
  readonly cells: readonly GuestCell[];
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
  const rows = question.grid.guests.flatMap((kind) => rowsOfKind(kind, question));
  const place = new Map(guestSections.map((section, at) => [section, at]));
  return rows.sort(
    (a, b) =>
      (place.get(a.section) ?? 0) - (place.get(b.section) ?? 0) ||
      a.takes / (a.of || 1) - b.takes / (b.of || 1),
  );
}

function rowsOfKind(kind: GuestKind, question: RowQuestion): GuestRow[] {
  const { ask, down, kindOf } = question;
  const guests = down === undefined ? kind.guests : kind.guests.filter(({ on }) => on === down);
  if (guests.length === 0) return [];
  if (ask === 'start' || !kind.guests.some(mayRun))
    return [rowOf({ kind, guests, from: undefined }, question)];
  const byPlace = new Map<HostKind | undefined, FleetGuest[]>();
  for (const guest of guests) {
    const from = kindOf.get(guest.on ?? '');
    byPlace.set(from, [...(byPlace.get(from) ?? []), guest]);
  }
  return [...byPlace].map(([from, alike]) => rowOf({ kind, guests: alike, from }, question));
}

/** One that is known to be off moves nowhere: it starts elsewhere. */
function mayRun({ isLive }: FleetGuest): boolean {
  return isLive !== false;
}

type RowGuests = Pick<GuestRow, 'kind' | 'guests' | 'from'>;

function rowOf(row: RowGuests, question: RowQuestion): GuestRow {
  const { columns, ask } = question;
  const isOff = ask === 'move' && !row.guests.some(mayRun);
  const states = isOff
    ? startCells(row.kind, question)
    : ask === 'start'
      ? startCells(row.kind, question)
      : moveCells(row, question);
  const group = groupOf(row, states, question);
  const counts = columns.map(({ kind }) => countIn(kind, row, question));
  let takes = 0;
  let of = 0;
  let untold = 0;
  columns.forEach((column, at) => {
    if (column.group !== group) return;
    const count = counts[at] ?? 0;
    of += count;
    if (isTaking(states[at])) takes += count;
    if (states[at] === 'untold') untold += count;
  });
  const inGroup = columns.flatMap((column, at) => (column.group === group ? [states[at]] : []));
  const refusing = inGroup.filter((state) => state === 'refused').length;
  const isAlone = refusing === 1 && inGroup.filter(isTaking).length > 1;
  const cells = states.map((state, at): GuestCell => {
    if (state !== 'refused') return state;
    if (columns[at]?.group !== group) return 'other';
    return isAlone ? 'alone' : 'refused';
  });
  const section = isOff ? 'off' : sectionOf({ takes, of, untold, kinds: inGroup.filter(isTaking).length });
  return { ...row, group, cells, takes, of, section };
}

function sectionOf({
  takes,
  of,
  untold,
  kinds,
}: {
  takes: number;
  of: number;
  untold: number;
  kinds: number;
}): GuestSection {
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

function startCells(kind: GuestKind, { grid, columns }: RowQuestion): GuestCell[] {
  const states = grid.states(kind);
  return columns.map(({ kind: host }) => states[host.index] ?? 'untold');
}

function moveCells({ kind, from }: RowGuests, { grid, columns, down }: RowQuestion): GuestCell[] {
  const states = grid.moves(kind, from);
  return columns.map(({ kind: host }): GuestCell => {
    const isOnlyHere = host === from && host.included.length === 1;
    if (isOnlyHere || (down !== undefined && host.included.every(({ id }) => id === down))) return 'here';
    const state = states[host.index];
    return state === 'moves' ? 'starts' : state === 'refused' ? 'refused' : 'untold';
  });
}

/** Hosts that it can be asked of: where it is, it need not go. */
function countIn(kind: HostKind, { from }: RowGuests, { ask, down }: RowQuestion): number {
  const hosts = kind.included.filter(({ id }) => id !== down).length;
  return ask === 'move' && down === undefined && kind === from ? Math.max(0, hosts - 1) : hosts;
}

function groupOf(
  { guests, from }: RowGuests,
  states: readonly GuestCell[],
  { columns, kindOf }: RowQuestion,
): number {
  const home = from ?? guests.map(({ on }) => kindOf.get(on ?? '')).find((kind) => kind !== undefined);
  const own = columns.find(({ kind }) => kind === home)?.group;
  if (own !== undefined) return own;
  const counts = new Map<number, number>();
  columns.forEach(({ group, kind }, at) => {
    const taken = isTaking(states[at]) ? kind.included.length : 0;
    counts.set(group, (counts.get(group) ?? 0) + taken);
  });
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
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
