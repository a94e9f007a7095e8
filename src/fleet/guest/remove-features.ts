import { hasMask } from '../../bits/bits.ts';
import type { Policy } from '../../cpu/definition/definition.ts';
import type { Feature } from '../../cpu-map/cpu-map.ts';
import { purposeOf } from '../../facts/purposes.ts';
import type { Pool } from '../pool/pool.ts';
import type { Guest } from './guest.ts';

/** A feature's policy as it is to become; `absent` takes it off the list. */
export interface PolicyStep {
  readonly name: string;
  readonly policy: Policy | 'absent';
}

/** The edits that take features out of the guest: those of its model are disabled, the others only leave the list. */
export function stepsOff(pool: Pool, guest: Guest, names: Iterable<string>): PolicyStep[] {
  const { map } = pool.fleet;
  const model = map.modelByName.get(guest.cpu.model ?? '');
  return [...names].map((name) => {
    const feature = map.featureByName.get(name);
    const isOfModel = model !== undefined && feature !== undefined && hasMask(model.bits, feature.mask);
    return { name, policy: isOfModel ? 'disable' : 'absent' };
  });
}

/** A group of features that people take out together. */
export interface BulkOff {
  readonly id: 'vmx' | 'svm' | 'non-migratable' | 'tsx';
  readonly label: string;
  readonly why: string;
  /** Features of the group that the guest asks for, in map order: what would go. */
  readonly names: readonly string[];
}

/** Groups that some host or the guest has anything of. */
export function bulkOffs(pool: Pool, guest: Guest): BulkOff[] {
  const { map } = pool.fleet;
  const asked = askedFor(pool, guest);
  return bulks.flatMap(({ holds, ...bulk }) => {
    const members = map.features.filter(holds);
    if (!members.some(({ mask, name }) => hasMask(pool.some, mask) || asked.has(name))) return [];
    return [{ ...bulk, names: members.filter(({ name }) => asked.has(name)).map(({ name }) => name) }];
  });
}

/** In the guest for sure, or where the host has it. */
function askedFor(pool: Pool, { bits, cpu }: Guest): ReadonlySet<string> {
  const optional = cpu.features.filter(({ policy }) => policy === 'optional').map(({ name }) => name);
  const inBits = pool.fleet.map.features.filter(({ mask }) => hasMask(bits, mask)).map(({ name }) => name);
  return new Set([...inBits, ...optional]);
}

interface Bulk extends Omit<BulkOff, 'names'> {
  holds(feature: Feature): boolean;
}

const bulks: readonly Bulk[] = [
  {
    id: 'vmx',
    label: 'vmx off',
    why: 'No virtual machines inside the guest, on Intel.',
    holds: ({ name }) => purposeOf(name) === 'vmx',
  },
  {
    id: 'svm',
    label: 'svm off',
    why: 'No virtual machines inside the guest, on AMD.',
    holds: ({ name }) => purposeOf(name) === 'svm',
  },
  {
    id: 'non-migratable',
    label: 'Non-migratable off',
    why: 'Nothing that blocks live migration.',
    holds: ({ migratable }) => !migratable,
  },
  {
    id: 'tsx',
    label: 'TSX off',
    why: 'No hle and rtm: closes TAA where the CPU is affected.',
    holds: ({ name }) => name === 'hle' || name === 'rtm',
  },
];
