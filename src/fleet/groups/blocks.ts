import { emptyBits, hasMask, keepBits, setBit } from '../../bits/bits.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { predictedOf } from '../pool/predicted.ts';
import { type Sort, sortKey, sortsOf } from './host-groups.ts';
import { canonicalOrder, type SplitItem } from './split.ts';

/** Hosts that a guest could move between at all: one architecture, one vendor. */
export interface Block {
  /** The same for the same sort of hosts, whatever else is in the pool. */
  readonly key: string;
  readonly sort: Sort;
  readonly hosts: number;
  readonly items: readonly BlockItem[];
  /** Names of the features, by bit. */
  readonly features: readonly string[];
  /** The kinds were too many: those of one model stand together. */
  readonly byModel: boolean;
}

export interface BlockItem extends SplitItem {
  /** Kinds of CPU that give a guest the same. */
  readonly kinds: readonly Kind[];
}

export interface BlockOptions {
  /** The pool's CPUs are what QEMU gives; else that is predicted from the hosts' own. */
  readonly toldByQemu: boolean;
}

/**
 * The hosts that count, in blocks: the one with most hosts first. What it says depends on no order of hosts. Compared
 * are features that a guest can have and take along when it moves.
 */
export function blocksOf(pool: Pool, options: BlockOptions): readonly Block[] {
  const { map } = pool.fleet;
  const byKey = new Map<string, { sort: Sort; kinds: Kind[] }>();
  const sorts = sortsOf(map, pool.kinds);
  for (const [index, kind] of pool.kinds.entries()) {
    const sort = sorts[index];
    if (sort === undefined) continue;
    const key = sortKey(sort);
    const block = byKey.get(key);
    if (block === undefined) byKey.set(key, { sort, kinds: [kind] });
    else block.kinds.push(kind);
  }
  return [...byKey]
    .map(([key, { sort, kinds }]): Block => {
      const hosts = kinds.reduce((sum, { included }) => sum + included.length, 0);
      const sets = featureSets(map, kinds, options);
      const items = itemsOf(kinds, sets.of);
      return { key, sort, hosts, items, features: sets.features, byModel: kinds.length > MOST_ITEMS };
    })
    .sort(mostHostsFirst);
}

function mostHostsFirst(a: Block, b: Block): number {
  const unknown = Number(a.sort.model !== undefined) - Number(b.sort.model !== undefined);
  return b.hosts - a.hosts || unknown || (a.key < b.key ? -1 : 1);
}

function itemsOf(kinds: readonly Kind[], setOf: FeatureSets['of']): BlockItem[] {
  const items = merged(
    kinds.map((kind) => ({ bits: setOf(kind), hosts: kind.included.length, kinds: [kind] })),
  );
  const few = kinds.length > MOST_ITEMS ? oneForEachModel(items) : items;
  return canonicalOrder(few).flatMap((index) => few[index] ?? []);
}

/** Comparing in pairs costs the square of the items; there are about 150 models. */
const MOST_ITEMS = 2000;

/** Kinds that libvirt names alike as one item, with what they share. */
function oneForEachModel(items: readonly BlockItem[]): BlockItem[] {
  const byModel = new Map<string, { bits: Uint32Array; hosts: number; kinds: Kind[] }>();
  for (const { bits, hosts, kinds } of items) {
    const model = kinds[0]?.cpu.definition.model ?? '';
    const known = byModel.get(model);
    if (known === undefined) byModel.set(model, { bits: bits.slice(), hosts, kinds: [...kinds] });
    else {
      keepBits(known.bits, bits);
      known.hosts += hosts;
      known.kinds.push(...kinds);
    }
  }
  return merged([...byModel.values()]);
}

/** No two items have the same bits. */
function merged(items: readonly BlockItem[]): BlockItem[] {
  const byBits = new Map<string, { bits: Uint32Array; hosts: number; kinds: Kind[] }>();
  for (const { bits, hosts, kinds } of items) {
    const key = bits.join(' ');
    const known = byBits.get(key);
    if (known === undefined) byBits.set(key, { bits, hosts, kinds: [...kinds] });
    else {
      known.hosts += hosts;
      known.kinds.push(...kinds);
    }
  }
  return [...byBits.values()];
}

interface FeatureSets {
  readonly features: readonly string[];
  readonly of: (kind: Kind) => Uint32Array;
}

/** One bit per feature, of x86 by the CPU map; other drivers know names only. */
function featureSets(map: CpuMap, kinds: readonly Kind[], { toldByQemu }: BlockOptions): FeatureSets {
  if (driverOf(kinds[0]?.cpu.arch ?? 'x86_64') !== 'x86') return namedSets(kinds);
  const features = map.features.filter(({ migratable }) => migratable);
  const of = ({ cpu }: Kind) => {
    const given = toldByQemu ? cpu.bits : predictedOf(map, cpu).bits;
    const bits = emptyBits((features.length + 31) >>> 5);
    for (const [at, { mask }] of features.entries()) if (hasMask(given, mask)) setBit(bits, at);
    return bits;
  };
  return { features: features.map(({ name }) => name), of };
}

function namedSets(kinds: readonly Kind[]): FeatureSets {
  const namesOf = ({ cpu }: Kind) =>
    cpu.definition.features.map((entry) => (typeof entry === 'string' ? entry : entry.name));
  const features = [...new Set(kinds.flatMap(namesOf))].sort();
  const places = new Map(features.map((name, at) => [name, at]));
  const of = (kind: Kind) => {
    const bits = emptyBits((features.length + 31) >>> 5);
    for (const name of namesOf(kind)) setBit(bits, places.get(name) ?? 0);
    return bits;
  };
  return { features, of };
}
