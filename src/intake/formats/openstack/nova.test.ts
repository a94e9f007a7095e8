import { describe, expect, test } from 'vitest';
import { jsonFormat } from '../index.ts';
import { readAll } from '../read-all.test-support.ts';
import { nova } from './nova.ts';

const read = (text: string) => readAll([jsonFormat, nova], text);

const info = {
  arch: 'x86_64',
  model: 'Skylake-Server-IBRS',
  vendor: 'Intel',
  topology: { cells: 2, sockets: 1, cores: 20, threads: 2 },
  features: ['pku', 'sse4.1', 'avx512-vpopcntdq', 'vmx', 'pku'],
};
const cpu = {
  kind: 'host',
  arch: 'x86_64',
  model: 'Skylake-Server-IBRS',
  vendor: 'Intel',
  topology: { sockets: 1, dies: 1, clusters: 1, cores: 20, threads: 2 },
  features: ['pku', 'sse4.1', 'avx512-vpopcntdq', 'vmx'],
};
const hypervisor = (name: string, cpuInfo: unknown) => ({
  id: 1,
  state: 'up',
  cpu_info: cpuInfo,
  hypervisor_hostname: name,
  service: { host: 'service-host', id: 5 },
});
const string = JSON.stringify(info);

function table(rows: [string, string][], width = 400): string {
  const rule = `+-----------------------+${'-'.repeat(width + 2)}+`;
  const lines = rows.flatMap(([key, value]) => {
    const pieces = value.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''];
    return pieces.map((piece, i) => `| ${(i === 0 ? key : '').padEnd(21)} | ${piece.padEnd(width)} |`);
  });
  return [rule, `| ${'Field'.padEnd(21)} | ${'Value'.padEnd(width)} |`, rule, ...lines, rule].join('\n');
}
const rows = (value: string, name = 'kvm-7.example.org'): [string, string][] => [
  ['aggregates', '[]'],
  ['cpu_info', value],
  ['hypervisor_hostname', name],
  ['id', '7'],
];
const python = string.replaceAll('"', "'");

const features = `[${info.features.map((name) => `'${name}'`).join(', ')}]`;
const listed =
  `arch='x86_64', features='${features}', model='Skylake-Server-IBRS', topology.cells='2', topology.cores='20', ` +
  "topology.sockets='1', topology.threads='2', vendor='Intel'";
const listedTopology = listed.replace(
  /topology\..*(?=, vendor)/,
  "topology='{'cells': 2, 'sockets': 1, 'cores': 20, 'threads': 2}'",
);
const yaml = (indent: string) =>
  [
    'arch: x86_64',
    'features:',
    ...info.features.map((name) => `- ${name}`),
    'model: Skylake-Server-IBRS',
    'topology:',
    '  cells: 2',
    '  cores: 20',
    '  sockets: 1',
    '  threads: 2',
    'vendor: Intel',
  ]
    .map((line) => indent + line)
    .join('\n');

const flat = (names: readonly string[]): [string, string][] => [
  ['cpu_info_arch', 'x86_64'],
  ['cpu_info_features', `[${names.map((name) => `"${name}"`).join(', ')}]`],
  ['cpu_info_model', 'Skylake-Server-IBRS'],
  ['cpu_info_topology_cells', '2'],
  ['cpu_info_topology_cores', '20'],
  ['cpu_info_topology_sockets', '1'],
  ['cpu_info_topology_threads', '2'],
  ['cpu_info_vendor', 'Intel'],
  ['hypervisor_hostname', 'kvm-7.example.org'],
];

describe('one hypervisor', () => {
  test.each<[string, string]>([
    ['its API, as an object', JSON.stringify({ hypervisor: hypervisor('kvm-7.example.org', info) })],
    [
      'its API, as a string',
      JSON.stringify({ hypervisor: hypervisor('kvm-7.example.org', string) }, null, 2),
    ],
    ['openstack hypervisor show -f json', JSON.stringify(hypervisor('kvm-7.example.org', string), null, 2)],
    [
      'broken inside a string by a terminal',
      JSON.stringify(hypervisor('kvm-7.example.org', string)).replace('Skylake', 'Sky\nlake'),
    ],
    ['a table', table(rows(string))],
    ["the client's own notation in a table", table(rows(listed), 700)],
    ["the client's own notation in a table that wraps", table(rows(listed), 40)],
    ["the client's notation before topology had names of its own", table(rows(listedTopology), 700)],
    ['-f yaml', `aggregates: []\ncpu_info:\n${yaml('  ')}\nhypervisor_hostname: kvm-7.example.org\nid: 7\n`],
    [
      'YAML with its list in one line',
      `cpu_info:\n${yaml('  ').replace(/features:[\s\S]*(?=\n +model)/, `features: [${info.features.join(', ')}]`)}\nhypervisor_hostname: kvm-7.example.org\n`,
    ],
    [
      '-f yaml in a list',
      `- cpu_info:\n${yaml('    ')}\n  hypervisor_hostname: kvm-7.example.org\n  id: 7\n`,
    ],
    [
      '-f yaml, where it is a string that wraps',
      `aggregates: []\ncpu_info: '${JSON.stringify(info, null, 1).replace(/\n */g, '\n  ')}'\nhypervisor_hostname: kvm-7.example.org\n`,
    ],
    [
      'a piece of JSON',
      JSON.stringify(hypervisor('kvm-7.example.org', string), null, 2).split('\n').slice(3, 5).join('\n'),
    ],
    ['the table of nova hypervisor-show', table(flat(info.features))],
    ['the table of nova hypervisor-show, which wraps', table(flat(info.features), 40)],
    ['a table that wraps', table(rows(JSON.stringify(info, null, 1).replace(/\n */g, ' ')), 40)],
    ["a table with Python's dict", table(rows(python))],
    [
      "a table with an old Python's dict",
      table(rows(python.replaceAll("'", "u'").replace(/u'(?=[:,\]}])/g, "'"))),
    ],
    [
      '-f shell',
      `aggregates="[]"\ncpu_info="${string.replaceAll('"', '\\"')}"\nhypervisor_hostname=kvm-7.example.org\n`,
    ],
    [
      'the database',
      `*************************** 1. row ***************************\n           cpu_info: ${string}\nhypervisor_hostname: kvm-7.example.org\n`,
    ],
  ])('from %s', (_, text) => {
    const { hosts, sentences } = read(text);
    expect(sentences).toEqual([]);
    expect(hosts).toMatchObject([{ kind: 'nova', view: 'host', arch: 'x86_64', name: 'kvm-7.example.org' }]);
    expect(hosts[0]?.cpu).toEqual({ kind: 'host', cpu });
  });

  test('alone, without a name', () => {
    const { hosts } = read(`cat cpu_info\n${string}\n`);
    expect(hosts[0]).not.toHaveProperty('name');
    expect(hosts[0]?.cpu).toEqual({ kind: 'host', cpu });
  });

  test('whose topology is none keeps the rest', () => {
    const odd = { ...info, topology: { sockets: 0, cores: 1e12, threads: 'x' } };
    expect(read(JSON.stringify(odd)).hosts[0]?.cpu).toEqual({
      kind: 'host',
      cpu: { ...cpu, topology: undefined },
    });
  });
});

test.each([
  ['a list', JSON.stringify({ hypervisors: [hypervisor('a', info), hypervisor('b', string)] })],
  [
    'tables of nova hypervisor-show',
    `${table([...flat(['vmx']).slice(0, -1), ['hypervisor_hostname', 'a']])}\n${table([...flat(['vmx']).slice(0, -1), ['hypervisor_hostname', 'b']])}`,
  ],
  ['tables', `${table(rows(string, 'a'))}\n${table(rows(string, 'b'))}`],
  ['documents', `${JSON.stringify(hypervisor('a', info))}\n${table(rows(string, 'b'))}`],
])('two hypervisors from %s', (_, text) => {
  expect(read(text).hosts.map(({ name }) => name)).toEqual(['a', 'b']);
});

describe('broken texts', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'empty',
      JSON.stringify(hypervisor('ironic-1', '')),
      'no-cpu',
      /^The cpu_info of ironic-1 \(line 1\) says no architecture/,
    ],
    ['baremetal', JSON.stringify(hypervisor('ironic-1', 'baremetal cpu')), 'no-cpu', /says no architecture/],
    [
      "another driver's",
      JSON.stringify(hypervisor('esx-1', { vendor: ['Intel'], model: ['Xeon'], topology: {} })),
      'no-cpu',
      /^The cpu_info of esx-1/,
    ],
    ['null', JSON.stringify(hypervisor('x', null)), 'no-cpu', /^The cpu_info of x/],
    [
      'cut string',
      JSON.stringify(hypervisor('x', string.slice(0, 50))),
      'malformed',
      /can't be read: it is cut or not JSON/,
    ],
    [
      'cut document',
      JSON.stringify(hypervisor('x', info)).slice(0, 150),
      'cut',
      /^OpenStack's JSON of kvm-01 ends in line 1/,
    ],
    [
      'YAML without its features',
      'cpu_info:\n  arch: x86_64\n  model: Haswell\n',
      'no-cpu',
      /says no architecture/,
    ],
    ['a piece of a string', '"cpu_info": "{\\"arch\\": \\"x86_64\\",\n', 'malformed', /can't be read/],
    ['cut table', table(rows(string)).slice(0, 1850), 'malformed', /can't be read/],
    [
      'deep string',
      JSON.stringify(hypervisor('x', `{"a":${'['.repeat(100_000)}`)),
      'malformed',
      /can't be read/,
    ],
  ])('%s', (_, text, code, sentence) => {
    const { hosts, problems, sentences } = read(text);
    expect(hosts).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(sentences[0]).toMatch(sentence);
  });

  test('4,097 features', () => {
    const features = Array.from({ length: 4097 }, (_, i) => `f${i}`);
    expect(read(JSON.stringify({ ...info, features })).problems.map(({ code }) => code)).toEqual([
      'too-many',
    ]);
  });

  test('features of other types, and names that objects have', () => {
    const { hosts, names } = read(
      JSON.stringify({ ...info, features: [1, null, '', '__proto__', 'constructor'] }),
    );
    expect(hosts[0]?.cpu.kind).toBe('host');
    expect(names).toEqual(['__proto__', 'constructor']);
  });
});

test.each(['', 'cpu_info', '{"return": {}}', '{"features": []}', '| cpu | x |\n', 'see cpu_info below\n'])(
  '%s is not ours',
  (text) => {
    expect(read(text).spans).toEqual([]);
  },
);
