import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import type { FeaturePolicy, GuestCpu, HostCpu, Policy } from '../definition/definition.ts';
import { driverMove, liveCpu } from './move.ts';
import type { QemuHost } from './qemu-host.ts';
import { driverStart } from './start.ts';

const [newest, old, oldest] = await Promise.all([
  loadCpuMap('12.8.0'),
  loadCpuMap('9.0.0'),
  loadCpuMap('7.0.0'),
]);

function list(policy: Policy, names: string): FeaturePolicy[] {
  return names === '' ? [] : names.split(' ').map((name) => ({ name, policy }));
}

function guest(model: string | undefined, more: Partial<GuestCpu> = {}): GuestCpu {
  const named = model === undefined ? {} : { model };
  return {
    kind: 'guest',
    mode: 'custom',
    match: 'exact',
    fallback: 'allow',
    features: [],
    ...named,
    ...more,
  };
}

function kvm(has: string, lacks = ''): QemuHost {
  const cpu: HostCpu = { kind: 'host', arch: 'x86_64', model: 'Nehalem', vendor: 'Intel', features: ['vmx'] };
  const features = [...list('require', has), ...list('disable', lacks)];
  return {
    virttype: 'kvm',
    cpu,
    reported: guest('Nehalem', { fallback: 'forbid', features }),
    models: [
      {
        name: 'Nehalem',
        usable: lacks === '' ? 'yes' : 'no',
        blockers: lacks === '' ? [] : lacks.split(' '),
      },
      { name: 'Haswell', usable: 'no', blockers: ['avx2', 'avx'] },
    ],
  };
}
const tcg: QemuHost = { ...kvm('x2apic'), virttype: 'qemu' };

describe('[Q6] a start', () => {
  it('checks nothing of a guest without a model', () => {
    expect(driverStart(newest, kvm(''), guest(undefined))).toMatchObject({ kind: 'starts', leftOff: [] });
  });

  it('under TCG refuses host-passthrough in libvirt’s words, and checks custom only when asked to', () => {
    expect(driverStart(newest, tcg, guest(undefined, { mode: 'host-passthrough' }))).toMatchObject({
      message:
        "unsupported configuration: CPU mode 'host-passthrough' for x86_64 qemu domain on x86_64 host is not supported by hypervisor",
    });
    expect(driverStart(newest, tcg, guest('Haswell'))).toMatchObject({ kind: 'starts' });
    expect(driverStart(newest, tcg, guest('Haswell', { check: 'partial' }))).toMatchObject({
      kind: 'refused',
    });
  });

  it('in 7.0 knows no mode maximum', () => {
    expect(driverStart(oldest, tcg, guest(undefined, { mode: 'maximum' }))).toMatchObject({
      message: "unsupported configuration: Invalid mode attribute 'maximum'",
    });
  });

  it.each([
    ['none', 'starts'],
    ['partial', 'refused'],
    ['full', 'verified'],
  ] as const)('with check %s and a feature that is not there: %s', (check, kind) => {
    const asked = guest('Nehalem', { check, features: list('require', 'avx2') });
    expect(driverStart(newest, kvm(''), asked).kind).toBe(kind);
  });

  it('finds forbidden features by name before it compares', () => {
    const asked = guest('Nehalem', { features: list('forbid', 'vmx') });
    const message = "the CPU is incompatible with host CPU: Host CPU provides forbidden feature 'vmx'";
    expect(driverStart(newest, kvm(''), asked)).toMatchObject({ message });
    expect(driverStart(old, kvm(''), asked)).toMatchObject({ message });
    expect(driverStart(oldest, kvm(''), asked)).toMatchObject({
      message: 'the CPU is incompatible with host CPU: Host CPU provides forbidden features: vmx',
    });
  });

  it('[Q7] refuses an invariant TSC that the host does not give', () => {
    const asked = guest('Nehalem', { check: 'none', features: list('force', 'invtsc') });
    expect(driverStart(newest, kvm(''), asked)).toMatchObject({
      message: "unsupported configuration: host doesn't support invariant TSC",
    });
    expect(driverStart(newest, kvm('invtsc'), asked)).toMatchObject({ kind: 'starts' });
  });

  it('takes what blocks migration off a host-model', () => {
    const outcome = driverStart(newest, kvm('invtsc x2apic'), guest(undefined, { mode: 'host-model' }));
    expect(outcome).toMatchObject({ kind: 'starts', leftOff: [] });
    expect(liveCpu(outcome)).toMatchObject({
      model: 'Nehalem',
      check: 'full',
      features: [{ name: 'x2apic', policy: 'require' }],
    });
  });

  it('says what QEMU leaves off: what it lacks, what blocks the model, what goes with svm', () => {
    const asked = guest('Nehalem', { check: 'none', features: list('force', 'avx2 npt') });
    const outcome = driverStart(newest, kvm('npt', 'popcnt'), asked);
    expect(outcome).toMatchObject({ leftOff: ['popcnt', 'avx2', 'npt'] });
    expect(liveCpu(outcome)?.features).toContainEqual({ name: 'popcnt', policy: 'disable' });
  });
});

describe('[Q11] a live move', () => {
  const running = (features: FeaturePolicy[]) =>
    guest('Nehalem', { check: 'full', fallback: 'forbid', features });

  it('needs all that the guest has, in the destination’s QEMU view', () => {
    const cpu = running(list('require', 'x2apic'));
    const move = (to: QemuHost) => driverMove(newest, { guest: { cpu }, from: kvm('x2apic'), to });
    expect(move(kvm('x2apic avx'))).toEqual({ kind: 'moves', clock: 'fits' });
    expect(move(kvm('avx'))).toMatchObject({
      message: "operation failed: guest CPU doesn't match specification: missing features: x2apic",
    });
  });

  it('with invtsc needs a frequency, near the destination’s or scaled', () => {
    const cpu = running(list('require', 'invtsc'));
    const to = (frequency: string, scaling?: 'yes' | 'no'): QemuHost => {
      const host = kvm('invtsc');
      const counter = { frequency, ...(scaling && { scaling }) };
      return host.cpu === undefined ? host : { ...host, cpu: { ...host.cpu, counter } };
    };
    const move = (tscFrequency: string | undefined, there: QemuHost) =>
      driverMove(newest, { guest: { cpu, tscFrequency }, from: kvm('invtsc'), to: there });
    expect(move(undefined, to('2000000000'))).toMatchObject({
      message:
        "Requested operation is not valid: domain has 'invtsc' CPU feature but TSC frequency is not specified",
    });
    expect(move('2000500000', to('2000000000', 'no'))).toEqual({ kind: 'moves', clock: 'fits' });
    expect(move('2000500001', to('2000000000', 'no'))).toMatchObject({
      message:
        'unsupported configuration: Requested TSC frequency 2000500001 Hz is outside tolerance range ([1999500000, 2000500000] Hz) around host frequency 2000000000 Hz and TSC scaling is not supported by the host CPU',
    });
    expect(move('3000000000', to('2000000000', 'yes'))).toEqual({ kind: 'moves', clock: 'fits' });
    expect(move('3000000000', to('2000000000'))).toEqual({ kind: 'moves', clock: 'tried' });
  });

  it('is not compared for host-passthrough; what differs is told', () => {
    const cpu = guest(undefined, { mode: 'host-passthrough' });
    expect(driverMove(newest, { guest: { cpu }, from: kvm('x2apic'), to: kvm('avx') })).toEqual({
      kind: 'uncompared',
      differs: { lost: ['x2apic'], gained: ['avx'] },
    });
  });

  it('of a host-model goes exactly where its features are a part of what is given', () => {
    const names = fc.subarray(['x2apic', 'avx', 'avx2', 'aes', 'md-clear', 'arch-capabilities']);
    fc.assert(
      fc.property(names, names, fc.constantFrom(newest, old), (here, there, map) => {
        const from = kvm(here.join(' '));
        const cpu = liveCpu(driverStart(map, from, guest(undefined, { mode: 'host-model' })));
        if (cpu === undefined) throw new Error('a host-model starts on its own host');
        const outcome = driverMove(map, { guest: { cpu }, from, to: kvm(there.join(' ')) });
        expect(outcome.kind === 'moves').toBe(here.every((name) => there.includes(name)));
      }),
      { seed: 11, numRuns: 400 },
    );
  });
});
