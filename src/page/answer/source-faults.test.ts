import { expect, test } from 'vitest';
import type { CpuSource } from '../../cpu/definition/source.ts';
import { plainText } from '../../fleet/wording/phrases.ts';
import type { CpuView } from '../../intake/reading.ts';
import { nextHostId } from '../../workspace/model/host-id.ts';
import type { Host, HostSource } from '../../workspace/model/state.ts';
import { sourceFaults } from './source-faults.ts';

const cpu: CpuSource = { kind: 'host', cpu: { kind: 'host', arch: 'x86_64', features: [] } };

function source(view: CpuView, arch: string, domain?: string): HostSource {
  const kind = view === 'host' ? 'capabilities' : 'domcapabilities';
  const emulator = domain === undefined ? {} : { emulator: { domain, models: [] } };
  return { kind, view, arch, cpu, place: { file: 'a.txt', line: 1 }, ...emulator };
}

function host(name: string, ...sources: readonly HostSource[]): Host {
  return { id: nextHostId(), name, included: true, sources };
}

const saysOf = (...hosts: readonly Host[]) => plainText(sourceFaults(hosts)).trim();

test('domain capabilities for KVM on the same architecture have no fault', () => {
  const own = source('host', 'x86_64');
  expect(saysOf(host('kvm-01', own, source('qemu', 'x86_64', 'kvm')))).toBe('');
  expect(saysOf(host('kvm-01', own, source('qemu', 'i686', 'kvm')), host('kvm-02', own))).toBe('');
});

test('domain capabilities of another architecture than the host CPU are told', () => {
  expect(saysOf(host('kvm-01', source('host', 'x86_64'), source('qemu', 'aarch64', 'kvm')))).toBe(
    'kvm-01: the domain capabilities are for aarch64 guests, the host CPU is x86_64. Paste virsh domcapabilities without --arch.',
  );
});

test.each([
  ['none', 'none'],
  ['qemu', 'qemu, without KVM'],
])('domain capabilities for the virttype %s are told', (domain, words) => {
  expect(saysOf(host('kvm-01', source('qemu', 'x86_64', domain)))).toBe(
    `kvm-01: the domain capabilities are for the virttype ${words}. Paste virsh domcapabilities --virttype kvm for guests with KVM.`,
  );
});

test('hosts with the same fault share a sentence; excluded hosts have none', () => {
  const none = source('qemu', 'x86_64', 'none');
  const says = saysOf(host('a', none), host('b', none), host('c', none), {
    ...host('d', none),
    included: false,
  });
  expect(says).toMatch(/^a and 2 more: the domain capabilities/);
  expect(saysOf(host('a', none), host('b', none))).toMatch(/^a and b: the domain capabilities/);
});
