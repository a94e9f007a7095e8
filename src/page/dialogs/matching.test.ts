import { expect, it } from 'vitest';
import type { HostCpu } from '../../cpu/definition/definition.ts';
import { matching } from './matching.ts';

const host = (name: string, cpu: Partial<HostCpu>) => ({
  name,
  sources: [{ arch: 'x86_64', cpu: { kind: 'host', cpu: { features: [], ...cpu } } }],
});
const hosts = [
  host('kvm-01', { model: 'EPYC-Rome', vendor: 'AMD' }),
  host('kvm-02', { model: 'Skylake-Server', vendor: 'Intel' }),
  host('epyc-of-intel', { model: 'Haswell', vendor: 'Intel' }),
] as unknown as Parameters<ReturnType<typeof matching>>[0][];

it.each([
  ['KVM-0', ['kvm-01', 'kvm-02']],
  ['epyc', ['kvm-01', 'epyc-of-intel']],
  ['amd', ['kvm-01']],
  ['intel', ['kvm-02', 'epyc-of-intel']],
  ['intel kvm', ['kvm-02']],
  ['x86_64', ['kvm-01', 'kvm-02', 'epyc-of-intel']],
  ['power', []],
])('%s finds hosts by name, model, vendor and architecture', (typed, names) => {
  expect(hosts.filter(matching(typed)).map(({ name }) => name)).toEqual(names);
});
