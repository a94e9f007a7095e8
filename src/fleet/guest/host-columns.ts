import type { Bits, Mask } from '../../bits/bits.ts';
import type { CpuMap, Model } from '../../cpu-map/cpu-map.ts';
import type { HostBits } from './host-bits.ts';

/**
 * Hosts of one CPU map word by word: one array for each register word, with a number for each host. A guest is asked of
 * a thousand hosts in a few passes over such arrays.
 */
export interface HostColumns {
  readonly map: CpuMap;
  readonly hosts: readonly HostBits[];
  readonly given: readonly Uint32Array[];
  readonly full: readonly Uint32Array[];
  /** What QEMU says of a model on each host. */
  readonly modelOn: (model: Model) => ModelColumns;
}

export interface ModelColumns {
  /** 0: it is not on the host's list; 1: it is; 2: and usable. */
  readonly listed: Uint8Array;
  readonly blockers: readonly WordColumn[];
  readonly missed: readonly WordColumn[];
}

/** A word in which a host has a bit at all. */
export interface WordColumn {
  readonly word: number;
  readonly values: Uint32Array;
}

export function hostColumns(map: CpuMap, hosts: readonly HostBits[]): HostColumns {
  const models: (ModelColumns | undefined)[] = [];
  return {
    map,
    hosts,
    given: byWord(map, hosts, ({ given }) => given),
    full: byWord(map, hosts, ({ full }) => full),
    modelOn: (model) => {
      const before = models[model.index];
      if (before !== undefined) return before;
      const made = modelColumns(map, hosts, model);
      models[model.index] = made;
      return made;
    },
  };
}

function byWord(
  map: CpuMap,
  hosts: readonly HostBits[],
  bitsOf: (host: HostBits) => Bits | undefined,
): Uint32Array[] {
  const columns = map.words.map(() => new Uint32Array(hosts.length));
  hosts.forEach((host, at) => {
    const bits = bitsOf(host);
    if (bits === undefined) return;
    for (const [word, column] of columns.entries()) column[at] = bits[word] ?? 0;
  });
  return columns;
}

function modelColumns(map: CpuMap, hosts: readonly HostBits[], model: Model): ModelColumns {
  const told = hosts.map((host) => host.modelOn(model));
  return {
    listed: Uint8Array.from(told, (there) => (there === undefined ? 0 : there.usable ? 2 : 1)),
    blockers: wordColumns(
      map,
      told.map((there) => there?.blockers),
    ),
    missed: wordColumns(
      map,
      told.map((there) => there?.missed),
    ),
  };
}

function wordColumns(map: CpuMap, masks: readonly (Mask | undefined)[]): WordColumn[] {
  const columns = map.words.map((): Uint32Array | undefined => undefined);
  masks.forEach((mask, at) => {
    mask?.words.forEach((word, i) => {
      const column = columns[word] ?? new Uint32Array(masks.length);
      column[at] = mask.values[i] ?? 0;
      columns[word] = column;
    });
  });
  return columns.flatMap((values, word) => (values === undefined ? [] : [{ word, values }]));
}
