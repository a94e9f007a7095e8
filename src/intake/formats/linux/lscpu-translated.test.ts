import { describe, expect, test } from 'vitest';
import { readText } from '../../intake.ts';
import { readAll } from '../read-all.test-support.ts';
import { lscpuTranslated } from './lscpu-translated.ts';

const read = (text: string) => readAll(lscpuTranslated, text);
const list = 'fpu vme de pse tsc msr sse sse2 lm avx2';

const german = `Architektur:                     x86_64
CPU Operationsmodus:             32-bit, 64-bit
Byte-Reihenfolge:                Little Endian
Anbieterkennung:                 GenuineIntel
Prozessorfamilie:                6
Modell:                          63
Stepping:                        2
Markierungen:                    ${list}
`;
const french = `Architecture :                              x86_64
  Mode(s) opératoire(s) des processeurs :   32-bit, 64-bit
Processeur(s) :                             8
Identifiant constructeur :                  GenuineIntel
    Modèle :                                142
    Drapaux :                               ${list}
`;
const chinese = `架构：                           x86_64
CPU 运行模式：                   32-bit, 64-bit
厂商 ID：                        GenuineIntel
型号：                           85
标记：                           ${list}
`;
const arm = `Architektura:                    aarch64
Tryb(y) pracy CPU:               32-bit, 64-bit
Flagi:                           fp asimd evtstrm aes
`;

describe('is refused with the command that helps', () => {
  test.each([
    ['German', german, 8, 'Markierungen'],
    ['French, with a space before the colon', french, 6, 'Drapaux'],
    ['Chinese, with its own colon', chinese, 5, '标记'],
    ['Polish, of an Arm machine', arm, 3, 'Flagi'],
  ])('%s', (_language, text, line, called) => {
    const { hosts, sentences } = read(text);
    expect(hosts).toEqual([]);
    expect(sentences).toEqual([
      `The lscpu output of kvm-01 is in another language: in line ${line} the flags are called “${called}”. Paste the output of LC_ALL=C lscpu.`,
    ]);
  });
});

test('one host after another, each by its name', () => {
  const { hosts, problems } = readText(`== kvm-01 ==\n${german}\n== kvm-02 ==\n${french}`, 'paste 1');
  expect(hosts).toEqual([]);
  expect(problems.map(({ host, place }) => [host, place.line])).toEqual([
    ['kvm-01', 9],
    ['kvm-02', 17],
  ]);
});

test('beside one that is in English, which is read', () => {
  const english = german
    .replace('Architektur:', 'Architecture:')
    .replace('Markierungen:', 'Flags:')
    .replace('Anbieterkennung:', 'Vendor ID:');
  const { hosts, problems } = readText(`== kvm-01 ==\n${english}\n== kvm-02 ==\n${german}`, 'paste 1');
  expect(hosts.map(({ name }) => name)).toEqual(['kvm-01']);
  expect(problems.map(({ host }) => host)).toEqual(['kvm-02']);
});

test.each([
  ['flags of /proc/cpuinfo', `processor\t: 0\nflags\t\t: ${list}\n`],
  ['an architecture without flags', 'Architektur: x86_64\nKernel: 6.1\n'],
  ['flags apart from the architecture', `Arch: x86_64\n\nFlags2: ${list}\n`],
])('passes over %s', (_what, text) => {
  expect(read(text).spans).toEqual([]);
});
