import type { Pool } from '../../fleet/pool.ts';
import { type Row, stateIn } from '../../fleet/rows.ts';
import { visibleText } from '../ui/visible-text.ts';

const MOST_NAMES = 2;

export interface LackedBy {
  /** `lacked by`, `only on`, `on all 3 hosts`, … */
  readonly words: string;
  readonly names: readonly string[];
  /** Hosts beyond the names. */
  readonly more: number;
}

/** Who lacks a feature, or who alone has it, in as few names as say it. */
export function lackedBy(row: Row, pool: Pool): LackedBy {
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
  if (row.lacks === 0) return named('not known of', row, pool, 'unknown');
  return row.has < row.lacks && row.has <= MOST_NAMES
    ? named('only on', row, pool, 'has')
    : named('lacked by', row, pool, 'lacks');
}

function named(words: string, row: Row, pool: Pool, state: 'has' | 'lacks' | 'unknown'): LackedBy {
  const names: string[] = [];
  const count = row[state];
  for (const kind of pool.kinds) {
    if (names.length >= MOST_NAMES) break;
    if (stateIn(kind, row.id, row.feature) !== state) continue;
    for (const { name } of kind.included.slice(0, MOST_NAMES - names.length)) names.push(visibleText(name));
  }
  return { words, names, more: count - names.length };
}
