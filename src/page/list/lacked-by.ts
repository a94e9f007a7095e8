import { type FeatureState, type Row, stateIn } from '../../fleet/matrix/rows.ts';
import type { Pool } from '../../fleet/pool/pool.ts';
import { visibleText } from '../ui/visible-text.ts';

export interface LackedBy {
  /** `lacked by`, `only on`, `on all 3 hosts`, … */
  readonly words: string;
  readonly names: readonly string[];
  /** Hosts beyond the names. */
  readonly more: number;
}

/** The hosts that lack a feature, or the only ones that have it, in as few names as possible: `most` of them. */
export function lackedBy(row: Row, pool: Pool, most: number): LackedBy {
  if (row.state === 'nobody') return { words: 'on no host', names: [], more: 0 };
  if (row.state === 'same') {
    const all =
      pool.hosts === 1
        ? 'on the one host'
        : pool.hosts === 2
          ? 'on both hosts'
          : `on all ${pool.hosts} hosts`;
    return { words: all, names: [], more: 0 };
  }
  if (row.lacks + row.unknown === 0) return named('not told by', 'untold', { row, pool, most });
  if (row.lacks === 0) return named('not known of', 'unknown', { row, pool, most });
  return row.has < row.lacks && row.has <= most
    ? named('only on', 'has', { row, pool, most })
    : named('lacked by', 'lacks', { row, pool, most });
}

interface Naming {
  readonly row: Row;
  readonly pool: Pool;
  readonly most: number;
}

function named(words: string, state: FeatureState, { row, pool, most }: Naming): LackedBy {
  const names: string[] = [];
  const count = row[state];
  for (const kind of pool.kinds) {
    if (names.length >= most) break;
    if (stateIn(kind, row.id, row.feature) !== state) continue;
    for (const { name } of kind.included.slice(0, most - names.length)) names.push(visibleText(name));
  }
  return { words, names, more: count - names.length };
}
