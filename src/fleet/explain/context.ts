import type { Guest, ModelChoice } from '../guest/guest.ts';
import type { Verdict } from '../guest/verdicts.ts';
import type { Column } from '../matrix/columns.ts';
import type { KindCost } from '../matrix/costs.ts';
import { type Row, stateIn } from '../matrix/rows.ts';
import type { FleetHost, Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import type { SourceNote } from './explanation.ts';

/** The data behind the explanations. Functions are asked only when needed. */
export interface ExplainContext {
  readonly pool: Pool;
  readonly guest: Guest | undefined;
  readonly rows: () => readonly Row[];
  readonly costs: () => readonly KindCost[];
  readonly verdicts: () => readonly Verdict[];
  readonly models: () => readonly ModelChoice[];
  /** The column that shows a host, folded or not. */
  readonly columnOf: (key: string) => Column | undefined;
  readonly folded: boolean;
  readonly sourceOf: (host: string) => SourceNote | undefined;
  /** Features that are kept on top. */
  readonly pinned: ReadonlySet<string>;
  /** Hosts excluded in a preview. */
  readonly preview: readonly string[];
  /** The oldest built-in release, newer than the map in use, that knows a feature or model. */
  readonly knownIn: (name: string) => string | undefined;
}

/** Names of hosts that count, of kinds in a given state of a feature. */
export function hostsWith(pool: Pool, row: Row, state: 'has' | 'lacks'): FleetHost[] {
  return pool.kinds.flatMap((kind: Kind) =>
    stateIn(kind, row.id, row.feature) === state ? kind.included : [],
  );
}

export function names(hosts: readonly FleetHost[]): string[] {
  return hosts.map(({ name }) => name);
}

export function ids(hosts: readonly FleetHost[]): string[] {
  return hosts.map(({ id }) => id);
}
