import { describe, expect, test } from 'vitest';
import { readText } from '../../intake.ts';
import { jsonFormat } from '../index.ts';
import { readAll } from '../read-all.test-support.ts';
import { lscpu } from './lscpu.ts';

const read = (text: string) => readAll([jsonFormat, lscpu], text);

const flags = 'fpu vme de pse tsc msr sse sse2 lm constant_tsc ssse3 avx avx2 avx512_vnni';

const old = (list = flags) => `Architecture:        x86_64
CPU op-mode(s):      32-bit, 64-bit
CPU(s):              64
Vendor ID:           AuthenticAMD
CPU family:          25
Model:               1
Model name:          AMD EPYC 7543 32-Core Processor
Stepping:            1
L1d cache:           32K
NUMA node0 CPU(s):   0-63
Flags:               ${list}
`;

const indented = `Architecture:             x86_64
  CPU op-mode(s):         32-bit, 64-bit
  Address sizes:          46 bits physical, 57 bits virtual
Vendor ID:                GenuineIntel
  BIOS Vendor ID:         Intel(R) Corporation
  Model name:             Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz
    BIOS Model name:      Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz  CPU @ 2.0GHz
    CPU family:           6
    Model:                106
    Stepping:             6
    Flags:                fpu vme de pse tsc msr sse sse2 lm cons
                          tant_tsc ssse3 avx avx2 avx512_vnni
Virtualization features:  
  Virtualization:         VT-x
Vulnerabilities:          
  Gather data sampling:   Not affected
`;

describe('one host', () => {
  test('of an old lscpu', () => {
    const { hosts, sentences } = read(old());
    expect(sentences).toEqual([]);
    expect(hosts).toEqual([
      {
        kind: 'lscpu',
        view: 'host',
        arch: 'x86_64',
        offset: 0,
        software: { processor: 'AMD EPYC 7543 32-Core Processor' },
        cpu: {
          kind: 'names',
          arch: 'x86_64',
          vocabulary: 'linux',
          vendor: 'AuthenticAMD',
          signature: { family: 25, model: 1, stepping: 1 },
          names: flags.split(' '),
        },
      },
    ]);
  });

  test('of a new lscpu, which indents and wraps', () => {
    const { hosts, names } = read(indented);
    expect(names).toEqual(flags.split(' '));
    expect(hosts[0]?.cpu).toMatchObject({ signature: { family: 6, model: 106, stepping: 6 } });
  });

  test('wrapped by a terminal, inside a word', () => {
    const text = old().replace('constant_tsc', 'const\nant_tsc').replace('avx512_vnni', 'avx512_v\nnni');
    expect(read(text).names).toEqual(flags.split(' '));
  });

  test.each([
    ['flat', { field: 'CPU family:', data: '6' }, { field: 'Model:', data: '106' }],
    [
      'nested',
      {
        field: 'x',
        data: null,
        children: [{ field: 'CPU family:', data: '6', children: [{ field: 'Model:', data: '106' }] }],
      },
      {},
    ],
  ])('of lscpu -J, %s', (_, first, second) => {
    const items = [
      { field: 'Architecture:', data: 'x86_64' },
      first,
      second,
      { field: 'Flags:', data: flags },
    ];
    const { hosts, names } = read(JSON.stringify({ lscpu: items }, null, 3));
    expect(names).toEqual(flags.split(' '));
    expect(hosts[0]?.cpu).toMatchObject({ signature: { family: 6, model: 106, stepping: 0 } });
  });

  test('of lscpu -J whose long line a terminal broke', () => {
    const text = JSON.stringify({ lscpu: [{ field: 'Flags:', data: flags }] }).replace('sse2', 'ss\ne2');
    expect(read(text).names).toEqual(flags.split(' '));
  });

  test('of another architecture', () => {
    const power =
      'Architecture:        ppc64le\nCPU(s): 160\nModel:               2.3 (pvr 004e 1203)\nModel name:          POWER9, altivec supported\n';
    expect(read(power).hosts[0]).toMatchObject({ arch: 'ppc64le', cpu: { model: 'POWER9', names: [] } });
    const arm =
      'Architecture:        aarch64\nVendor ID: ARM\nModel: 1\nStepping: r3p1\nFlags:               fp asimd evtstrm aes\n';
    expect(read(arm).hosts[0]).toMatchObject({
      arch: 'aarch64',
      cpu: { names: ['fp', 'asimd', 'evtstrm', 'aes'] },
    });
  });
});

test.each([
  ['one after the other', ''],
  ['with a heading between', 'kvm-02:\n'],
  ['with a lone name between', 'host2\n'],
  ['with a prompt between', '[root@kvm-02 ~]# lscpu\n'],
])('two hosts, %s', (_, between) => {
  const { hosts, text, spans } = read(`${old()}${between}${indented}`);
  expect(hosts).toHaveLength(2);
  expect(text.slice(spans[1]!.start)).toMatch(/^Architecture/);
});

describe('broken texts', () => {
  test('no flags', () => {
    const { hosts, sentences } = read(old().replace(/^Flags.*/m, ''));
    expect(hosts).toEqual([]);
    expect(sentences).toEqual([
      'The lscpu output of kvm-01 (line 1) has no Flags. Old releases of lscpu print none: /proc/cpuinfo has them.',
    ]);
  });

  test('cut in its flags', () => {
    const { hosts, problems, sentences } = read(indented.slice(0, indented.indexOf('tsc msr')));
    expect(hosts).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['cut']);
    expect(sentences[0]).toMatch(/^The lscpu output of kvm-01 ends in line 11, inside its flags/);
  });

  test('an old lscpu ends in its flags, with or without a line end', () => {
    expect(read(old().trimEnd()).hosts).toHaveLength(1);
  });

  test('cut JSON', () => {
    const { hosts, problems } = read(
      '{\n   "lscpu": [\n      {\n         "field": "Flags:",\n         "data": "fpu vme',
    );
    expect(hosts).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['cut']);
  });

  test('a number out of range', () => {
    const { hosts, sentences } = read(old().replace('CPU family:          25', 'CPU family:          -3'));
    expect(hosts[0]?.cpu).not.toHaveProperty('signature');
    expect(sentences[0]).toMatch(
      /^The CPU family of kvm-01 in line 5 is '-3'; a whole number up to 270 is expected\./,
    );
  });

  test('JSON with other types and names that objects have', () => {
    const items = [
      null,
      1,
      { field: 1 },
      { field: '__proto__:', data: 'x' },
      { field: 'Flags:', data: 'fpu lm' },
    ];
    expect(read(JSON.stringify({ lscpu: items })).names).toEqual(['fpu', 'lm']);
    expect(read('{"lscpu": {"Flags": "fpu"}}').problems.map(({ code }) => code)).toEqual(['no-cpu']);
  });

  test('a million flags', () => {
    const { problems } = read(
      old(`${'a1 '.repeat(10)}${Array.from({ length: 1_000_000 }, (_, i) => `f${i}`).join(' ')}`),
    );
    expect(problems.map(({ code }) => code)).toEqual(['too-many']);
  });
});

test.each([
  '',
  'hello',
  'Model: x\n',
  'processor\t: 0\nflags\t\t: fpu lm\n',
  '{"return": {}}',
  '{"lscpu"',
  '{"tools": {"lscpu": "/usr/bin/lscpu"}}',
  // The output of dmidecode and inxi.
  '\tFamily: Xeon\n\tFlags:\n\t\tFPU (Floating-point unit on-chip)\n\tVersion: x\n',
  'CPU:\n  Flags: avx avx2 ht lm nx pae sse sse2\n',
])('%s is not ours', (text) => {
  expect(read(text).spans).toEqual([]);
});

describe('one host, whatever its lscpu prints twice', () => {
  const head =
    'Architecture:           aarch64\n  Byte Order:           Little Endian\nCPU(s):                 6\nVendor ID:              ARM\n';
  const core = (name: string, list: string) =>
    `  Model name:           ${name}\n    Model:              0\n    Stepping:           r0p0\n    Flags:              ${list}\n`;
  const tail = 'Caches (sum of all):\n  L1d:                  256 KiB (6 instances)\n';

  test('processors of two types: the flags that all have', () => {
    const { hosts, sentences, spans } = read(
      `${head}${core('Cortex-A55', 'fp asimd aes crc32')}${core('Cortex-A76', 'fp asimd aes crc32 atomics')}${tail}`,
    );
    expect(spans).toHaveLength(1);
    expect(hosts.map(({ cpu }) => cpu)).toEqual([
      { kind: 'names', arch: 'aarch64', vocabulary: 'linux', names: ['fp', 'asimd', 'aes', 'crc32'] },
    ]);
    expect(sentences).toEqual([
      'The processors of kvm-01 differ: the flags on line 12 are not the same as those of the first. Only flags that all of them have are kept, without atomics.',
    ]);
  });

  test('processors of two types with the same flags', () => {
    const same = 'fp asimd aes crc32';
    const { hosts, sentences } = read(`${head}${core('Cortex-A55', same)}${core('Cortex-A76', same)}${tail}`);
    expect(hosts).toHaveLength(1);
    expect(sentences).toEqual([]);
  });

  test('in JSON', () => {
    const type = (name: string, list: string) => ({
      field: 'Model name:',
      data: name,
      children: [{ field: 'Flags:', data: list }],
    });
    const types = [type('Cortex-A55', 'fp asimd'), type('Cortex-A76', 'fp asimd atomics')];
    const json = {
      lscpu: [
        { field: 'Architecture:', data: 'aarch64' },
        { field: 'Vendor ID:', data: 'ARM', children: types },
      ],
    };
    const { hosts, sentences } = read(JSON.stringify(json));
    expect(hosts[0]?.cpu).toMatchObject({ names: ['fp', 'asimd'] });
    expect(sentences[0]).toMatch(/differ.*without atomics/);
  });

  test('a label that it prints twice, and one that is not known', () => {
    const text = old()
      .replace('L1d cache:           32K', 'L1d cache:           32K\nL1d cache:           32K')
      .replace('CPU family:', 'Drawers(s):          4\nCPU family:');
    const { hosts, sentences, spans } = read(text);
    expect(sentences).toEqual([]);
    expect(spans).toHaveLength(1);
    expect(hosts).toHaveLength(1);
    expect(hosts[0]?.cpu).toMatchObject({ arch: 'x86_64', vendor: 'AuthenticAMD', names: flags.split(' ') });
  });

  test('two hosts of which each begins with the same label are two', () => {
    const grepped = 'Model name:          AMD EPYC 7543\nFlags:               fpu lm sse2\n';
    expect(read(grepped + grepped).hosts).toHaveLength(2);
    expect(read(old() + old()).hosts).toHaveLength(2);
  });
});

describe('lscpu -J inside other JSON', () => {
  const json = {
    lscpu: [
      { data: 'x86_64', field: 'Architecture:' },
      { data: flags, field: 'Flags:' },
    ],
  };

  test("in what Ansible's debug prints of each host", () => {
    const printed = ['kvm-01', 'kvm-02'].map(
      (name) => `ok: [${name}] => ${JSON.stringify({ msg: json }, null, 4)}\n`,
    );
    const { hosts, problems } = readText(printed.join(''), 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['kvm-01 lscpu', 'kvm-02 lscpu']);
  });

  test.each<[string, unknown, (string | undefined)[]]>([
    ['below a word', { msg: json }, [undefined]],
    ['below the names of hosts', { 'kvm-01': json, 'kvm-02': { cpu: json } }, ['kvm-01', 'kvm-02']],
    ['in a list', [json, json], [undefined, undefined]],
  ])('%s', (_, value, names) => {
    for (const space of [undefined, 2]) {
      const { hosts, sentences } = read(JSON.stringify(value, null, space));
      expect(sentences).toEqual([]);
      expect(hosts.map(({ name }) => name)).toEqual(names);
      for (const { cpu } of hosts) expect(cpu).toMatchObject({ arch: 'x86_64', names: flags.split(' ') });
    }
  });
});
