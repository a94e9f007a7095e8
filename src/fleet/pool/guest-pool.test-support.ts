import { readFileSync } from 'node:fs';
import type { GuestCpu, HostCpu, MaxPhysAddr } from '../../cpu/definition/definition.ts';
import { compileCpuMap } from '../../cpu-map/compile.ts';
import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import { deriveGuest, type Guest } from '../guest/guest.ts';
import type { GuestChoices } from '../guest/guest-choices.ts';
import { verdictsOf } from '../guest/verdicts.ts';
import { lint } from '../lint/lint.ts';
import type { LintItem } from '../lint/lint-item.ts';
import { plainText } from '../wording/phrases.ts';
import { buildFleet, type FleetHost } from './fleet.ts';
import { type Pool, poolOf } from './pool.ts';

const file = new URL('../../cpu-map/data/libvirt-12.8.0.json', import.meta.url);
export const map = compileCpuMap(JSON.parse(readFileSync(file, 'utf8')) as CpuMapFacts);

interface GivenHost extends Pick<FleetHost, 'allowed'> {
  readonly model: string;
  readonly vendor?: string;
  readonly features?: readonly string[];
  readonly maxphysaddr?: MaxPhysAddr;
}

/** Hosts called kvm-01, kvm-02 … */
export function poolOfHosts(...given: readonly GivenHost[]): Pool {
  const hosts = given.map(({ allowed, ...own }, index): FleetHost => {
    const cpu: HostCpu = { kind: 'host', arch: 'x86_64', vendor: 'Intel', features: [], ...own };
    const name = `kvm-${String(index + 1).padStart(2, '0')}`;
    return { id: name, name, included: true, cpu: { kind: 'host', cpu }, ...(allowed && { allowed }) };
  });
  return poolOf(buildFleet(map, hosts));
}

export function guestOf(pool: Pool, choices: Partial<GuestChoices> = {}): Guest {
  const guest = deriveGuest(pool, { policies: [], ...choices });
  if (guest === undefined) throw new Error('the pool has no baseline');
  return guest;
}

export function lintOf(pool: Pool, guest: Guest): LintItem[] {
  return lint({ pool, guest, verdicts: verdictsOf(pool, guest.cpu) });
}

/** The sentence of one item; undefined when it is not among them. */
export function lintSentence(pool: Pool, guest: Guest, id: string): string | undefined {
  const item = lintOf(pool, guest).find((found) => found.id === id);
  return item && plainText(item.sentence);
}

export function policyOf({ features }: GuestCpu, name: string): string | undefined {
  return features.find((feature) => feature.name === name)?.policy;
}
