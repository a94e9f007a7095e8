import type { ResolvedCpu } from '../../cpu/resolve.ts';
import type { Guest } from '../../fleet/guest/guest.ts';
import type { Verdict } from '../../fleet/guest/verdicts.ts';
import type { Row } from '../../fleet/matrix/rows.ts';
import { stateIn } from '../../fleet/matrix/rows.ts';
import type { Fleet } from '../../fleet/pool/fleet.ts';
import type { Pool } from '../../fleet/pool/pool.ts';

export interface ReportInput {
  readonly fleet: Fleet;
  readonly pool: Pool;
  readonly rows: readonly Row[];
  readonly guest: Guest | undefined;
  readonly verdicts: readonly Verdict[];
}

/** Everything that was computed, as JSON with two blanks of indentation: hosts, features by kind, guest, verdicts. */
export function reportJson({ fleet, pool, rows, guest, verdicts }: ReportInput): string {
  const report = {
    cpuMap: fleet.map.release,
    hosts: fleet.hosts.map(({ id, name, included }) => ({
      name,
      included,
      kind: fleet.kindOf.get(id)?.index,
    })),
    kinds: fleet.kinds.map(({ index, cpu }) => ({ index, ...describe(cpu) })),
    features: rows
      .filter(({ state }) => state !== 'nobody')
      .map((row) => ({
        name: row.id,
        address: row.address,
        known: row.feature !== undefined,
        has: pool.kinds
          .filter((kind) => stateIn(kind, row.id, row.feature) === 'has')
          .map(({ index }) => index),
      })),
    baseline: pool.baseline.ok ? { definition: pool.baseline.value } : { error: pool.baseline.error.message },
    guest: guest === undefined ? null : { changed: guest.changed, definition: guest.cpu, xml: guest.xml },
    verdicts: verdicts.map(({ kind, answer, start }) => ({
      kind: kind.index,
      hosts: kind.included.length,
      ...(start === undefined ? {} : { start: { predicted: start.isPredicted, ...start.verdict() } }),
      ...(answer.ok ? answer.value : { error: answer.error.message }),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function describe({ arch, definition, unknownFeatures, unknownModel, decoded }: ResolvedCpu) {
  return { arch, decoded, definition, unknownFeatures, unknownModel: unknownModel ?? null };
}
