import { expect, test } from 'vitest';
import type { HostReading } from '../../../intake/reading.ts';
import { Report } from './report.ts';

const host: HostReading = {
  name: undefined,
  kind: 'cpu',
  view: 'host',
  arch: 'x86_64',
  cpu: { kind: 'host', cpu: { kind: 'host', arch: 'x86_64', model: 'Nehalem', features: [] } },
  place: { file: 'a', line: 1 },
};
const hostAt = () => 'kvm-01';

test('the releases of a report reach its host, whichever file comes first', () => {
  const report = new Report(hostAt);
  const version = 'sos-kvm-01/sos_commands/virsh/virsh_-r_version';
  expect(report.take(version, [], [{ name: undefined, software: { qemu: '10.0.13' } }])).toBe(true);
  expect(report.take('sos-kvm-01/sos_commands/virsh/virsh_-r_capabilities', [host], [])).toBe(true);
  expect(report.hosts()).toEqual([{ ...host, name: 'kvm-01', software: { qemu: '10.0.13' } }]);
});

test('a text that is no report does not wait', () => {
  const report = new Report(hostAt);
  expect(report.take('hosts/kvm-01.xml', [host], [])).toBe(false);
  expect(report.hosts()).toEqual([]);
});
