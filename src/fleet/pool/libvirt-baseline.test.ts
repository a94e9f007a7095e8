import { describe, expect, it } from 'vitest';
import type { GuestCpu, HostCpu, MaxPhysAddr } from '../../cpu/definition/definition.ts';
import type { BuiltInRelease } from '../../cpu-map/releases.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { buildFleet, type FleetHost } from './fleet.ts';
import type { VirshOptions } from './libvirt-baseline.ts';
import { poolOf, virshPrints } from './pool.ts';

const haswell: HostCpu = {
  kind: 'host',
  arch: 'x86_64',
  model: 'Haswell',
  features: ['osxsave', 'ht', 'f16c', 'vmx-ept-wb', 'cmt'],
};
const given: GuestCpu = { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'forbid', features: [] };

function host(id: string, cpu: FleetHost['cpu'], more: Partial<FleetHost> = {}): FleetHost {
  return { id, name: `kvm-${id}`, included: true, cpu, ...more };
}

async function printed(release: BuiltInRelease, hosts: readonly FleetHost[], options: VirshOptions = {}) {
  const { command, answer } = virshPrints(poolOf(buildFleet(await loadCpuMap(release), hosts)), options);
  if (!answer.ok) throw new Error(answer.error.message);
  return { command, ...answer.value, names: answer.value.features.map(({ name }) => name) };
}

describe('virsh cpu-baseline', () => {
  const hosts = [host('1', { kind: 'host', cpu: haswell })];

  it.each([
    ['12.8.0', ['f16c']],
    ['11.3.0', ['f16c', 'ht']],
  ] as const)(
    'through qemu:///system of %s lacks what the driver never passes on',
    async (release, names) => {
      const answer = await printed(release, hosts);
      expect([answer.command, answer.model, answer.names.toSorted()]).toEqual([
        'cpu-baseline',
        'Haswell',
        names,
      ]);
    },
  );

  it('through test:///default is libvirt’s own function', async () => {
    const answer = await printed('12.8.0', hosts, { connection: 'test' });
    expect(answer.names.toSorted()).toEqual(['cmt', 'f16c', 'ht', 'osxsave', 'vmx-ept-wb']);
  });

  it('--features spells the model out, still without what is never passed on', async () => {
    const { names } = await printed('12.8.0', hosts, { expand: true });
    expect(names).toContain('avx2');
    expect(names).not.toContain('ht');
  });
});

describe('virsh hypervisor-cpu-baseline', () => {
  const offers = (id: string, names: readonly string[], maxphysaddr?: MaxPhysAddr): FleetHost => {
    const cpu: GuestCpu = { ...given, model: 'Haswell', ...(maxphysaddr && { maxphysaddr }) };
    return host(id, { kind: 'guest', cpu }, { allowed: names.map((name) => ({ name, blockers: [] })) });
  };
  const width = (limit: number): MaxPhysAddr => ({ mode: 'passthrough', limit });

  it('is asked where every host says which models it gives, and takes one that all list', async () => {
    const answer = await printed('12.8.0', [
      offers('1', ['Haswell', 'IvyBridge', 'Nehalem']),
      offers('2', ['IvyBridge', 'Nehalem']),
    ]);
    expect([answer.command, answer.model, answer.fallback]).toEqual([
      'hypervisor-cpu-baseline',
      'IvyBridge',
      'forbid',
    ]);
  });

  it('has the smallest address width of all hosts, also of those with equal CPUs', async () => {
    const hosts = [offers('1', ['Haswell'], width(48)), offers('2', ['Haswell'], width(46))];
    expect((await printed('12.8.0', hosts)).maxphysaddr).toEqual(width(46));
    expect((await printed('9.0.0', hosts)).maxphysaddr).toBeUndefined();
  });

  it.each([undefined, { mode: 'passthrough' }, { mode: 'emulate', bits: 40 }] as const)(
    'has no address width where one host says %o',
    async (other) => {
      const hosts = [offers('1', ['Haswell'], width(48)), offers('2', ['Haswell'], other)];
      expect((await printed('12.8.0', hosts)).maxphysaddr).toBeUndefined();
    },
  );

  it('disables what a host-model itself disables, where documents print no blockers', async () => {
    const cpu: GuestCpu = {
      ...given,
      model: 'EPYC',
      features: [{ name: 'topoext', policy: 'disable' }],
    };
    const models = [{ name: 'EPYC', blockers: [] }];
    const { features } = await printed('9.0.0', [host('1', { kind: 'guest', cpu }, { allowed: models })]);
    expect(features).toContainEqual({ name: 'topoext', policy: 'disable' });
  });
});
