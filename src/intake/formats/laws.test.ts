import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '../format.ts';
import { jsonFormat, lineFormats } from './index.ts';
import { slowLines } from './slow-lines.test-support.ts';

const formats: readonly [string, Format][] = [jsonFormat, ...lineFormats].map((format) => [
  format.name,
  format,
]);

/** Pieces that the formats look for, and what hurts readers of text. */
const pieces = [
  'processor\t: 0\n',
  'vendor_id\t: GenuineIntel\n',
  'cpu family\t: 6\n',
  'model\t\t: 85\n',
  'wp\t\t: yes\n',
  'flags\t\t: fpu lm sse',
  ' avx2\n',
  'bogomips\t: 1\n',
  'vmx flags\t: ept\n',
  'Features\t: fp asimd\n',
  'Architecture: x86_64\n',
  'Flags:   fpu lm',
  '\n         avx2\n',
  'Model: 1\n',
  'CPU family: 99999\n',
  '{"lscpu": [',
  '{"field": "Flags:", "data": "fpu"},',
  ']}\n',
  'CPU 0:\n',
  'CPU:\n',
  '   0x00000000 0x00: eax=0x00000001 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n',
  '   0x00000001 0x00: eax=0x00000001 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n',
  '   0x80000000 0x00: eax=0x00000000 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n',
  '{"return": ',
  '{"model": {"name": "host", "props": {"fpu": true}}}}\n',
  '[{"name": "x", "typename": "y", "unavailable-features": ["a"]}]}\n',
  '{"execute": "x"}\n',
  '{"error": {"class": "x"}}\n',
  'apiVersion: v1\nkind: Node\nmetadata:\n  labels:\n',
  '    cpu-feature.node.kubevirt.io/avx2: "true"\n',
  '  name: n\n',
  'Name:  n\n',
  'Labels: cpu-feature.node.kubevirt.io/avx2=true\n',
  '{"metadata": {"labels": {"cpu-feature.node.kubevirt.io/x": "true"}}}\n',
  '| cpu_info | {"arch": "x86_64", "model": "m", "features": []} |\n',
  '| hypervisor_hostname | h |\n',
  '{"cpu_info": "{}"}\n',
  '+---+---+\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ':',
  ',',
  '\n',
  '\t',
  ' ',
  '\u0000',
  '\u00a0',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  '999999999999999999999',
  '-1',
  'x'.repeat(300),
  '<cpu/>\n',
  'root@kvm-01:~# cat\n',
  '== kvm-02 ==\n',
  '...snip...\n',
];
const text = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.string()), {
  maxLength: 40,
});

describe.each(formats)('%s', (_, format) => {
  test('never throws; its spans lie in order and apart, its places inside them', () => {
    const check = (parts: readonly string[]) => lawHolds(format, parts.join(''));
    fc.assert(fc.property(text, check), { numRuns: 3000, seed: 4 });
  });

  test.each(slowLines)('%s are no exception', (_name, unit, times) => {
    lawHolds(format, unit.repeat(Math.ceil(times / 20)));
  });
});

/** Its spans lie in order and apart, its places inside them, and each tells of something. */
function lawHolds(format: Format, whole: string): void {
  let end = 0;
  for (const span of format.find(whole)) {
    expect(span.start).toBeGreaterThanOrEqual(end);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(whole.length);
    end = span.end;
    const { hosts, problems } = format.read(whole, span);
    for (const { offset } of [...hosts, ...problems]) {
      expect(offset).toBeGreaterThanOrEqual(span.start);
      expect(offset).toBeLessThanOrEqual(span.end);
    }
    for (const { say } of problems) expect(say('kvm-01', 1)).toMatch(/^[A-ZTQO].*[.:a-z]/s);
    expect(hosts.length + problems.length).toBeGreaterThan(0);
  }
}
