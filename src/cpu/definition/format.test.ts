import { expect, it } from 'vitest';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import type { GuestCpu } from './definition.ts';
import { formatCpu } from './format.ts';
import { parseCpu } from './parse.ts';

const guest: GuestCpu = { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', features: [] };
const topology = { sockets: 1, dies: 1, clusters: 2, cores: 4, threads: 2 };

it('a host is written with everything in libvirt’s order', () => {
  const text = formatCpu({
    kind: 'host',
    features: ['a', 'b'],
    maxphysaddr: { mode: 'passthrough', bits: 46, limit: 40 },
    cache: { mode: 'emulate', level: 3 },
    topology,
    counter: { frequency: '2599998000', scaling: 'no' },
    signature: { family: 6, model: 85, stepping: 0 },
    microcode: 1,
    vendor: 'Intel',
    model: 'm',
    arch: 'x86_64',
  });
  expect(text).toBe(`<cpu>
  <arch>x86_64</arch>
  <model>m</model>
  <vendor>Intel</vendor>
  <microcode version='1'/>
  <signature family='6' model='85' stepping='0'/>
  <counter name='tsc' frequency='2599998000' scaling='no'/>
  <topology sockets='1' dies='1' clusters='2' cores='4' threads='2'/>
  <cache level='3' mode='emulate'/>
  <maxphysaddr mode='passthrough' bits='46' limit='40'/>
  <feature name='a'/>
  <feature name='b'/>
</cpu>
`);
});

it('a limit of maxphysaddr is read unsigned and written signed, as libvirt does', () => {
  const read = parseCpu("<cpu><maxphysaddr mode='passthrough' limit='4294967295'/></cpu>", { type: 'guest' });
  expect(read.ok && formatCpu(read.value)).toBe(
    "<cpu>\n  <maxphysaddr mode='passthrough' limit='-1'/>\n</cpu>\n",
  );
});

it('a guest is written with everything in libvirt’s order', () => {
  const text = formatCpu({
    ...guest,
    check: 'partial',
    deprecatedFeatures: 'on',
    model: 'm',
    fallback: 'forbid',
    vendorId: 'KVMKVMKVMKVM',
    vendor: 'AMD',
    features: [{ name: 'a', policy: 'optional' }],
  });
  expect(text).toBe(`<cpu mode='custom' match='exact' check='partial' deprecated_features='on'>
  <model fallback='forbid' vendor_id='KVMKVMKVMKVM'>m</model>
  <vendor>AMD</vendor>
  <feature policy='optional' name='a'/>
</cpu>
`);
});

it.each<[string, Partial<GuestCpu>, string]>([
  ['a custom guest without a model has no attributes', {}, '<cpu/>\n'],
  [
    'match is written for mode custom only',
    { mode: 'host-model', match: 'minimum' },
    "<cpu mode='host-model'/>\n",
  ],
  [
    'passthrough says whether it migrates',
    { mode: 'host-passthrough', migratable: 'off' },
    "<cpu mode='host-passthrough' migratable='off'/>\n",
  ],
  [
    'passthrough writes no model',
    { mode: 'host-passthrough', model: 'm', vendor: 'Intel' },
    "<cpu mode='host-passthrough'/>\n",
  ],
  [
    'a topology alone',
    { topology },
    "<cpu>\n  <topology sockets='1' dies='1' clusters='2' cores='4' threads='2'/>\n</cpu>\n",
  ],
])('%s', (_what, parts, text) => {
  expect(formatCpu({ ...guest, ...parts })).toBe(text);
});

it('9.0 writes no clusters', async () => {
  const { dialect } = await loadCpuMap('9.0.0');
  expect(formatCpu({ ...guest, topology }, dialect)).toContain(
    "<topology sockets='1' dies='1' cores='4' threads='2'/>",
  );
});

it('text from data is never markup', () => {
  const odd = `<b>&"'`;
  const text = formatCpu({ ...guest, model: odd, vendor: odd, features: [{ name: odd, policy: 'require' }] });
  expect(text).not.toContain('<b>');
  expect(text.match(/&lt;b&gt;&amp;/g)).toHaveLength(3);
});
