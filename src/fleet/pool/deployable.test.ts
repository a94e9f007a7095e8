import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsBits, hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import type { NamedFeatures } from '../../cpu/definition/source.ts';
import { notGiven } from '../../cpu/driver-qemu/not-given.ts';
import { guest as guestCpu, host } from '../../cpu/made-up.test-support.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { deployableOf, type Pool, virshPrints } from './pool.ts';
import { cascadeLake, pool, rome, skylake } from './pools.test-support.ts';

const map = await loadCpuMap('12.8.0');

function deployed(of: Pool): GuestCpu {
  const made = deployableOf(of);
  if (made === undefined) throw new Error('nothing can be deployed');
  return made.guest;
}

const names = ({ features }: GuestCpu, policy = 'require') =>
  features.filter((feature) => feature.policy === policy).map(({ name }) => name);

describe('the deployable guest', () => {
  it('is virsh’s answer less what KVM gives to no guest and what blocks migration', () => {
    const of = pool(map, [cascadeLake, cascadeLake, skylake]);
    expect(deployableOf(of)?.by).toBe('predicted');
    expect(deployed(of).model).toBe('Skylake-Server');
    expect(names(deployed(of))).toEqual(
      'vmx ss tsc_adjust fdp-excptn-only zero-fcs-fds mpx clflushopt pku'.split(' '),
    );
  });

  it('disables what its model has and no guest gets', () => {
    const of = pool(map, [host('Penryn', 'vme ds acpi', { vendor: 'Intel' })]);
    const model = map.modelByName.get(deployed(of).model ?? '');
    const inModel = map.features.filter(
      ({ name, mask }) =>
        model !== undefined && hasMask(model.bits, mask) && notGiven(map, name, model.bits) !== undefined,
    );
    expect(names(deployed(of), 'disable')).toEqual(inModel.map(({ name }) => name));
  });

  it('is virsh’s own where QEMU told what it gives', () => {
    const told = (listed: string) => guestCpu('Skylake-Server', listed, { vendor: 'Intel' });
    const of = pool(map, [told('ss monitor invtsc'), told('ss monitor invtsc umip')]);
    expect(deployableOf(of)?.by).toBe('told');
    // QEMU said that it gives monitor: with cpu-pm it does.
    expect(names(deployed(of))).toEqual(['monitor', 'ss']);
    const migratable = virshPrints(of, { migratable: true }).answer;
    expect(migratable.ok && migratable.value).toEqual(deployed(of));
  });

  it('is what hosts of two vendors share, on a model of none', () => {
    const of = pool(map, [rome, cascadeLake]);
    expect(deployableOf(of)?.by).toBe('own');
    expect(deployed(of)).toMatchObject({ model: 'kvm64' });
    expect(deployed(of).vendor).toBeUndefined();
  });

  it('says what hosts share that fit no model', () => {
    const flags = (listed: string): NamedFeatures => ({
      kind: 'names',
      arch: 'x86_64',
      vocabulary: 'linux',
      vendor: 'GenuineIntel',
      names: listed.split(' '),
    });
    const common =
      'fpu de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pse36 clflush mmx fxsr sse sse2';
    const of = pool(map, [
      flags(`${common} syscall nx lm pni cx16 hypervisor lahf_lm`),
      flags(`${common} vme pat ht syscall nx lm pni ssse3 cx16 sse4_1 sse4_2 popcnt aes lahf_lm`),
    ]);
    expect(of.baseline.ok).toBe(false);
    expect(of.substitute?.why).toBe('model');
    expect(deployableOf(of)?.by).toBe('own');
    expect(names(deployed(of), 'disable')).toContain('pat');
    expect(containsBits(of.common, resolveDefinition(map, deployed(of)).bits)).toBe(true);
  });

  it.each(['aarch64', 's390x', 'riscv64'])(
    'is the host’s own CPU on %s, where libvirt computes none',
    (arch) => {
      const of = pool(map, [host('z14', '', { arch })]);
      expect(deployableOf(of)).toMatchObject({ by: 'own', guest: { mode: 'host-passthrough' } });
    },
  );

  it('is nothing for hosts of two architectures', () => {
    const of = pool(map, [skylake, host('z14', '', { arch: 's390x' })]);
    expect(deployableOf(of)).toBeUndefined();
  });
});

describe('of any pool', () => {
  const models = map.models.filter(({ vendor }) => vendor?.name === 'Intel').map(({ name }) => name);
  const cpu = fc
    .tuple(fc.constantFrom(...models), fc.subarray(map.features.map(({ name }) => name)))
    .map(([model, listed]) => host(model, listed.join(' '), { vendor: 'Intel' }));

  it('it asks for nothing that blocks migration, that no guest gets, or that a host lacks', () => {
    fc.assert(
      fc.property(fc.array(cpu, { minLength: 1, maxLength: 4 }), (cpus) => {
        const of = pool(map, cpus);
        const made = deployableOf(of);
        if (made === undefined || made.guest.mode !== 'custom') return;
        const { bits } = resolveDefinition(map, made.guest);
        const wrong = map.features.filter(
          ({ name, mask, migratable }) =>
            hasMask(bits, mask) && (!migratable || notGiven(map, name, bits) !== undefined),
        );
        expect(wrong.map(({ name }) => name)).toEqual([]);
        for (const kind of of.kinds) expect(containsBits(kind.cpu.bits, bits)).toBe(true);
      }),
      { seed: 20261127, numRuns: 60 },
    );
  });
});
