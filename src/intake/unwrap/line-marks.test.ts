import { describe, expect, it } from 'vitest';
import { fixture } from '../fixtures.test-support.ts';
import { readText } from '../intake.ts';
import { openings, words } from '../known.test-support.ts';
import { marksRemover } from './line-marks.ts';

const leaf = (eax: string, values: string) =>
  `   0x${eax} 0x00: eax=0x${values} ebx=0x0000a0b1 ecx=0x00000000 edx=0x0000c0d1\n`;
const qmp = { return: { model: { name: 'host', props: { fpu: true, lm: true } } } };
const cpuInfo = { arch: 'x86_64', model: 'Haswell', vendor: 'Intel', features: ['vmx'] };
const documents: readonly (readonly [string, string])[] = [
  ['capabilities', fixture('capabilities.xml')],
  [
    'cpuinfo',
    'processor\t: 0\nvendor_id\t: GenuineIntel\nwp\t\t: yes\nflags\t\t: fpu lm sse2\nbogomips\t: 1\npower management:\n\n' +
      'processor\t: 1\nwp\t\t: yes\nflags\t\t: fpu lm sse2\nbogomips\t: 1\npower management:\n',
  ],
  [
    'lscpu',
    'Architecture:   x86_64\nVendor ID:      GenuineIntel\n  CPU family:   6\n  Flags:        fpu lm\nNUMA:\n',
  ],
  [
    'cpuid',
    `CPU 0:\n${leaf('00000000', '00000001')}${leaf('00000001', '00050657')}${leaf('80000000', '80000000')}`,
  ],
  ['qmp-expansion', `${JSON.stringify(qmp)}\n`],
  ['qmp-expansion', `${JSON.stringify(qmp, undefined, 2)}\n`],
  ['nova', `${JSON.stringify({ cpu_info: cpuInfo }, undefined, 2)}\n`],
];

describe.each(documents)('%s', (kind, text) => {
  it.each([
    ['Nov 26 01:02:03 kvm-01 virsh[123]: ', 'kvm-01'],
    ['Nov  6 01:02:03 kvm-01 root: ', 'kvm-01'],
    ['2024-11-26T01:02:03+0000 kvm-01 virsh[123]: ', 'kvm-01'],
    ['2024-11-26T01:02:03.123456+00:00 kvm-01 virsh[123]: ', 'kvm-01'],
    ['2024-11-26T01:02:03Z ', 'kvm-07'],
    ['2024-11-26 01:02:03,123 ', 'kvm-07'],
    ['[2024-11-26 01:02:03] ', 'kvm-07'],
    ['| ', 'kvm-07'],
    ['│ ', 'kvm-07'],
    ['> ', 'kvm-07'],
    ['> > ', 'kvm-07'],
    ['>> ', 'kvm-07'],
  ])('%j before each line', (mark, name) => {
    const marked = text.trimEnd().replace(/^/gm, mark);
    const { hosts, problems } = readText(`== kvm-07 ==\n${marked}\n`, 'paste 1');
    const [plain] = readText(text, 'paste 1').hosts;
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([{ name, kind, cpu: plain?.cpu, place: { line: 2 } }]);
  });
});

it.each([
  ['a table', '| cpu_info | {"arch": 1} |\n| hypervisor_hostname | kvm-01 |\n'],
  ['tags that end in the next line', '<cpu\n><arch\n>x86_64</arch\n></cpu\n>'],
  ['a tag that ends alone', '<cpu\n>\n<arch>x86_64</arch>\n</cpu\n>'],
  ['a quoted mail that holds none', '> Hello,\n> see below.\n<cpu/>\n'],
  [
    'a log that holds none',
    'Nov 26 01:02:03 kvm-01 virsh[9]: ready\nNov 26 01:02:03 kvm-01 virsh[9]: done\n',
  ],
])('%s is left as it is', (_, text) => {
  expect(marksRemover(openings, words)(text)).toBe(text);
});
