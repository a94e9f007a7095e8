import { describe, expect, it } from 'vitest';
import type { CpuDefinition } from '../../cpu/definition/definition.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import type { FleetHost } from './fleet.ts';
import { libvirtBaseline } from './libvirt-baseline.ts';

const cpu: CpuDefinition = {
  kind: 'host',
  arch: 'x86_64',
  model: 'Haswell',
  features: ['osxsave', 'ht', 'f16c'],
};
const host: FleetHost = { id: '1', name: 'kvm-01', included: true, cpu: { kind: 'host', cpu } };

async function listed(release: '12.8.0' | '11.3.0', hosts: readonly FleetHost[]): Promise<string[]> {
  const answered = libvirtBaseline(await loadCpuMap(release), {
    definitions: [cpu],
    hosts,
    migratable: false,
  });
  if (!answered.ok) throw new Error(answered.error.message);
  return [
    `${answered.value.model} ${answered.value.fallback}`,
    ...answered.value.features.map(({ name }) => name),
  ];
}

describe('what virsh prints', () => {
  it('is libvirt’s own answer where nothing is known of the hypervisor', async () => {
    expect(await listed('12.8.0', [host])).toEqual(['Haswell forbid', 'osxsave', 'f16c', 'ht']);
  });

  it('lacks what the QEMU driver of 12.8 never passes on, when every document comes from it', async () => {
    const ofQemu: FleetHost = { ...host, driver: 'qemu' };
    expect(await listed('12.8.0', [ofQemu, ofQemu])).toEqual(['Haswell forbid', 'f16c']);
    expect(await listed('12.8.0', [ofQemu, host])).toContain('ht');
    expect(await listed('11.3.0', [ofQemu])).toContain('ht');
  });

  it('takes a model that every hypervisor lists, and lets none be replaced', async () => {
    const offers = (...names: string[]): FleetHost => ({
      ...host,
      allowed: names.map((name) => ({ name, blockers: [] })),
    });
    const both = [offers('Haswell', 'IvyBridge', 'Nehalem'), offers('IvyBridge', 'Nehalem')];
    expect((await listed('12.8.0', both))[0]).toBe('IvyBridge forbid');
  });
});
