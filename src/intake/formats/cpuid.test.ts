import { describe, expect, test } from 'vitest';
import { cpuid } from './cpuid.ts';
import { readAll } from './read-all.test-support.ts';

const read = (text: string) => readAll(cpuid, text);

const leaves = `   0x00000000 0x00: eax=0x00000016 ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69
   0x00000001 0x00: eax=0x000506e3 ebx=0x00100800 ecx=0x7ffafbbf edx=0xbfebfbff
   0x00000007 0x00: eax=0x00000000 ebx=0x029c6fbb ecx=0x00000000 edx=0x9c000000
   0x0000000d 0x01: eax=0x0000000f ebx=0x00000340 ecx=0x00000100 edx=0x00000000
   0x80000000 0x00: eax=0x80000008 ebx=0x00000000 ecx=0x00000000 edx=0x00000000
   0x80000001 0x00: eax=0x00000000 ebx=0x00000000 ecx=0x00000121 edx=0x2c100800
   0x80000007 0x00: eax=0x00000000 ebx=0x00000000 ecx=0x00000000 edx=0x00000100
   0x80000008 0x00: eax=0x00003027 ebx=0x00000000 ecx=0x00000000 edx=0x00000000
`;

function registers(text: string) {
  const cpu = read(text).hosts[0]?.cpu;
  return cpu?.kind === 'registers' ? cpu.registers : undefined;
}

describe('one host', () => {
  test('of cpuid -1r', () => {
    const { hosts, sentences } = read(`CPU:\n${leaves}`);
    expect(sentences).toEqual([]);
    expect(hosts).toMatchObject([{ kind: 'cpuid', view: 'host', arch: 'x86_64', offset: 0 }]);
    expect(registers(`CPU:\n${leaves}`)?.cpuid).toHaveLength(8);
    expect(registers(`CPU:\n${leaves}`)?.cpuid[2]).toEqual({
      leaf: 7,
      subleaf: 0,
      eax: 0,
      ebx: 0x029c6fbb,
      ecx: 0,
      edx: 0x9c000000,
    });
  });

  test.each([
    ['before the last register', / edx=/g, ' \nedx='],
    ['before the last two', / ecx=/g, '\n   ecx='],
    ['after the leaf', /: eax=/g, ':\neax='],
  ])('of lines that a mail program has broken %s', (_, at, broken) => {
    const text = `CPU:\n${leaves.replace(at, broken)}`;
    const { sentences, spans } = read(text);
    expect(sentences).toEqual([]);
    expect(spans).toHaveLength(1);
    expect(registers(text)).toEqual(registers(`CPU:\n${leaves}`));
  });

  test('of cpuid -r, whose processors agree up to their numbers', () => {
    const text = `CPU 0:\n${leaves}CPU 1:\n${leaves.replace('0x00100800', '0x01100800')}`;
    const { hosts, sentences } = read(text);
    expect(hosts).toHaveLength(1);
    expect(sentences).toEqual([]);
    expect(registers(text)?.cpuid[1]?.ebx).toBe(0x00100800);
  });

  test('whose processors differ keeps the bits that all have, bit 31 too', () => {
    const text = `CPU 0:\n${leaves}CPU 1:\n${leaves.replace('edx=0x9c000000', 'edx=0x90000000')}`;
    expect(registers(text)?.cpuid[2]?.edx).toBe(0x90000000);
    expect(read(text).sentences).toEqual([
      'The processors of kvm-01 differ: the processor on line 10 has different feature bits from the first. Only bits that ' +
        'all of them have are kept.',
    ]);
  });

  test.each([
    ['without the CPU line', leaves],
    ['with other indentation and blank lines', `\n${leaves.replace(/^ {3}/gm, '').replace(/\n/g, '\n\n')}`],
    [
      'in capitals',
      leaves
        .replace(/[a-f](?=[0-9a-f]{0,7}\b)/g, (digit) => digit.toUpperCase())
        .replace(/E([A-D])X=/g, (_, r) => `e${r.toLowerCase()}x=`),
    ],
    ['among other lines', `root@kvm-01:~# cpuid -1r\nCPU:\n${leaves}root@kvm-01:~# exit`],
  ])('%s', (_, text) => {
    expect(registers(text)?.cpuid).toHaveLength(8);
  });
});

test.each([
  ['their CPU lines lost', leaves + leaves],
  ['each with CPU:', `CPU:\n${leaves}CPU:\n${leaves}`],
  ['each with CPU 0:', `CPU 0:\n${leaves}CPU 1:\n${leaves}CPU 0:\n${leaves}`],
  ['with a heading between', `CPU:\n${leaves}== kvm-02 ==\nCPU:\n${leaves}`],
])('two hosts, %s', (_, text) => {
  expect(read(text).hosts).toHaveLength(2);
});

describe('broken texts', () => {
  test.each([
    ['in a line', leaves.slice(0, -30), 'cut', /^Line 8 of the cpuid output of kvm-01 is cut/],
    ['between lines', leaves.split('\n').slice(0, 3).join('\n'), 'cut', /without leaf 0x80000000/],
    [
      'before the extended leaves',
      leaves.split('\n').slice(0, 5).join('\n'),
      'cut',
      /without leaf 0x80000001/,
    ],
    ['at its beginning', leaves.split('\n').slice(1).join('\n'), 'cut', /without leaf 0x00000000/],
    ['in its only line', '   0x00000007 0x00: eax=0x0', 'cut', /^Line 1 of/],
    ['by a register out of range', leaves.replace('0x0000000f', '0x10000000f'), 'malformed', /^Line 4 of/],
    [
      'by a register that is none',
      leaves.replace('0x0000000f', '0x0000000g'),
      'malformed',
      /is damaged: '0x0000000d/,
    ],
  ])('%s', (_, text, code, sentence) => {
    const { hosts, problems, sentences } = read(text);
    expect(hosts).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(sentences[0]).toMatch(sentence);
  });
});

test.each(['', 'CPU:\n', 'CPU 0:\nvendor_id = "GenuineIntel"\n', '0x00000000\n'])(
  '%s is not ours',
  (text) => {
    expect(read(text).spans).toEqual([]);
  },
);

test('ten thousand processors are one host', () => {
  const text = Array.from({ length: 10_000 }, (_, i) => `CPU ${i}:\n${leaves}`).join('');
  expect(read(text).hosts).toHaveLength(1);
});
