/** Widths of the matrix in px, decided by the room there is and the number of host columns. */
export interface MatrixLayout {
  /** Wide: checkbox, name, model. Medium: name. Narrow: name upright, reading upwards. */
  readonly size: 'wide' | 'medium' | 'narrow';
  readonly host: number;
  /** Left edge to the end of the Feature column, the page's margin in it. */
  readonly feature: number;
  /** 0 = the column is not there. */
  readonly meaning: number;
  readonly address: number;
  readonly lacked: number;
  readonly guest: number;
  /** The left edge of the first host column. */
  readonly leading: number;
  /** The width of the whole table. */
  readonly total: number;
}

export interface Room {
  readonly width: number;
  readonly margin: number;
  readonly columns: number;
  /** That count: `3 of 1000` wants more room than `1 of 3`. */
  readonly hosts: number;
  readonly phone: boolean;
}

export const MOST_WIDE = 8;
/** Beyond so many host columns a phone has the plain list. */
export const MOST_ON_PHONE = 4;
export const MEDIUM = 56;
const NARROW = 24;
const PHONE = 48;
const WIDEST = 136;
/** From here on the Guest column has words beside its sign: the same in each form, so that the heads stay as they are. */
export const GUEST_IN_WORDS = 100;
const MEANING = 250;
const ADDRESS = 122;

interface OptionalColumns {
  readonly meaning: number;
  readonly lacked: number;
  readonly address: number;
}

const none: OptionalColumns = { meaning: 0, lacked: 0, address: 0 };

/** Parts that go first when room runs out come first. */
function setsFor({ hosts }: Room): readonly OptionalColumns[] {
  const lacked = Math.max(80, 20 + 7 * (2 * String(hosts).length + 4));
  return [
    { meaning: MEANING, lacked, address: ADDRESS },
    { meaning: 0, lacked, address: ADDRESS },
    addressOnly,
    none,
  ];
}

const addressOnly: OptionalColumns = { ...none, address: ADDRESS };

/** In px: `--margin` of styles/tokens.css. */
export function marginOf(phone: boolean): number {
  return phone ? 16 : 24;
}

export function layoutOf(room: Room): MatrixLayout {
  if (room.phone) return fitting(room, 'medium', PHONE) ?? made(room, 'narrow', NARROW, none);
  return (
    (room.columns <= MOST_WIDE ? fitting(room, 'wide', 96) : undefined) ??
    fitting(room, 'medium', MEDIUM) ??
    fitting(room, 'narrow', NARROW) ??
    made(room, 'narrow', NARROW, room.width >= 900 ? addressOnly : none)
  );
}

/** How many host columns fit at medium width beside nothing but Feature and Guest. */
export function mediumThatFit(room: Omit<Room, 'columns' | 'hosts'>): number {
  const { feature, guest } = fixed(room, none);
  return Math.floor((room.width - feature - guest) / MEDIUM);
}

/** With as much beside the hosts as there is room for; undefined when not even the hosts fit. */
function fitting(room: Room, size: MatrixLayout['size'], least: number): MatrixLayout | undefined {
  for (const set of room.phone ? [none] : setsFor(room)) {
    const layout = made(room, size, least, set);
    if (layout.total > room.width) continue;
    const spare = Math.floor((room.width - layout.total) / Math.max(1, room.columns));
    const widest = size === 'wide' ? WIDEST : size === 'medium' ? MEDIUM + 8 : NARROW;
    return made(room, size, Math.min(widest, least + spare), set);
  }
  return undefined;
}

function fixed(
  room: Omit<Room, 'columns' | 'hosts'>,
  set: OptionalColumns,
): { feature: number; guest: number } {
  const text = room.phone ? 146 : room.width < 520 ? 136 : set.meaning > 0 ? 152 : 168;
  const feature = room.margin + text;
  const guest = room.phone || room.width < 520 ? 60 : GUEST_IN_WORDS;
  return { feature, guest };
}

function made(room: Room, size: MatrixLayout['size'], host: number, set: OptionalColumns): MatrixLayout {
  const { feature, guest } = fixed(room, set);
  const leading = feature + set.meaning + set.address + set.lacked;
  return { size, host, feature, guest, ...set, leading, total: leading + host * room.columns + guest };
}
