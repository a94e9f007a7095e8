import { describe, expect, test } from 'vitest';
import { readAll } from '../read-all.test-support.ts';
import { cpuinfo } from './cpuinfo.ts';

const read = (text: string) => readAll(cpuinfo, text);

const flags = 'fpu vme de pse tsc msr sse sse2 lm constant_tsc ssse3 avx avx2';

function block(processor: number, more = flags, vendor = 'GenuineIntel'): string {
  return [
    `processor\t: ${processor}`,
    `vendor_id\t: ${vendor}`,
    'cpu family\t: 6',
    'model\t\t: 85',
    'model name\t: Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz',
    'stepping\t: 4',
    'fpu\t\t: yes',
    'wp\t\t: yes',
    `flags\t\t: ${more}`,
    'vmx flags\t: vnmi preemption_timer ept',
    'bugs\t\t: spectre_v1 spectre_v2',
    'bogomips\t: 4200.00',
    'address sizes\t: 46 bits physical, 48 bits virtual',
    'power management:',
    '',
  ].join('\n');
}

const identity = { vendor: 'GenuineIntel', signature: { family: 6, model: 85, stepping: 4 } };
const vmx = ['vmx:vnmi', 'vmx:preemption_timer', 'vmx:ept'];

describe('one host', () => {
  test('of two processors', () => {
    const { hosts, sentences, spans } = read(`${block(0)}\n${block(1)}\n`);
    expect(spans).toHaveLength(1);
    expect(sentences).toEqual([]);
    expect(hosts).toEqual([
      {
        kind: 'cpuinfo',
        view: 'host',
        arch: 'x86_64',
        offset: 0,
        software: { processor: 'Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz' },
        cpu: {
          kind: 'names',
          arch: 'x86_64',
          vocabulary: 'linux',
          names: [...flags.split(' '), ...vmx],
          ...identity,
        },
      },
    ]);
  });

  test('of 4,096 processors', () => {
    const many = Array.from({ length: 4096 }, (_, i) =>
      block(i, flags.repeat(12).replaceAll('avx2f', 'avx2 f')),
    );
    const text = many.join('\n');
    const { hosts } = read(text);
    expect(hosts).toHaveLength(1);
  });

  test('whose processors differ keeps what all have, and says so', () => {
    const { names, sentences } = read(`${block(0)}\n${block(1, flags.replace(' avx2', ''))}`);
    expect(names).toEqual([...flags.replace(' avx2', '').split(' '), ...vmx]);
    expect(sentences).toEqual([
      'The processors of kvm-01 differ: the flags on line 24 are not the same as those of the first. Only flags that ' +
        'all of them have are kept, without avx2.',
    ]);
  });

  test('of which only the flags line was pasted', () => {
    const { hosts, names } = read(`flags\t\t: ${flags}\n`);
    expect(names).toEqual(flags.split(' '));
    expect(hosts[0]?.cpu).not.toHaveProperty('signature');
  });

  test('with the flags wrapped by a mail program and by a terminal', () => {
    const mail = `processor\t: 0\nflags\t\t: fpu vme de pse\ntsc msr sse sse2 lm constant_tsc\nssse3 avx avx2\nbugs\t\t: x`;
    expect(read(mail).names).toEqual(flags.split(' '));
    const terminal = `flags\t\t: fpu vme de pse tsc m\nsr sse sse2 lm constant_t\nsc ssse3 avx avx2`;
    expect(read(terminal).names).toEqual(flags.split(' '));
  });

  test('of another architecture', () => {
    const arm = `processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd evtstrm aes sve\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x3\nCPU part\t: 0xd0c\nCPU revision\t: 1\n`;
    expect(read(arm).hosts[0]).toMatchObject({
      arch: 'aarch64',
      cpu: { arch: 'aarch64', names: ['fp', 'asimd', 'evtstrm', 'aes', 'sve'] },
    });
    const power = `processor\t: 0\ncpu\t\t: POWER9, altivec supported\nclock\t\t: 3800.000000MHz\nrevision\t: 2.3 (pvr 004e 1203)\n\ntimebase\t: 512000000\nplatform\t: PowerNV\n`;
    expect(read(power).hosts[0]).toMatchObject({ arch: 'ppc64le', cpu: { model: 'POWER9', names: [] } });
    const z = `vendor_id       : IBM/S390\n# processors    : 2\nbogomips per cpu: 3033.00\nmax thread id   : 0\nfeatures\t: esan3 zarch stfle msa\ncache0          : level=1 type=Data\nprocessor 0: version = FF,  identification = 233EF7,  machine = 3906\n\ncpu number      : 0\nversion         : FF\n`;
    expect(read(z).hosts[0]).toMatchObject({
      arch: 's390x',
      cpu: { names: ['esan3', 'zarch', 'stfle', 'msa'] },
    });
  });
});

describe('two hosts', () => {
  test.each([
    ['whose processors begin again', '\n'],
    ['with a heading between', '\n== kvm-02 ==\n'],
    ['with a lone name between', '\nhost2\n'],
    ['with a prompt between', 'root@kvm-02:~# cat /proc/cpuinfo\n'],
  ])('%s', (_, between) => {
    const { hosts, spans, text } = read(`${block(0)}\n${block(1)}${between}${block(0)}`);
    expect(hosts).toHaveLength(2);
    expect(text.slice(spans[1]!.start)).toMatch(/^processor\t: 0/);
    expect(hosts[1]?.offset).toBe(spans[1]?.start);
  });
});

describe('broken texts', () => {
  test('cut before its flags', () => {
    const { hosts, sentences } = read(block(0).split('\n').slice(0, 6).join('\n'));
    expect(hosts).toEqual([]);
    expect(sentences).toEqual([
      expect.stringContaining('has no flags. A block with a flags or Features line is'),
    ]);
  });

  test('cut in its only flags: refused', () => {
    const { hosts, problems, sentences } = read(block(0).slice(0, block(0).indexOf('ssse3')));
    expect(hosts).toEqual([]);
    expect(problems[0]?.code).toBe('cut');
    expect(sentences[0]).toMatch(/^The \/proc\/cpuinfo of kvm-01 ends in or after the flags of line 9/);
  });

  test('cut in the second block: the first is taken', () => {
    const second = block(1).slice(0, block(1).indexOf('ssse3'));
    const { names, problems } = read(`${block(0)}\n${second}`);
    expect(names).toEqual([...flags.split(' '), ...vmx]);
    expect(problems.map(({ code }) => code)).toEqual(['cut']);
  });

  test('a number out of range: the host without its signature', () => {
    const { hosts, sentences } = read(block(0).replace(': 85', ': 99999999999999999999'));
    expect(hosts[0]?.cpu).not.toHaveProperty('signature');
    expect(sentences).toEqual([
      "The model of kvm-01 in line 4 is '99999999999999999999'; a whole number up to 255 is expected. The host is " +
        'added without its family, model and stepping.',
    ]);
  });

  test('4,097 flags: refused', () => {
    const { hosts, problems } = read(
      block(0, Array.from({ length: 4097 }, (_, i) => `fpu lm f${i}`).join(' ')),
    );
    expect(hosts).toEqual([]);
    expect(problems[0]?.code).toBe('too-many');
  });

  test('names that objects have', () => {
    expect(read(`flags\t\t: fpu __proto__ constructor`).names).toEqual(['fpu', '__proto__', 'constructor']);
  });
});

test.each([
  'hello',
  '',
  'model: foo\nflags: none\n',
  'apiVersion: v1\nkind: Node\n',
  'Architecture: x86_64\nFlags: fpu vme\n',
  '<capabilities><host/></capabilities>',
  `${'flags '.repeat(1000)}\n`,
  'cpu: a bare YAML key\n',
  '           flags: avx lm nx pae sse sse2 ssse3 vmx bogomips: 57592\n',
])('%s is not ours', (text) => {
  expect(read(text).spans).toEqual([]);
});

test('the list of bugs may be wrapped too', () => {
  const wrapped = block(0).replace(
    'spectre_v1 spectre_v2',
    'spectre_v1 spectre_v2 spec_st\nore_bypass swapgs',
  );
  const { hosts, sentences } = read(`${wrapped}\n${wrapped.replace(': 0', ': 1')}`);
  expect(sentences).toEqual([]);
  expect(hosts).toHaveLength(1);
});

describe('tabs that a mail or a page turned into blanks', () => {
  const arm = (processor: number) =>
    `processor       : ${processor}\nBogoMIPS        : 50.00\nFeatures        : fp asimd aes crc32\nCPU implementer : 0x41\n` +
    `CPU architecture: 8\nCPU variant     : 0x1\nCPU part        : 0xd0b\nCPU revision    : 0\n`;
  const power = (processor: number) =>
    `processor       : ${processor}\ncpu             : POWER9, altivec supported\nclock           : 3000.000000MHz\n` +
    'revision        : 2.3 (pvr 004e 1203)\n';
  const machine =
    'timebase        : 512000000\nplatform        : PowerNV\nmachine         : PowerNV\nMMU             : Radix\n';
  const s390 =
    'vendor_id       : IBM/S390\n# processors    : 2\nbogomips per cpu: 3000.00\nmax thread id   : 0\n' +
    'features        : esan3 zarch stfle msa\nfacilities      : 0 1 2 3 4\n' +
    'cache0          : level=1 type=Data scope=Private size=128K line_size=256 associativity=8\n' +
    'processor 0: version = FF,  identification = 012345,  machine = 3906\n\n' +
    'cpu number      : 0\ncpu MHz dynamic : 5200\ncpu MHz static  : 5200\n';

  test.each([
    ['ARM', `${arm(0)}\n${arm(1)}\nSerial          : 0123456789abcdef\n`, { arch: 'aarch64' }],
    ['POWER', `${power(0)}\n${power(1)}\n${machine}`, { arch: 'ppc64le', model: 'POWER9' }],
    ['s390x', s390, { arch: 's390x' }],
  ])('one host from the first line on: %s', (_, text, cpu) => {
    const { hosts, sentences, spans } = read(text);
    expect(sentences).toEqual([]);
    expect(hosts).toHaveLength(1);
    expect(hosts[0]).toMatchObject({ offset: 0, cpu });
    expect(spans).toEqual([{ start: 0, end: text.trimEnd().length }]);
  });

  test('processors left out between two blocks leave one host', () => {
    const { hosts, spans } = read(`${power(0)}...\n\n${power(159)}\n${machine}`);
    expect(hosts).toHaveLength(1);
    expect(spans).toHaveLength(1);
  });
});

test('a POWER11 is written as it writes itself, named as libvirt names it', () => {
  const { hosts } = read(
    'processor\t: 0\ncpu\t\t: Power11 (architected), altivec supported\nclock\t\t: 3400.000000MHz\n',
  );
  expect(hosts[0]?.cpu).toMatchObject({ arch: 'ppc64le', model: 'POWER11' });
});
