import { gzipSync, strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archiveKind, archiveLimits, openArchive } from './archive.ts';
import { archiveRole } from './paths.ts';

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

function open(name: string, bytes: Uint8Array, limits = archiveLimits) {
  const items = [...openArchive(name, bytes, limits)];
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
    ['unfinished.tar', tar(two, false)],
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
  ['sosreport-a/sos_commands/networking/ip_addr', undefined],
  ['must-gather.local.1/quay-io/cluster-scoped-resources/core/nodes/worker-1.yaml', 'document'],
  ['must-gather.local.1/quay-io/namespaces/x/pods.yaml', undefined],
  ['__proto__', 'document'],
])('%s is %s', (path, role) => {
  expect(archiveRole(path)).toBe(role);
});

describe('limits', () => {
  const limits = { total: 100_000, file: 2000, entries: 3 };
  const bomb = gzipSync(new Uint8Array(40 * 1024 * 1024));

  test('a gzip bomb stops early', () => {
    // The processor's time: others may hold the machine up.
    const before = process.cpuUsage();
    expect(open('bomb.gz', bomb, limits).problems).toEqual([
      ['too-large', 'bomb is larger than 2000 bytes when unpacked and is left out.'],
    ]);
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });

  test('a tar bomb stops early', () => {
    const entries = Array.from({ length: 3 }, (_, i) => ({
      path: `${i}.bin`,
      content: new Uint8Array(60_000),
    }));
    expect(open('bomb.tgz', gzipSync(tar(entries)), limits).problems).toEqual([
      ['too-large', 'bomb.tgz unpacks to more than 100000 bytes; what stands behind is not read.'],
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
    const { files: read, problems } = open('a.zip', zipSync(files), { total: 3000, file: 2000, entries: 9 });
    expect(read).toHaveLength(2);
    expect(problems.map(([code]) => code)).toEqual(['too-large']);
  });
});

describe('what is not unpacked', () => {
  test.each([
    ['sosreport.tar.xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], /packed with xz, which is not unpacked here/],
    ['x.bz2', [0x42, 0x5a, 0x68, 0x39], /packed with bzip2/],
    ['x.zst', [0x28, 0xb5, 0x2f, 0xfd], /packed with zstd/],
    ['x.txt', [0x41], /is no archive/],
    ['empty', [], /is no archive/],
  ])('%s', (name, bytes, sentence) => {
    const { files, problems } = open(name, new Uint8Array(bytes));
    expect(files).toEqual([]);
    expect(problems[0]?.[1]).toMatch(sentence);
  });

  test('entries that are no text, silently', () => {
    expect(open('x.tar', tar([{ path: 'a.dat', content: new Uint8Array(100) }]))).toEqual({
      files: [],
      roles: [],
      problems: [],
    });
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
      'malformed',
    ]);
  });
});

test('kinds are told by bytes', () => {
  expect(archiveKind(strToU8('<capabilities/>'))).toBeUndefined();
  expect(archiveKind(tar(two))).toBe('tar');
});
