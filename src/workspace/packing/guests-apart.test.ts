import { expect, test } from 'vitest';
import { emptyWorkspace } from '../model/state.ts';
import { sampleHost } from '../samples.test-support.ts';
import { openPacked } from './check-packed.ts';
import { packWorkspace } from './packed-workspace.ts';
import { runSteps } from './steps.ts';

const cpu = {
  kind: 'guest',
  mode: 'custom',
  match: 'exact',
  fallback: 'forbid',
  model: 'Penryn',
  features: [],
};

/** A workspace as it was packed before guests were a sort of their own: their definitions were sources of hosts. */
function oldPacked() {
  const { guests: _guests, ...packed } = packWorkspace({
    ...emptyWorkspace,
    hosts: [sampleHost('kvm-01', 'vmx')],
  });
  const at = packed.cpus.length;
  const source = {
    kind: 'domain',
    view: 'guest',
    arch: 'x86_64',
    cpu: at,
    place: { file: 'a.xml', line: 1 },
  };
  const [kvm] = packed.hosts;
  return {
    ...packed,
    cpus: [...packed.cpus, { kind: 'guest', cpu }],
    hosts: [
      { ...kvm, sources: [...(kvm?.sources ?? []), { ...source, kind: 'cpu' }] },
      { name: 'web-01', included: true, sources: [source] },
    ],
  };
}

test('a workspace that held domains as hosts opens with them as guests', () => {
  const opened = runSteps(openPacked(oldPacked()));
  expect(opened).toMatchObject({
    ok: true,
    faults: [],
    workspace: {
      hosts: [{ name: 'kvm-01', sources: [{ view: 'host' }] }],
      guests: [
        { name: 'guest on kvm-01', on: 'kvm-01', kind: 'cpu' },
        { name: 'web-01', kind: 'domain', cpu: { kind: 'guest', cpu } },
      ],
    },
  });
  expect(opened.ok && opened.workspace.hosts.every(({ sources }) => sources.length === 1)).toBe(true);
});
