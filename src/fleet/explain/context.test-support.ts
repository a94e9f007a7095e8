import { deriveGuest, modelChoices } from '../guest/guest.ts';
import type { GuestChoices } from '../guest/guest-choices.ts';
import { verdictsOf } from '../guest/verdicts.ts';
import { columnsOf } from '../matrix/columns.ts';
import { costsOf } from '../matrix/costs.ts';
import { rowsOf } from '../matrix/rows.ts';
import { poolOf } from '../pool/pool.ts';
import type { fleetOf } from '../pool/pools.test-support.ts';
import type { ExplainContext } from './context.ts';

interface Given {
  readonly fold?: boolean;
  readonly choices?: GuestChoices;
  readonly without?: readonly string[];
  readonly sourced?: boolean;
  readonly pinned?: readonly string[];
}

/** The page's context: the pool, columns folded, a source for each host. */
export function contextOf(fleet: ReturnType<typeof fleetOf>, given: Given = {}): ExplainContext {
  const { fold = true, choices = { policies: [] }, without = [], sourced = true, pinned = [] } = given;
  const pool = poolOf(fleet, { without: new Set(without) });
  const derived = deriveGuest(pool, choices);
  const columns = columnsOf(fleet, { fold, order: 'given' });
  const rows = rowsOf(pool);
  const models = modelChoices(pool);
  return {
    pool,
    guest: derived,
    rows: () => rows,
    costs: () => costsOf(pool),
    verdicts: () => (derived === undefined ? [] : verdictsOf(pool, derived.cpu)),
    models: () => models,
    columnOf: (key) => columns.find(({ hosts }) => hosts.some(({ id }) => id === key)),
    folded: fold,
    pinned: new Set(pinned),
    sourceOf: () =>
      sourced
        ? {
            file: 'kvm.xml',
            line: 3,
            kind: 'virsh capabilities',
            lineOf: (name) => (name === 'f2' ? 9 : undefined),
            limits: undefined,
            runs: ['libvirt 12.8.0', 'QEMU 11.1.3'],
          }
        : undefined,
    preview: without,
    knownIn: (name) => (name === 'known-later' ? '13.0.0' : undefined),
  };
}
