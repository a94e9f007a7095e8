import { expect, it } from 'vitest';
import { guest, small } from '../../cpu/made-up.test-support.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { featureSources } from './feature-source.ts';

const base = guest('base', 'f5 disable:f6 optional:gone');

// f7 blocks migration.
it.each([
  ['f5', base, { kind: 'listed', policy: 'require' }],
  ['f6', base, { kind: 'listed', policy: 'disable' }],
  ['gone', base, { kind: 'listed', policy: 'optional' }],
  ['f0', base, { kind: 'model', model: 'base' }],
  ['f1', guest('base', 'disable:f1'), { kind: 'listed', policy: 'disable' }],
  ['f2', base, { kind: 'none' }],
  ['other', base, { kind: 'none' }],
  // Its bits go with a part of them.
  ['wide', guest('broad', 'disable:left'), { kind: 'none' }],
  ['f2', guest(undefined, '', { mode: 'host-model' }), { kind: 'host' }],
  ['f7', guest(undefined, '', { mode: 'host-model' }), { kind: 'none' }],
  ['f7', guest(undefined, '', { mode: 'host-passthrough' }), { kind: 'host' }],
  ['f2', guest(undefined, 'disable:f2', { mode: 'maximum' }), { kind: 'listed', policy: 'disable' }],
] as const)('%s comes from where the guest says: %#', (name, cpu, source) => {
  const sourceOf = featureSources({ cpu, bits: resolveDefinition(small, cpu).bits }, small);
  expect(sourceOf(name, small.featureByName.get(name))).toEqual(source);
});
