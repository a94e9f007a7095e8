import { type Bits, countBits, hasBit, keepBits } from '../../bits/bits.ts';
import type { SplitItem } from './split.ts';

/** Items to leave out, and what the rest then shares. */
export interface LeaveOut {
  /** Number of excluded hosts: all of each item's. */
  readonly hosts: number;
  /** Indexes of the items, sorted. */
  readonly items: readonly number[];
  /** Number of features that all the others share. */
  readonly common: number;
  /** Whether no other set of so many hosts gains more. */
  readonly exact: boolean;
}

/** Above it, sets of items are too many to try each. */
const MOST_TRIED = 16;
/** Steps of one search; a search that needs more says that its answer may not be the best. */
const MOST_STEPS = 50_000;

/**
 * The best set of at most `most` hosts to leave out, so that the rest shares as many features as can be; of equal
 * ones the one with the fewest hosts. Leaving out a part of an item's hosts gains nothing. Undefined where nothing
 * is gained.
 */
export function bestToLeaveOut(items: readonly SplitItem[], most: number): LeaveOut | undefined {
  const lacked = lackedFeatures(items).filter(({ hosts }) => hosts <= most);
  const search = new Search(items, lacked, most);
  search.from(new Set(), 0);
  const { best } = search;
  if (best === undefined) return undefined;
  const left = [...items.keys()].filter((at) => !best.has(at));
  return {
    hosts: hostsOf(items, best),
    items: [...best].sort((a, b) => a - b),
    common: commonOf(items, left),
    exact: search.steps <= MOST_STEPS,
  };
}

const none: Bits = new Uint32Array(0);

/** Features that the same items lack. */
interface Lacked {
  readonly items: readonly number[];
  readonly hosts: number;
  readonly features: number;
}

/** For features that some have and some lack: the cheapest to gain first. */
function lackedFeatures(items: readonly SplitItem[]): Lacked[] {
  const found = new Map<string, { items: number[]; hosts: number; features: number }>();
  const words = items[0]?.bits.length ?? 0;
  for (let bit = 0; bit < words * 32; bit++) {
    const lacking = [...items.keys()].filter((at) => !hasBit(items[at]?.bits ?? none, bit));
    if (lacking.length === 0 || lacking.length === items.length) continue;
    const key = lacking.join(' ');
    const known = found.get(key);
    if (known !== undefined) known.features++;
    else found.set(key, { items: lacking, hosts: hostsOf(items, lacking), features: 1 });
  }
  return [...found.values()].sort((a, b) => a.hosts - b.hosts || b.features - a.features);
}

/** Leaves out more and more, by features to gain; turns back where even all that still fit gain no more. */
class Search {
  best: ReadonlySet<number> | undefined;
  steps = 0;
  readonly #seen = new Set<string>();
  #bestGain = 0;
  #bestHosts = 0;
  readonly #items: readonly SplitItem[];
  readonly #lacked: readonly Lacked[];
  readonly #most: number;

  constructor(items: readonly SplitItem[], lacked: readonly Lacked[], most: number) {
    this.#items = items;
    this.#lacked = lacked;
    this.#most = most;
  }

  from(out: ReadonlySet<number>, hosts: number): void {
    const key = [...out].sort((a, b) => a - b).join(' ');
    if (this.#seen.has(key) || ++this.steps > MOST_STEPS) return;
    this.#seen.add(key);
    const gain = this.#gained(out);
    const better = gain > this.#bestGain || (gain === this.#bestGain && hosts < this.#bestHosts);
    if (gain > 0 && better) {
      this.best = out;
      this.#bestGain = gain;
      this.#bestHosts = hosts;
    }
    if (gain + this.#stillToGain(out, hosts) < this.#bestGain) return;
    for (const { items } of this.#lacked) {
      const wider = new Set([...out, ...items]);
      if (wider.size === out.size || wider.size === this.#items.length) continue;
      const widerHosts = hostsOf(this.#items, wider);
      if (widerHosts <= this.#most) this.from(wider, widerHosts);
    }
  }

  #gained(out: ReadonlySet<number>): number {
    let gain = 0;
    for (const { items, features } of this.#lacked) if (isWithin(items, out)) gain += features;
    return gain;
  }

  /** Each of those that still fit, taken alone: together they may be too many. */
  #stillToGain(out: ReadonlySet<number>, hosts: number): number {
    let more = 0;
    for (const { items, features } of this.#lacked) {
      const added = items.filter((item) => !out.has(item));
      if (added.length > 0 && hosts + hostsOf(this.#items, added) <= this.#most) more += features;
    }
    return more;
  }
}

/** Every number of hosts by which more is gained than by fewer; all of them where the items are few. */
export function leaveOutLadder(items: readonly SplitItem[], wanted: readonly number[]): LeaveOut[] {
  const all = hostsOf(items, items.keys());
  const found =
    items.length <= MOST_TRIED
      ? everyStep(items)
      : wanted.filter((most) => most < all).flatMap((most) => bestToLeaveOut(items, most) ?? []);
  const ladder: LeaveOut[] = [];
  let common = commonOf(items, items.keys());
  for (const step of found) {
    if (step.common <= common) continue;
    common = step.common;
    ladder.push(step);
  }
  return ladder;
}

/** All sets of items but the whole, by their hosts; the first of equal ones. */
function everyStep(items: readonly SplitItem[]): LeaveOut[] {
  const byHosts = new Map<number, LeaveOut>();
  const visit = (at: number, kept: Bits | undefined, out: readonly number[], hosts: number): void => {
    const item = items[at];
    if (item === undefined) {
      if (kept === undefined) return;
      const common = countBits(kept);
      const known = byHosts.get(hosts);
      const fewer = known?.common === common && out.length < known.items.length;
      if (known === undefined || common > known.common || fewer)
        byHosts.set(hosts, { hosts, items: out, common, exact: true });
      return;
    }
    visit(at + 1, kept === undefined ? item.bits : keepBits(kept.slice(), item.bits), out, hosts);
    visit(at + 1, kept, [...out, at], hosts + item.hosts);
  };
  visit(0, undefined, [], 0);
  return [...byHosts.values()].sort((a, b) => a.hosts - b.hosts);
}

function commonOf(items: readonly SplitItem[], of: Iterable<number>): number {
  let common: Bits | undefined;
  for (const at of of) {
    const bits = items[at]?.bits;
    if (bits !== undefined) common = common === undefined ? bits.slice() : keepBits(common, bits);
  }
  return common === undefined ? 0 : countBits(common);
}

function hostsOf(items: readonly SplitItem[], of: Iterable<number>): number {
  let hosts = 0;
  for (const at of of) hosts += items[at]?.hosts ?? 0;
  return hosts;
}

function isWithin(items: readonly number[], set: ReadonlySet<number>): boolean {
  return items.every((item) => set.has(item));
}
