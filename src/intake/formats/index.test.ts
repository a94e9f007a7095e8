import { describe, expect, test } from 'vitest';
import { capture, fixture } from '../fixtures.test-support.ts';
import { readText } from '../intake.ts';

const cpuinfo = `processor\t: 0
vendor_id\t: GenuineIntel
cpu family\t: 6
model\t\t: 85
model name\t: Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz
stepping\t: 7
flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic lm avx2
vmx flags\t: vnmi ept
address sizes\t: 46 bits physical, 48 bits virtual
`;
const lscpu = `Architecture:            x86_64
  CPU op-mode(s):        32-bit, 64-bit
Vendor ID:               GenuineIntel
  Model name:            Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz
    CPU family:          6
    Model:               85
    Stepping:            7
    Flags:               fpu vme de pse tsc msr pae mce cx8 apic lm avx2
`;
const cpuid = `CPU 0:
   0x00000000 0x00: eax=0x00000016 ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69
   0x00000001 0x00: eax=0x00050657 ebx=0x00100800 ecx=0x7ffefbff edx=0xbfebfbff
   0x00000007 0x00: eax=0x00000000 ebx=0xd39ffffb ecx=0x00000808 edx=0xbc000400
   0x80000000 0x00: eax=0x80000001 ebx=0x00000000 ecx=0x00000000 edx=0x00000000
   0x80000001 0x00: eax=0x00000000 ebx=0x00000000 ecx=0x00000121 edx=0x2c100800
`;
const qmp = `{"return": {"model": {"name": "max", "props": {"avx2": true, "family": 6, "model": 85, "stepping": 7, "vendor": "GenuineIntel"}}}}
`;
const texts = [
  { kind: 'capabilities', text: fixture('capabilities.xml'), command: 'virsh capabilities' },
  { kind: 'cpuinfo', text: cpuinfo, command: 'cat /proc/cpuinfo' },
  { kind: 'lscpu', text: lscpu, command: 'lscpu' },
  { kind: 'cpuid', text: cpuid, command: 'cpuid -1r' },
  { kind: 'qmp-expansion', text: qmp, command: 'virsh qemu-monitor-command web x' },
];

const arounds: readonly (readonly [string, (text: string, host: string, command: string) => string])[] = [
  ['a heading', (text, host) => `== ${host} ==\n${text}`],
  ['a heading with a colon', (text, host) => `${host}:\n${text}`],
  ['a prompt', (text, host, command) => `root@${host}:~# ${command}\n${text}`],
  ['ssh', (text, host, command) => `$ ssh root@${host} ${command}\n${text}`],
  ['Ansible', (text, host) => `${host} | CHANGED | rc=0 >>\n${text}`],
  ['clush', (text, host) => `---------------\n${host}\n---------------\n${text}`],
  [
    'a prefix on every line',
    (text, host) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => `${host}: ${line}`)
        .join('\n'),
  ],
  [
    'Ansible’s JSON',
    (text, host) =>
      `${host} | SUCCESS => ${JSON.stringify({ rc: 0, stdout: text, stdout_lines: text.split('\n') }, undefined, 2)}`,
  ],
];

describe('whatever the format, what stands around it names its host', () => {
  const cases = texts.flatMap((source) => arounds.map(([title, around]) => ({ ...source, title, around })));
  test.each(cases)('$kind under $title', ({ kind, text, command, around }) => {
    const both = `${around(text, 'kvm-01', command)}\n\n${around(text, 'kvm-02', command)}`;
    const { hosts, problems } = readText(both, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map((host) => [host.name, host.kind])).toEqual([
      ['kvm-01', kind],
      ['kvm-02', kind],
    ]);
  });

  test.each(texts)('$kind in a file', ({ kind, text }) => {
    expect(readText(text, 'kvm-07.txt').hosts.map((host) => [host.name, host.kind])).toEqual([
      ['kvm-07', kind],
    ]);
  });

  test('all in one text', () => {
    const all = texts.map(({ text }, i) => `### kvm-0${i}\n${text}`).join('\n');
    const { hosts, problems } = readText(all, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map(({ kind }) => kind)).toEqual(texts.map(({ kind }) => kind));
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-00', 'kvm-01', 'kvm-02', 'kvm-03', 'kvm-04']);
  });
});

describe('one machine’s prints', () => {
  test.each([
    ['capabilities.xml', 'capabilities'],
    ['domcapabilities-tcg.xml', 'domcapabilities'],
    ['proc-cpuinfo.txt', 'cpuinfo'],
    ['lscpu.txt', 'lscpu'],
    ['lscpu.json', 'lscpu'],
    ['cpuid-1r.txt', 'cpuid'],
    ['cpuid-r.txt', 'cpuid'],
    ['qmp-query-cpu-model-expansion-max.json', 'qmp-expansion'],
  ])('%s is %s', (file, kind) => {
    const { hosts, problems } = readText(`== kvm-01 ==\n${capture(file)}`, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map((host) => [host.name, host.kind])).toEqual([['kvm-01', kind]]);
  });
});
