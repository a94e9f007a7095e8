import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonFormat } from '../index.ts';
import { readAll } from '../read-all.test-support.ts';

const read = (text: string) => readAll(jsonFormat, text);

const props = {
  vendor: 'GenuineIntel',
  family: 6,
  model: 85,
  stepping: 4,
  'model-id': 'Intel Xeon',
  check: true,
  fpu: true,
  'sse4.1': true,
  sse4_1: true,
  avx2: true,
  avx512f: false,
  'phys-bits': 46,
};
const expansion = { return: { model: { name: 'host', props } }, id: 'x' };
const definitions = {
  return: [
    { name: 'max', typename: 'max-x86_64-cpu', 'unavailable-features': [], static: false, deprecated: false },
    {
      name: 'Haswell',
      typename: 'Haswell-x86_64-cpu',
      'unavailable-features': ['rtm', 'hle', 'rtm'],
      'alias-of': 'Haswell-v1',
    },
    { name: 'old', typename: 'old-x86_64-cpu' },
  ],
};
const names = ['check', 'fpu', 'sse4.1', 'sse4_1', 'avx2'];
const models = [
  { name: 'max', usable: 'yes', deprecated: false, blockers: [] },
  { name: 'Haswell', usable: 'no', canonical: 'Haswell-v1', blockers: ['rtm', 'hle'] },
  { name: 'old', usable: 'unknown', blockers: [] },
];
const host = {
  kind: 'qmp-expansion',
  view: 'qemu',
  arch: 'x86_64',
  cpu: {
    kind: 'names',
    arch: 'x86_64',
    vocabulary: 'qemu',
    names,
    vendor: 'GenuineIntel',
    signature: { family: 6, model: 85, stepping: 4 },
  },
};
const one = JSON.stringify(expansion);
const list = JSON.stringify(definitions);
const greeting = '{"QMP": {"version": {"qemu": {"major": 9}}, "capabilities": ["oob"]}}';

describe('one host', () => {
  test.each([
    ['on one line', one],
    ['as virsh --pretty prints it', JSON.stringify(expansion, null, 2)],
    [
      'in a session',
      `${greeting}\n{"execute": "qmp_capabilities"}\n{"return": {}}\n{"execute": "query-cpu-model-expansion", "arguments": {"type": "full", "model": {"name": "host"}}}\n${one}\n`,
    ],
    ["with arrows, as in QEMU's manual", `-> { "execute": "query-cpu-model-expansion" }\n<- ${one}\n`],
    [
      'below a prompt',
      `[root@kvm-01 ~]# virsh qemu-monitor-command vm '{"execute":"query-cpu-model-expansion"}'\n${one}\n`,
    ],
    ["in what Ansible's debug prints", `ok: [kvm-01] => ${JSON.stringify({ msg: expansion }, null, 4)}\n`],
    ['broken inside a word by a terminal', one.replace('avx2', 'av\nx2')],
    ['as recorded, in an array', `[${one}]`],
    ['without its envelope', JSON.stringify(expansion.return)],
  ])('%s', (_, text) => {
    const { hosts, sentences } = read(text);
    expect(sentences).toEqual([]);
    expect(hosts.map(({ offset: _offset, ...rest }) => rest)).toEqual([host]);
  });

  test.each([
    ['after one another', `${one}\n${list}`],
    ['the other way round', `${list}\n\n${one}`],
    ['in an array', JSON.stringify([expansion, definitions])],
    [
      'with the next command between',
      `${one}\nroot@kvm-01:~# virsh qemu-monitor-command vm '{"execute":"query-cpu-definitions"}'\n${list}`,
    ],
  ])('with its models, %s', (_, text) => {
    const { hosts, problems } = read(text);
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([{ ...host, emulator: { models } }]);
  });

  test('a named model keeps its name, and a family of 0 is no signature', () => {
    const reply = { return: { model: { name: 'EPYC', props: { ...props, family: 0 } } } };
    const cpu = read(JSON.stringify(reply)).hosts[0]?.cpu;
    expect(cpu).toMatchObject({ model: 'EPYC' });
    expect(cpu).not.toHaveProperty('signature');
  });

  test('of another architecture', () => {
    const z = { return: { model: { name: 'z13.2-base', props: { aes: true, vx: true, te: false } } } };
    expect(read(JSON.stringify(z)).hosts[0]).toMatchObject({ arch: 's390x', cpu: { names: ['aes', 'vx'] } });
  });
});

test('two hosts with a heading between, and each its own models', () => {
  const text = `== kvm-01 ==\n${one}\n${list}\n== kvm-02 ==\n${one}\n`;
  const { hosts, spans } = read(text);
  expect(spans).toHaveLength(2);
  expect(hosts.map(({ emulator }) => emulator?.models.length)).toEqual([3, undefined]);
});

test("another host's models are not joined to it", () => {
  const command = (host: string) =>
    `root@${host}:~# virsh qemu-monitor-command vm '{"execute":"query-cpu-definitions"}'`;
  const { hosts, problems } = read(`${command('kvm-01')}\n${one}\n${command('kvm-02')}\n${list}`);
  expect(hosts[0]).not.toHaveProperty('emulator');
  expect(problems.map(({ code }) => code)).toEqual(['no-cpu']);
});

describe('a reply that is not a host', () => {
  test.each([
    ['models alone', list, 'no-cpu', /says which of 3 models QEMU can run, but not what the CPU has/],
    [
      'an error',
      '{"error": {"class": "GenericError", "desc": "The CPU type is invalid"}}',
      'no-cpu',
      /refused the command \(line 1\): The CPU type is invalid/,
    ],
    [
      'no properties',
      '{"return": {"model": {"name": "host", "props": {}}}}',
      'no-cpu',
      /no property that is true/,
    ],
    ['cut', one.slice(0, -20), 'cut', /ends in line 1 before its brackets are closed/],
    ['damaged', one.replace('"fpu":true', '"fpu":tru'), 'malformed', /is not valid JSON in or near line 1/],
    [
      'deep',
      `{"return": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "props": 1}`,
      'too-deep',
      /nested 100001 deep; the limit is 64/,
    ],
  ])('%s', (_, text, code, sentence) => {
    const { hosts, problems, sentences } = read(text);
    expect(hosts).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(sentences[0]).toMatch(sentence);
  });

  test('4,097 features', () => {
    const many = Object.fromEntries(Array.from({ length: 4097 }, (_, i) => [`f${i}`, true]));
    const { problems } = read(JSON.stringify({ return: { model: { name: 'x', props: many } } }));
    expect(problems.map(({ code }) => code)).toEqual(['too-many']);
  });
});

test('members of other types, or with names that objects have, do no harm', () => {
  const text = `{"return": {"model": {"name": 1, "props": {"__proto__": true, "constructor": true, "family": "6", "vendor": 5}}}}`;
  expect(read(text).names).toEqual(['__proto__', 'constructor']);
  expect(read('{"return": [null, 1, "x", {"typename": 1}]}').hosts).toEqual([]);
});

test.each(['', '{"return": {}}', '{"error": "x"}', '{"items": [{"props": 1}]} "return":', greeting])(
  '%s is not ours',
  (text) => {
    expect(read(text).hosts).toEqual([]);
    expect(read(text).problems).toEqual([]);
  },
);

const replies = new URL('../../../cpu/vocabulary/fixtures/qmp-replies.jsonl', import.meta.url);

test('every recorded reply is a host with its vendor and signature', () => {
  let count = 0;
  for (const line of readFileSync(replies, 'utf8').trimEnd().split('\n')) {
    const { reply, vendor, family, model, stepping } = JSON.parse(line);
    const { hosts, problems } = read(JSON.stringify(reply));
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([{ cpu: { vendor, signature: { family, model, stepping } } }]);
    count++;
  }
  expect(count).toBe(31);
});

test.each([
  [
    'beside the model',
    { model: { name: 'gen16a-base', props: { aen: true, te: false } }, 'deprecated-props': ['te'] },
  ],
  [
    'before it',
    { 'deprecated-props': ['te'], model: { name: 'gen16a-base', props: { aen: true, te: false } } },
  ],
  ['in it', { model: { name: 'gen16a-base', 'deprecated-props': ['te'], props: { aen: true, te: false } } }],
])('properties that QEMU says are deprecated, %s', (_, reply) => {
  for (const space of [undefined, 2]) {
    const { hosts, sentences } = readAll(jsonFormat, JSON.stringify({ return: reply }, null, space));
    expect(sentences).toEqual([]);
    expect(hosts).toMatchObject([{ arch: 's390x', cpu: { names: ['aen'], model: 'gen16a-base' } }]);
  }
});
