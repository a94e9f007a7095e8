import { countBits, countCommon } from '../../bits/bits.ts';
import type { SplitItem } from './split.ts';

const MOST_ROUNDS = 12;

/** Moves single items to where more is gained than lost, until none gains; the number of groups stays. */
export function moveItems(items: readonly SplitItem[], start: readonly (readonly number[])[]): number[][] {
  const words = items[0]?.bits.length ?? 0;
  const groups = start.map(() => new MovingGroup(words));
  const groupAt = new Int32Array(items.length);
  for (const [at, members] of start.entries()) {
    for (const index of members) {
      groupAt[index] = at;
      groups[at]?.take(items[index], 1);
    }
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = false;
    for (const [index, item] of items.entries()) {
      const from = groups[groupAt[index] ?? 0];
      if (from === undefined || from.size < 2) continue;
      const to = bestPlace(item, from, groups);
      if (to < 0) continue;
      from.take(item, -1);
      groups[to]?.take(item, 1);
      groupAt[index] = to;
      moved = true;
    }
    if (!moved) break;
  }
  const members = start.map((): number[] => []);
  for (const [index, at] of groupAt.entries()) members[at]?.push(index);
  return members;
}

/** The group that gains most by the item, more than leaving loses; -1 where it stands best. */
function bestPlace({ bits, hosts }: SplitItem, from: MovingGroup, groups: readonly MovingGroup[]): number {
  const released = countBits(from.lackedOnce) - countCommon(from.lackedOnce, bits);
  const leaving = (from.hosts - hosts) * (from.count + released) - from.hosts * from.count;
  let best = 0;
  let place = -1;
  for (const [at, to] of groups.entries()) {
    if (to === from) continue;
    const joining = (to.hosts + hosts) * countCommon(to.common, bits) - to.hosts * to.count;
    if (leaving + joining > best) {
      best = leaving + joining;
      place = at;
    }
  }
  return place;
}

/** One group while items come and go: how many of its members lack each feature. */
class MovingGroup {
  size = 0;
  hosts = 0;
  /** Number of features in `common`. */
  count: number;
  /** Features that no member lacks; all of them where there is no member. */
  readonly common: Uint32Array;
  /** Features that one member lacks: common without that one. */
  readonly lackedOnce: Uint32Array;
  readonly #lacking: Uint16Array;

  constructor(words: number) {
    this.common = new Uint32Array(words).fill(0xffffffff);
    this.lackedOnce = new Uint32Array(words);
    this.#lacking = new Uint16Array(words * 32);
    this.count = words * 32;
  }

  /** Takes an item in (1) or out (-1). */
  take(item: SplitItem | undefined, by: 1 | -1): void {
    if (item === undefined) return;
    this.size += by;
    this.hosts += by * item.hosts;
    for (let i = 0; i < this.common.length; i++) this.#takeWord(i, ~(item.bits[i] ?? 0), by);
    this.count = countBits(this.common);
  }

  #takeWord(at: number, lacked: number, by: 1 | -1): void {
    let none = this.common[at] ?? 0;
    let once = this.lackedOnce[at] ?? 0;
    for (let rest = lacked; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const place = at * 32 + 31 - Math.clz32(bit);
      const lacking = (this.#lacking[place] ?? 0) + by;
      this.#lacking[place] = lacking;
      none = lacking === 0 ? none | bit : none & ~bit;
      once = lacking === 1 ? once | bit : once & ~bit;
    }
    this.common[at] = none;
    this.lackedOnce[at] = once;
  }
}

/** The features that all members have, and their number of hosts. */
export function sharedBy(items: readonly SplitItem[], members: Iterable<number>): SplitItem {
  const bits = new Uint32Array(items[0]?.bits.length ?? 0).fill(0xffffffff);
  let hosts = 0;
  for (const index of members) {
    const item = items[index];
    if (item === undefined) continue;
    hosts += item.hosts;
    for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] ?? 0) & (item.bits[i] ?? 0);
  }
  return { bits, hosts };
}

/** Hosts times common features, summed over the groups. */
export function qualityOf(items: readonly SplitItem[], groups: Iterable<Iterable<number>>): number {
  let quality = 0;
  for (const members of groups) {
    const { bits, hosts } = sharedBy(items, members);
    quality += hosts * countBits(bits);
  }
  return quality;
}
