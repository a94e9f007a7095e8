import { describe, expect, it } from 'vitest';
import type { NamedFeatures } from '../../cpu/definition/source.ts';
import { guest, host, small } from '../../cpu/made-up.test-support.ts';
import { buildFleet } from './fleet.ts';
import { fleetOf } from './pools.test-support.ts';

const kinds = (...cpus: Parameters<typeof fleetOf>[1]) => fleetOf(small, cpus).kinds.length;

describe('two hosts have the same CPU', () => {
  it.each([
    ['whatever their microcode', host('base', 'f2'), host('base', 'f2', { microcode: 7 })],
    ['whatever their clock', host('base'), host('base', '', { counter: { frequency: '1' } })],
    [
      'whatever their topology',
      host('base'),
      host('base', '', { topology: { sockets: 2, dies: 1, clusters: 1, cores: 8, threads: 2 } }),
    ],
    [
      'whatever their address bits',
      host('base'),
      host('base', '', { maxphysaddr: { mode: 'emulate', bits: 46 } }),
    ],
    [
      'whatever their stepping',
      host('base'),
      host('base', '', { signature: { family: 6, model: 1, stepping: 2 } }),
    ],
    ['in any order of features', host('base', 'f2 f3'), host('base', 'f3 f2')],
    ['with the same unknown names', host('base', 'x y'), host('base', 'y x')],
  ])('%s', (_what, a, b) => {
    expect(kinds(a, b)).toBe(1);
  });

  it.each([
    ['architectures', host('base'), host('base', '', { arch: 'i686' })],
    ['models, even with the same bits', host('none', 'f0 f1'), host('base')],
    ['vendors', host('base', '', { vendor: 'Intel' }), host('base')],
    ['features', host('base', 'f2'), host('base', 'f3')],
    ['features that the model has anyway, as libvirt would be given them', host('base', 'f0'), host('base')],
    ['unknown names', host('base', 'x'), host('base', 'y')],
    ['kinds of definition', host('base'), guest('base')],
    ['policies', guest('base', 'f2'), guest('base', 'disable:f2')],
    ['modes', guest('base'), guest('base', '', { mode: 'host-model' })],
  ])('but not with other %s', (_what, a, b) => {
    expect(kinds(a, b)).toBe(2);
  });
});

it('kinds stand in the order of their first hosts, and know all their hosts and those that count', () => {
  const fleet = fleetOf(small, [host('amd'), host('intel'), host('amd')], [0]);
  expect(
    fleet.kinds.map(({ index, hosts, included }) => [index, hosts.map(({ name }) => name), included.length]),
  ).toEqual([
    [0, ['kvm-01', 'kvm-03'], 1],
    [1, ['kvm-02'], 1],
  ]);
  expect(fleet.kindOf.get('id-kvm-03')).toBe(fleet.kinds[0]);
});

it('a fleet of no hosts has no kinds', () => {
  expect(fleetOf(small, []).kinds).toEqual([]);
});

it('the same names mean what each host’s own hypervisor can give', () => {
  const cpu: NamedFeatures = { kind: 'names', arch: 'x86_64', vocabulary: 'libvirt', names: ['f0', 'f1'] };
  const on = (name: string, model: string) =>
    ({ id: name, name, included: true, cpu, allowed: [{ name: model, blockers: [] }] }) as const;
  const { kinds } = buildFleet(small, [on('a', 'base'), on('b', 'none')]);
  expect(kinds.map((kind) => kind.cpu.definition.model)).toEqual(['base', 'none']);
});

it('ids and names like those of every object’s properties are ids and names', () => {
  const odd = ['__proto__', 'constructor', 'toString'].map((id) => ({
    id,
    name: id,
    included: true,
    cpu: { kind: 'host', cpu: host(id, '__proto__ constructor') } as const,
  }));
  const fleet = buildFleet(small, odd);
  expect(fleet.kinds.map(({ cpu }) => cpu.unknownModel)).toEqual(odd.map(({ id }) => id));
  expect(fleet.kindOf.get('__proto__')?.index).toBe(0);
});
