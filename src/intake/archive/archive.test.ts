import { readFileSync } from 'node:fs';
import { gzipSync, strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archiveKind, archiveLimits, openArchive } from './archive.ts';
import { packings } from './entries.ts';
import { gunzip } from './gzip.ts';
import { archiveRole } from './paths.ts';
import { loadUnpacker } from './unpackers.ts';

interface Given {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly type?: string;
  readonly prefix?: string;
}

function header({ path, type = '0', prefix = '' }: Given, size: number): Uint8Array {
  const block = new Uint8Array(512);
  const put = (at: number, text: string) => block.set(strToU8(text), at);
  put(0, path.slice(0, 100));
  put(100, '0000644\0');
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(148, '        ');
  put(156, type);
  put(257, 'ustar\x0000');
  put(345, prefix);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

function tar(files: readonly Given[], end = true): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const file of files) {
    const content = typeof file.content === 'string' ? strToU8(file.content) : file.content;
    parts.push(header(file, content.length), content, new Uint8Array((512 - (content.length % 512)) % 512));
  }
  if (end) parts.push(new Uint8Array(1024));
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const unpackers = Object.fromEntries(
  await Promise.all(packings.map(async (packing) => [packing, await loadUnpacker(packing)] as const)),
);

function packed(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));
}

function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(
    ([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content] as const,
  );
  return zipSync(Object.fromEntries(entries));
}

function open(name: string, bytes: Uint8Array, limits = archiveLimits) {
  const items = [...openArchive(name, bytes, { limits, unpackers })];
  return {
    files: items.flatMap((item) => (item.kind === 'entry' ? [[item.path, strFromU8(item.bytes)]] : [])),
    roles: items.flatMap((item) => (item.kind === 'entry' ? [item.role] : [])),
    problems: items.flatMap((item) => (item.kind === 'problem' ? [[item.code, item.sentence]] : [])),
  };
}

const two = [
  { path: 'a/kvm-01.xml', content: '<capabilities/>' },
  { path: 'a/kvm-02.xml', content: `<cpu>${'x'.repeat(2000)}</cpu>` },
];
const expected = two.map(({ path, content }) => [path, content]);
describe('two files', () => {
  test.each([
    ['hosts.tar', tar(two)],
    ['hosts.tar.gz', gzipSync(tar(two))],
    ['misnamed.txt', gzipSync(tar(two))],
    ['hosts.zip', zipSync(Object.fromEntries(two.map(({ path, content }) => [path, strToU8(content)])))],
  ])('%s', (name, bytes) => {
    expect(open(name, bytes)).toEqual({ files: expected, roles: ['document', 'document'], problems: [] });
  });
});

test('a gzip of one file gives it without its ending', () => {
  expect(open('dir/kvm-01.xml.gz', gzipSync(strToU8('<cpu/>'))).files).toEqual([
    ['dir/kvm-01.xml', '<cpu/>'],
  ]);
});

test('two gzip members after one another are one file', () => {
  const bytes = new Uint8Array([...gzipSync(strToU8('<cpu')), ...gzipSync(strToU8('/>'))]);
  expect(open('x.gz', bytes).files).toEqual([['x', '<cpu/>']]);
});

test('long names: prefix, GNU and pax', () => {
  const long = `${'d/'.repeat(90)}kvm.xml`;
  const bytes = tar([
    { path: 'kvm.xml', prefix: 'some/prefix', content: '1' },
    { path: '././@LongLink', type: 'L', content: `${long}\0` },
    { path: long, content: '2' },
    { path: 'PaxHeaders/x', type: 'x', content: `30 mtime=1\n${long.length + 12} path=${long}\n` },
    { path: 'short', content: '3' },
    { path: 'a-directory/', type: '5', content: '' },
    { path: 'a-link', type: '2', content: '' },
  ]);
  expect(open('x.tar', bytes).files).toEqual([
    ['some/prefix/kvm.xml', '1'],
    [long, '2'],
    [long, '3'],
  ]);
});

test('a sos report gives what tells of its CPU, and its name', () => {
  const root = 'sosreport-kvm-01-2026-01-01-abcdefg';
  const bytes = tar([
    { path: `${root}/sos_commands/virsh/virsh_-r_capabilities`, content: '<capabilities/>' },
    { path: `${root}/sos_commands/virsh/virsh_-r_net-list`, content: 'default' },
    { path: `${root}/sos_commands/processor/lscpu`, content: 'Architecture: x86_64' },
    { path: `${root}/proc/cpuinfo`, content: 'processor\t: 0' },
    { path: `${root}/etc/hostname`, content: 'kvm-01\n' },
    { path: `${root}/etc/passwd`, content: 'root:x' },
    { path: `${root}/var/log/messages`, content: 'noise' },
  ]);
  const { files, roles } = open('sosreport.tar.gz', gzipSync(bytes));
  expect(files.map(([path]) => path!.slice(root.length + 1))).toEqual([
    'sos_commands/virsh/virsh_-r_capabilities',
    'sos_commands/processor/lscpu',
    'proc/cpuinfo',
    'etc/hostname',
  ]);
  expect(roles).toEqual(['document', 'document', 'document', 'hostname']);
});

test.each<[string, 'document' | 'hostname' | undefined]>([
  ['kvm-01.xml', 'document'],
  ['dir/no-ending', 'document'],
  ['dir/', undefined],
  ['disk.qcow2', undefined],
  ['lib.so.6', undefined],
  ['__MACOSX/._kvm-01.xml', undefined],
  ['etc/hostname', 'document'],
  ['x/sos_commands/virsh/virsh_-r_domcapabilities', 'document'],
  ['x/sos_commands/virsh/virsh_-r_version', 'document'],
  ['sosreport-a/etc/libvirt/qemu/web-01.xml', 'document'],
  ['sosreport-a/etc/libvirt/qemu/networks/default.xml', undefined],
  ['sosreport-a/sos_commands/networking/ip_addr', undefined],
  ['must-gather.local.1/quay-io/cluster-scoped-resources/core/nodes/worker-1.yaml', 'document'],
  ['must-gather.local.1/quay-io/namespaces/x/pods.yaml', undefined],
  ['__proto__', 'document'],
])('%s is %s', (path, role) => {
  expect(archiveRole(path)).toBe(role);
});

describe('limits', () => {
  const limits = { total: 100_000, file: 2000, entries: 3, depth: 3 };
  const bomb = gzipSync(new Uint8Array(40 * 1024 * 1024));

  test('a gzip bomb stops early', () => {
    // Piece by piece: what 16 KB of it become is there before anybody asks for the next.
    const [first] = gunzip(bomb);
    expect(first?.length).toBeLessThan(17 * 1024 * 1024);
    expect(open('bomb.gz', bomb, limits).problems).toEqual([
      ['too-large', 'bomb is larger than 2000 bytes when unpacked and was not read.'],
    ]);
  });

  test('a tar bomb stops early', () => {
    const entries = Array.from({ length: 3 }, (_, i) => ({
      path: `${i}.bin`,
      content: new Uint8Array(60_000),
    }));
    expect(open('bomb.tgz', gzipSync(tar(entries)), limits).problems).toEqual([
      ['too-large', 'bomb.tgz unpacks to more than 100000 bytes; the rest was not read.'],
    ]);
  });

  test.each([
    ['tar', (files: readonly Given[]) => tar(files)],
    [
      'zip',
      (files: readonly Given[]) =>
        zipSync(Object.fromEntries(files.map(({ path, content }) => [path, strToU8(String(content))]))),
    ],
  ])('a large entry of a %s is left out, a fourth is not read', (kind, pack) => {
    const files = ['small', 'large', 'also', 'fourth'].map((path) => ({
      path,
      content: path === 'large' ? 'x'.repeat(2001) : path,
    }));
    const { files: read, problems } = open(`a.${kind}`, pack(files), limits);
    expect(read.map(([path]) => path)).toEqual(['small', 'also']);
    expect(problems.map(([code]) => code)).toEqual(['too-large', 'too-many']);
  });

  test('a zip whose entries are too much together', () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((path) => [path, new Uint8Array(1500).fill(65)]));
    const { files: read, problems } = open('a.zip', zipSync(files), {
      total: 3000,
      file: 2000,
      entries: 9,
      depth: 3,
    });
    expect(read).toHaveLength(2);
    expect(problems.map(([code]) => code)).toEqual(['too-large']);
  });
});

describe('what is not unpacked', () => {
  test.each([
    ['x.7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], /packed with 7z, which is not unpacked here/],
    ['x.rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 7], /packed with rar/],
    ['x.xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], /x.xz is damaged: its xz data ends too soon/],
    ['x.txt', [0x41], /is not an archive/],
    ['empty', [], /is not an archive/],
  ])('%s', (name, bytes, sentence) => {
    const { files, problems } = open(name, new Uint8Array(bytes));
    expect(files).toEqual([]);
    expect(problems[0]?.[1]).toMatch(sentence);
  });

  test('an archive in which there is nothing to read is named', () => {
    const binary = { path: 'a.dat', content: new Uint8Array(100) };
    expect(open('x.tar', tar([binary])).problems).toEqual([
      ['not-understood', 'Nothing was read in x.tar: its one entry is not text about a host.'],
    ]);
    expect(open('x.tar', tar([binary, ...two])).problems).toEqual([]);
    expect(open('empty.zip', zip({})).problems[0]?.[1]).toContain('it has no entries');
  });
});

describe('damaged at any byte, an archive gives what it can and never throws', () => {
  const archives: [string, Uint8Array][] = [
    ['x.tar', tar(two)],
    ['x.tgz', gzipSync(tar(two))],
    ['x.zip', zipSync(Object.fromEntries(two.map(({ path, content }) => [path, strToU8(content)])))],
  ];
  test.each(archives)('%s', (name, bytes) => {
    const step = Math.max(1, Math.floor(bytes.length / 300));
    for (let at = 0; at < bytes.length; at += step) {
      expect(() => open(name, bytes.subarray(0, at))).not.toThrow();
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(() => open(name, changed)).not.toThrow();
    }
    expect(open(name, bytes.subarray(0, bytes.length >> 1)).problems.map(([code]) => code)).toEqual([
      expect.stringMatching(/^(?:malformed|cut)$/),
    ]);
  });
});

test('kinds are told by bytes', () => {
  expect(archiveKind(strToU8('<capabilities/>'))).toBeUndefined();
  expect(archiveKind(tar(two))).toBe('tar');
});

describe('what lies in archives in archives', () => {
  const tgz = gzipSync(tar(two));
  test.each([
    ['a .tar.gz in a .zip', 'nested.zip', zip({ 'in/a.tar.gz': tgz })],
    [
      'a .zip in a .tar',
      'nested.tar',
      tar([
        {
          path: 'in/a.zip',
          content: zip(Object.fromEntries(two.map(({ path, content }) => [path, content]))),
        },
      ]),
    ],
    ['a .tar.xz in a .zip', 'nested.zip', zip({ 'in/a.tar.xz': packed('two.tar.xz') })],
  ])('is read: %s', (_what, name, bytes) => {
    const { files, problems } = open(name, bytes);
    expect(files.map(([path]) => path)).toEqual(
      ['a/kvm-01.xml', 'a/kvm-02.xml'].map((path) =>
        expect.stringMatching(new RegExp(`^in/a\\..*/${path}$`)),
      ),
    );
    expect(problems).toEqual([]);
  });

  test('not deeper than three, and that is said', () => {
    const deep = (levels: number): Uint8Array =>
      levels === 0 ? strToU8('<cpu/>') : gzipSync(zip({ 'a.gz': deep(levels - 1) }));
    expect(open('x.zip', zip({ 'a.xml.gz': gzipSync(strToU8('<cpu/>')) })).files).toHaveLength(1);
    expect(open('x.gz', deep(4)).problems.map(([code]) => code)).toEqual(['too-deep']);
  });

  test('is counted with the rest', () => {
    const limits = { total: 20_000, file: 8000, entries: 100, depth: 3 };
    const inner = gzipSync(tar([{ path: 'a.xml', content: 'x'.repeat(7000) }]));
    const inners = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`${n}.tgz`, inner]));
    const { files, problems } = open('x.zip', zip(inners), limits);
    expect(files).toHaveLength(3);
    expect(problems.map(([code]) => code)).toContain('too-large');
  });

  test('a packed report in a zip is opened, packed logs in a report are not', () => {
    const root = 'sosreport-kvm-01-2026-01-01-abcdefg';
    const report = gzipSync(
      tar([
        { path: `${root}/proc/cpuinfo`, content: 'processor\t: 0' },
        { path: `${root}/var/log/old.gz`, content: gzipSync(strToU8('<cpu/>')) },
      ]),
    );
    expect(open('x.zip', zip({ [`${root}.tar.gz`]: report })).files.map(([path]) => path)).toEqual([
      `${root}.tar.gz/${root}/proc/cpuinfo`,
    ]);
  });
});

describe('xz, bzip2 and zstd', () => {
  const cpus = ['f1', 'f2'].map(
    (name) => `<cpu><arch>x86_64</arch><model>Penryn</model><feature name='${name}'/></cpu>\n`,
  );
  test.each(['two.tar.xz', 'two.tar.bz2', 'two.tar.zst', 'two-no-checksum.tar.zst'])('%s', (name) => {
    expect(open(name, packed(name))).toMatchObject({
      files: [
        ['a/kvm-01.xml', cpus[0]],
        ['a/kvm-02.xml', cpus[1]],
      ],
      problems: [],
    });
  });

  test('one file, and two streams after one another', () => {
    const once = packed('kvm-01.xml.xz');
    expect(open('kvm-01.xml.xz', once).files).toEqual([['kvm-01.xml', cpus[0]]]);
    const twice = new Uint8Array([...once, 0, 0, 0, 0, ...once]);
    expect(open('x.xz', twice).files).toEqual([['x', `${cpus[0]}${cpus[0]}`]]);
  });

  test('a sos report as it is made', () => {
    const root = 'sosreport-kvm-01-2026-11-27-abcdefg';
    const { files, roles, problems } = open(`${root}.tar.xz`, packed(`${root}.tar.xz`));
    expect(files.map(([path]) => path!.slice(root.length + 1))).toEqual([
      'etc/hostname',
      'proc/cpuinfo',
      'sos_commands/virsh/virsh_-r_capabilities',
    ]);
    expect([roles[0], problems]).toEqual(['hostname', []]);
  });

  test('a checksum of a kind that is not known is said', () => {
    expect(open('x.xml.xz', packed('sha256.xml.xz')).problems).toEqual([
      ['not-understood', "x.xml.xz can't be unpacked here: its xz checksum is of an unknown kind."],
    ]);
  });

  test.each([
    ['lscpu.json', 19],
    ['cpuid-r.txt', 1],
  ])('a real print by zstd: %s, level %i', (name, level) => {
    const { files, problems } = open(`${name}.zst`, packed(`${name}.${level}.zst`));
    const print = new URL(`../fixtures/captures/${name}`, import.meta.url);
    expect([files, problems]).toEqual([[[name, readFileSync(print, 'utf8')]], []]);
  });

  /** A frame that tells neither its size nor a checksum, with a window of 1 KB. */
  const frame = (...blocks: readonly (readonly number[])[]) => [
    0x28,
    0xb5,
    0x2f,
    0xfd,
    0,
    0,
    ...blocks.flat(),
  ];
  const raw = (text: string, isLast = 0) => [(text.length << 3) | isLast, 0, 0, ...strToU8(text)];
  const times = (letter: string, count: number, isLast = 0) => [
    ((count << 3) & 0xff) | 2 | isLast,
    count >> 5,
    count >> 13,
    letter.charCodeAt(0),
  ];
  const skipped = [0x5a, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2];

  test('zstd frames after one another, with one to skip', () => {
    const bytes = [...frame(raw('<cpu'), times('/', 3, 1)), ...skipped, ...frame(raw('>', 1))];
    expect(open('x.zst', new Uint8Array(bytes)).files).toEqual([['x', '<cpu///>']]);
  });

  test.each([
    ['a block over the window', frame(times('a', 1025, 1)), 'its zstd data is corrupt'],
    ['a block of no kind', frame([7, 0, 0]), 'its zstd data is corrupt'],
    ['a cut block', frame(raw('<cpu/>', 1)).slice(0, -1), 'its zstd data ends too soon'],
    ['no last block', frame(raw('<cpu/>')), 'its zstd data ends too soon'],
    ['no frame', [...frame(raw('<cpu/>', 1)), ...strToU8('trailing')], 'its zstd data is corrupt'],
    ['a dictionary', frame(raw('<cpu/>', 1)).with(4, 1), 'it is packed with a dictionary of its own'],
  ])('bad zstd data is told: %s', (_what, bytes, words) => {
    const { files, problems } = open('x.zst', new Uint8Array(bytes));
    expect(files).toEqual([]);
    expect(problems[0]?.[1]).toContain(words);
  });

  test('a zstd bomb stops early', () => {
    const block = times('a', 128 * 1024);
    const bytes = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0, 0x70, ...new Array(20_000).fill(block).flat()]);
    expect(open('bomb.zst', bytes).problems.map(([code]) => code)).toEqual(['too-large']);
    const [first] = unpackers.zstd?.(bytes) ?? [];
    expect(first?.length).toBeLessThan(1024 * 1024);
  });

  test('what can’t be loaded is said', () => {
    const [needs, ...rest] = openArchive('x.xz', packed('kvm-01.xml.xz'));
    expect(needs).toEqual({ kind: 'needs', packing: 'xz' });
    expect(rest).toMatchObject([{ kind: 'problem', sentence: expect.stringContaining('packed with xz') }]);
  });
});

describe('integrity', () => {
  test('a zstd frame with a wrong checksum is refused', () => {
    const bytes = packed('two.tar.zst');
    for (let at = bytes.length - 4; at < bytes.length; at++) {
      const { files, problems } = open('x.tar.zst', bytes.with(at, (bytes[at] ?? 0) ^ 1));
      expect(files).toEqual([]);
      expect(problems[0]?.[1]).toBe('x.tar.zst is damaged: its checksum is wrong. Nothing in it was read.');
    }
  });

  test('a gzip with a wrong checksum is refused', () => {
    const bytes = gzipSync(strToU8('<cpu><feature name="osxsave"/></cpu>'), { level: 0 });
    const at = strFromU8(bytes, true).indexOf('osxsave') + 6;
    bytes[at] = 'f'.charCodeAt(0);
    const { files, problems } = open('crc-wrong.xml.gz', bytes);
    expect(files).toEqual([]);
    expect(problems).toEqual([
      ['malformed', 'crc-wrong.xml.gz is damaged: its checksum is missing or wrong. Nothing in it was read.'],
    ]);
  });

  test('zeros behind a gzip are none of it, a second member with a wrong checksum is', () => {
    const one = gzipSync(strToU8('<cpu/>'));
    expect(open('x.gz', new Uint8Array([...one, ...new Uint8Array(600)])).files).toEqual([['x', '<cpu/>']]);
    const two = new Uint8Array([...one, ...one]);
    two[one.length - 8] = (two[one.length - 8] ?? 0) ^ 1;
    expect(open('x.gz', two).problems.map(([code]) => code)).toEqual(['malformed']);
  });

  test('one bad entry of twenty leaves nineteen, and is named', () => {
    const bytes = zipSync(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`kvm-${i}.xml`, strToU8(`<cpu>number ${i}</cpu>`)]),
      ),
      { level: 0 },
    );
    const at = strFromU8(bytes, true).indexOf('number 7');
    bytes[at] = 0x4e;
    const { files, problems } = open('x.zip', bytes);
    expect(files).toHaveLength(19);
    expect(problems).toEqual([
      ['malformed', 'kvm-7.xml is damaged and was not read: its checksum or its length is wrong.'],
    ]);
  });

  /** The same name in both headers, the second time. */
  function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
    const text = strFromU8(bytes, true).replaceAll(from, to);
    return strToU8(text, true);
  }

  test('two entries of one name are refused where they differ', () => {
    const differing = renamed(
      zip({ 'kvm-1.xml': '<cpu>1</cpu>', 'kvm-2.xml': '<cpu>2</cpu>' }),
      'kvm-2',
      'kvm-1',
    );
    expect(open('dup.zip', differing)).toEqual({
      files: [],
      roles: [],
      problems: [
        ['malformed', 'kvm-1.xml was not read: dup.zip has several entries of that name, and they differ.'],
      ],
    });
    const same = renamed(zip({ 'kvm-1.xml': '<cpu/>', 'kvm-2.xml': '<cpu/>' }), 'kvm-2', 'kvm-1');
    expect(open('same.zip', same).files).toEqual([['kvm-1.xml', '<cpu/>']]);
  });

  test('an entry that is encrypted is named, the others are read', () => {
    const bytes = zip({ 'a.xml': '<cpu/>', 'b.xml': '<cpu/>' });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint16(directory + 8, view.getUint16(directory + 8, true) | 1, true);
    const { files, problems } = open('enc.zip', bytes);
    expect(files).toEqual([['b.xml', '<cpu/>']]);
    expect(problems).toEqual([['not-understood', 'a.xml is encrypted and was not read.']]);
  });

  test('entries that share their data are refused but for one', () => {
    const bytes = zip({ 'a.xml': '<cpu/>', 'b.xml': '<cpu/>' });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const directory = view.getUint32(bytes.length - 6, true);
    const second = directory + 46 + 5;
    bytes.set(strToU8('a.xml'), second + 46);
    view.setUint32(second + 42, 0, true);
    bytes.set(strToU8('b.xml'), directory + 46);
    bytes.set(strToU8('a.xml'), 30);
    expect(open('x.zip', bytes).files).toHaveLength(1);
    expect(open('x.zip', bytes).problems).toHaveLength(1);
  });

  test('odd names are names', () => {
    const bytes = renamed(zip({ kvm_proto: '<cpu/>', toString: '<cpu/>' }), 'kvm_proto', '__proto__');
    expect(open('x.zip', bytes).files.map(([path]) => path)).toEqual(['__proto__', 'toString']);
  });

  test('UTF-16, as PowerShell writes it, is a text', () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeff<cpu/>', 'utf16le'));
    expect(open('x.zip', zip({ 'a.xml': utf16, 'b.xml': utf16.subarray(2) })).files).toHaveLength(2);
  });

  test('a tar that ends without its mark is read, and that is said', () => {
    const { files, problems } = open('cut.tar', tar(two, false));
    expect(files).toEqual(expected);
    expect(problems).toEqual([
      [
        'cut',
        'cut.tar ends too soon: its end mark is missing. Entries before that were read; others may be missing.',
      ],
    ]);
  });

  test('a path that is too long is said', () => {
    const { files, problems } = open(
      'x.zip',
      zip({ [`${'d/'.repeat(2500)}a.xml`]: '<cpu/>', 'b.xml': '<cpu/>' }),
    );
    expect(files.map(([path]) => path)).toEqual(['b.xml']);
    expect(problems[0]?.[1]).toContain('its path has 5005 characters; the limit is 4096.');
  });
});

describe('with any byte changed, nothing is read wrong in silence', () => {
  const texts = ['<cpu>one</cpu>', '<cpu>two</cpu>'];
  const files = { 'kvm-1.xml': texts[0]!, 'kvm-2.xml': texts[1]! };
  const archive = tar(Object.entries(files).map(([path, content]) => ({ path, content })));
  const archives: [string, Uint8Array][] = [
    ['x.zip', zip(files)],
    [
      'stored.zip',
      zipSync({ 'kvm-1.xml': strToU8(texts[0]!), 'kvm-2.xml': strToU8(texts[1]!) }, { level: 0 }),
    ],
    ['x.tar.gz', gzipSync(archive)],
    ['x.tar.xz', packed('two.tar.xz')],
    ['x.tar.bz2', packed('two.tar.bz2')],
    ['x.xml.gz', gzipSync(strToU8(texts[0]!))],
    ['x.xml.xz', packed('kvm-01.xml.xz')],
    ['x.tar.zst', packed('two.tar.zst')],
    ['lscpu.json.zst', packed('lscpu.json.19.zst')],
  ];
  test.each(archives)('%s', (name, bytes) => {
    const right = open(name, bytes);
    const contents = right.files.map(([, content]) => content);
    expect(right.problems).toEqual([]);
    for (let at = 0; at < bytes.length; at++) {
      for (const change of [1, 0x80, 0xff]) {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        const { files: read, problems } = open(name, changed);
        // A name may change; its content may not, and none may be missing without a word.
        const isSame = read.every(([, content]) => contents.includes(content));
        if (!isSame) throw new Error(`byte ${at} ^ ${change}: ${JSON.stringify(read)}`);
        if (read.length < contents.length && problems.length === 0) {
          throw new Error(`byte ${at} ^ ${change}: ${read.length} read, and nothing said`);
        }
      }
    }
  });
});
