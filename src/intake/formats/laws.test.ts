import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '../format.ts';
import { jsonFormat, lineFormats } from './index.ts';

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
    const check = (parts: readonly string[]) => {
      const whole = parts.join('');
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
    };
    fc.assert(fc.property(text, check), { numRuns: 3000, seed: 4 });
  });

  test.each([
    ['cpuinfo', 'processor\t: 0\nflags\t\t: fpu lm\n', 60_000],
    ['a long flags line', `flags\t\t: ${'fpu '.repeat(300_000)}\n`, 1],
    ['flags in many lines', `flags\t\t: fpu\n${'lm sse\n'.repeat(100_000)}`, 1],
    ['flags in long lines', `Flags: fpu\n${`${'a'.repeat(200)}\n`.repeat(5000)}`, 1],
    ['colons', ':'.repeat(2_000_000), 1],
    ['lines of keys', 'Architecture:\n', 100_000],
    ['brackets', '[{"return": ', 100_000],
    ['closed objects', '{"return": {"props": 1}}\n', 40_000],
    ['objects that begin', '{"return": "\n', 100_000],
    ['labels', 'cpu-feature.node.kubevirt.io/x', 100_000],
    ['hyphens before a label', `${'a-'.repeat(1_000_000)}a.node.kubevirt.io/x`, 1],
    ['slashes', `cpu-feature.node.kubevirt.io/x=true ${'/a'.repeat(500_000)}`, 1],
    ['table bars', `| cpu_info | {${'|'.repeat(500_000)}\n`, 1],
    ['table rows', '| cpu_info | {"a": \n|  | x |\n', 50_000],
    ['rules', `+${'-'.repeat(2_000_000)}\n`, 1],
    ['blanks', ' '.repeat(3_000_000), 1],
    ['blank lines', '\n', 3_000_000],
    ['leaves', '   0x00000000 0x00: eax=0x00000001 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n', 40_000],
    [
      'prompts',
      'root@kvm-01:~# cat cpu_info "return": "lscpu": flags : cpu-feature.node.kubevirt.io/x=true\n',
      20_000,
    ],
  ])('takes no time over %s', (_name, unit, times) => {
    const whole = unit.repeat(times);
    // The processor's time: others may hold the machine up.
    const before = process.cpuUsage();
    for (const span of format.find(whole)) format.read(whole, span);
    expect(process.cpuUsage(before).user).toBeLessThan(2_500_000);
  });
});
