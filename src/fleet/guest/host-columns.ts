import type { Bits } from '../../bits/bits.ts';
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
  readonly gives: readonly Uint32Array[];
  readonly full: readonly Uint32Array[];
  /** QEMU's answer about a model on each host. */
  readonly modelOn: (model: Model) => ModelColumns;
}

export interface ModelColumns {
  /** 0: it is not on the host's list; 1: it is; 2: and usable. */
  readonly listed: Uint8Array;
  readonly blockers: WordColumns;
  readonly missed: WordColumns;
}

/** For most guests all of it counts: then the number of words shows whether there is any. */
export interface WordColumns {
  /** Number of words in which a host has a bit. */
  readonly counts: Uint8Array;
  readonly words: readonly (Uint32Array | undefined)[];
}

export function hostColumns(map: CpuMap, hosts: readonly HostBits[]): HostColumns {
  const models: (ModelColumns | undefined)[] = [];
  return {
    map,
    hosts,
    given: byWord(map, hosts, ({ given }) => given),
    gives: byWord(map, hosts, ({ gives }) => gives),
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
  const listed = new Uint8Array(hosts.length);
  const blockers = map.words.map((): Uint32Array | undefined => undefined);
  hosts.forEach((host, at) => {
    const told = host.toldOf(model);
    if (told === undefined) return;
    listed[at] = told.usable === 'yes' ? 2 : 1;
    for (const name of told.blockers) {
      const mask = map.featureByName.get(name)?.mask;
      mask?.words.forEach((word, i) => {
        const column = blockers[word] ?? new Uint32Array(hosts.length);
        column[at] = (column[at] ?? 0) | (mask.values[i] ?? 0);
        blockers[word] = column;
      });
    }
  });
  const missed = blockers.map((column, word) => column && seen(column, word, hosts));
  return { listed, blockers: withCounts(blockers, hosts.length), missed: withCounts(missed, hosts.length) };
}

/** Without what nobody looks at. */
function seen(column: Uint32Array, word: number, hosts: readonly HostBits[]): Uint32Array {
  if (!hosts.some(({ unseen }) => unseen.includes(word))) return column;
  return column.map((value, at) => (hosts[at]?.unseen.includes(word) ? 0 : value));
}

function withCounts(words: readonly (Uint32Array | undefined)[], hosts: number): WordColumns {
  const counts = new Uint8Array(hosts);
  for (const column of words) {
    if (column === undefined) continue;
    for (let at = 0; at < hosts; at++) if (column[at] !== 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return { counts, words };
}
