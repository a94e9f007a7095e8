import { countBits, countCommon, keepBits } from '../../bits/bits.ts';
import { canonicalOrder, type SplitItem } from './split.ts';

/** Two groups become one. Numbers below the number of items are items, the others are merges: items + place. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  /** Features that all of it have. */
  readonly common: number;
  readonly hosts: number;
}

/**
 * The items of a block merged two by two, always the two that lose least, down to one group: one merge less than
 * items. Costs the square of the items.
 */
export function mergeTree(items: readonly SplitItem[]): Merge[] {
  const order = canonicalOrder(items);
  const merging = new Merging(order.map((index) => items[index] ?? { bits: new Uint32Array(0), hosts: 0 }));
  const nodes = [...order];
  const merges: Merge[] = [];
  while (merges.length < items.length - 1) {
    const [left, right] = merging.cheapest();
    merging.merge(left, right);
    const { common, hosts } = merging.at(left);
    merges.push({ a: nodes[left] ?? 0, b: nodes[right] ?? 0, common, hosts });
    nodes[left] = items.length + merges.length - 1;
  }
  return merges;
}

/** Groups as rows of flat arrays; a group that went into another is out of `alive`. */
class Merging {
  readonly #bits: Uint32Array[];
  readonly #hosts: Int32Array;
  readonly #counts: Int32Array;
  /** Features that two groups share: row times column. */
  readonly #shared: Int32Array;
  /** The cheapest partner of each, and what merging with it loses. */
  readonly #partner: Int32Array;
  readonly #loss: Float64Array;
  readonly #size: number;
  #alive: number[];

  constructor(items: readonly SplitItem[]) {
    const size = items.length;
    this.#size = size;
    this.#bits = items.map(({ bits }) => bits.slice());
    this.#hosts = Int32Array.from(items, ({ hosts }) => hosts);
    this.#counts = Int32Array.from(items, ({ bits }) => countBits(bits));
    this.#shared = new Int32Array(size * size);
    this.#partner = new Int32Array(size).fill(-1);
    this.#loss = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.#alive = items.map((_, index) => index);
    for (const row of this.#alive) this.#share(row, row + 1);
    for (const row of this.#alive) this.#choosePartner(row);
  }

  at(row: number): { common: number; hosts: number } {
    return { common: this.#counts[row] ?? 0, hosts: this.#hosts[row] ?? 0 };
  }

  /** The pair that loses least, the first of equals; its lower row first. */
  cheapest(): readonly [number, number] {
    let best = -1;
    for (const row of this.#alive) if (best < 0 || this.#lossOf(row) < this.#lossOf(best)) best = row;
    const partner = this.#partner[best] ?? best;
    return best < partner ? [best, partner] : [partner, best];
  }

  /** `gone` goes into `row`. */
  merge(row: number, gone: number): void {
    const [bits, other] = [this.#bits[row], this.#bits[gone]];
    if (bits === undefined || other === undefined) throw new Error(`no groups ${row} and ${gone}`);
    keepBits(bits, other);
    this.#hosts[row] = (this.#hosts[row] ?? 0) + (this.#hosts[gone] ?? 0);
    this.#counts[row] = countBits(bits);
    this.#alive = this.#alive.filter((each) => each !== gone);
    this.#share(row, 0);
    for (const each of this.#alive) {
      const partner = this.#partner[each];
      if (each === row || partner === row || partner === gone) this.#choosePartner(each);
      else this.#offer(each, row);
    }
  }

  #share(row: number, from: number): void {
    const bits = this.#bits[row] ?? new Uint32Array(0);
    for (const other of this.#alive) {
      if (other < from || other === row) continue;
      const shared = countCommon(bits, this.#bits[other] ?? bits);
      this.#shared[row * this.#size + other] = shared;
      this.#shared[other * this.#size + row] = shared;
    }
  }

  #choosePartner(row: number): void {
    this.#partner[row] = -1;
    this.#loss[row] = Number.POSITIVE_INFINITY;
    for (const other of this.#alive) if (other !== row) this.#offer(row, other);
  }

  #offer(row: number, other: number): void {
    const [own, theirs] = [this.#hosts[row] ?? 0, this.#hosts[other] ?? 0];
    const apart = own * (this.#counts[row] ?? 0) + theirs * (this.#counts[other] ?? 0);
    const loss = apart - (own + theirs) * (this.#shared[row * this.#size + other] ?? 0);
    const known = this.#lossOf(row);
    if (loss > known || (loss === known && other > (this.#partner[row] ?? -1))) return;
    this.#loss[row] = loss;
    this.#partner[row] = other;
  }

  #lossOf(row: number): number {
    return this.#loss[row] ?? Number.POSITIVE_INFINITY;
  }
}

/** The items of each group when so many groups are left: the last merges undone. */
export function cutTree(items: number, merges: readonly Merge[], groups: number): number[][] {
  const done = merges.slice(0, Math.max(0, items - groups));
  const members = new Map<number, number[]>();
  for (let item = 0; item < items; item++) members.set(item, [item]);
  for (const [at, { a, b }] of done.entries()) {
    members.set(items + at, [...(members.get(a) ?? []), ...(members.get(b) ?? [])]);
    members.delete(a);
    members.delete(b);
  }
  return [...members.values()];
}
