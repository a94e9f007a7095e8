import { describe, expect, test } from 'vitest';
import { jsonFormat } from '../index.ts';
import { readAll } from '../read-all.test-support.ts';
import { kubevirt } from './kubevirt.ts';

const read = (text: string) => readAll([jsonFormat, kubevirt], text);

const labels = {
  'beta.kubernetes.io/arch': 'amd64',
  'cpu-feature.node.kubevirt.io/avx2': 'true',
  'cpu-feature.node.kubevirt.io/sse4.1': 'true',
  'cpu-feature.node.kubevirt.io/off': 'false',
  'cpu-model-migration.node.kubevirt.io/Haswell': 'true',
  'cpu-model.node.kubevirt.io/Haswell': 'true',
  'cpu-model.node.kubevirt.io/Penryn': 'true',
  'cpu-timer.node.kubevirt.io/tsc-frequency': '2099998000',
  'cpu-vendor.node.kubevirt.io/Intel': 'true',
  'host-model-cpu.node.kubevirt.io/Skylake-Server-IBRS': 'true',
  'host-model-required-features.node.kubevirt.io/vmx': 'true',
  'kubernetes.io/arch': 'amd64',
  'kubernetes.io/hostname': 'worker-1',
  'kubevirt.io/schedulable': 'true',
};
const entries = Object.entries(labels);
const names = ['avx2', 'sse4.1', 'vmx'];

function node(name: string, own: Record<string, string> = labels) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      annotations: {
        'x/last-applied': '{"metadata":{"labels":{"cpu-feature.node.kubevirt.io/annotated":"true"}}}',
      },
      labels: own,
      managedFields: [
        { fieldsV1: { 'f:metadata': { 'f:labels': { 'f:cpu-feature.node.kubevirt.io/managed': {} } } } },
      ],
      name,
    },
    status: { nodeInfo: { architecture: 'amd64' } },
  };
}

function yaml(name: string, indent: string, dash = indent): string {
  return [
    `${dash}apiVersion: v1`,
    `${indent}kind: Node`,
    `${indent}metadata:`,
    `${indent}  annotations:`,
    `${indent}    x/last-applied: |`,
    `${indent}      metadata:`,
    `${indent}        labels:`,
    `${indent}          cpu-feature.node.kubevirt.io/annotated: "true"`,
    `${indent}  labels:`,
    ...entries.map(([key, value]) => `${indent}    ${key}: "${value}"`),
    `${indent}  managedFields:`,
    `${indent}  - apiVersion: v1`,
    `${indent}    fieldsV1:`,
    `${indent}      f:metadata:`,
    `${indent}        f:labels:`,
    `${indent}          f:cpu-feature.node.kubevirt.io/managed: {}`,
    `${indent}    name: not-the-name`,
    `${indent}  name: ${name}`,
    `${indent}status:`,
    `${indent}  addresses:`,
    `${indent}  - address: 10.0.0.1`,
    `${indent}    type: InternalIP`,
  ].join('\n');
}

const listYaml = `apiVersion: v1\nitems:\n${yaml('worker-1', '  ', '- ')}\n${yaml('worker-2', '  ', '- ')}\nkind: List\nmetadata:\n  resourceVersion: ""\n`;

const describeNode = (name: string) => `Name:               ${name}
Roles:              worker
Labels:             ${entries.map(([key, value]) => `${key}=${value}`).join('\n                    ')}
Annotations:        kubevirt.io/heartbeat: 2026-01-01T00:00:00Z
CreationTimestamp:  Thu, 01 Jan 2026 00:00:00 +0000
Conditions:
  Type             Status
`;

const showLabels = (...list: string[]) =>
  `NAME       STATUS   ROLES    AGE   VERSION   LABELS\n${list
    .map(
      (name) =>
        `${name}   Ready    worker   5d    v1.30.1   ${entries.map(([k, v]) => `${k}=${v}`).join(',')}`,
    )
    .join('\n')}\n`;

const host = {
  kind: 'kubevirt',
  view: 'qemu',
  arch: 'x86_64',
  name: 'worker-1',
  cpu: {
    kind: 'names',
    arch: 'x86_64',
    vocabulary: 'libvirt',
    names,
    vendor: 'Intel',
    model: 'Skylake-Server-IBRS',
  },
  emulator: {
    models: [
      { name: 'Haswell', usable: 'yes', blockers: [] },
      { name: 'Penryn', usable: 'yes', blockers: [] },
    ],
  },
};

describe('one node', () => {
  test.each([
    ['-o json', JSON.stringify(node('worker-1'), null, 4)],
    ['-o json, a list', JSON.stringify({ kind: 'List', items: [node('worker-1')] })],
    ['-o yaml', yaml('worker-1', '')],
    ['describe', describeNode('worker-1')],
    ['--show-labels', showLabels('worker-1')],
    ['below a prompt', `$ kubectl get node worker-1 -o yaml\n${yaml('worker-1', '')}\n$ exit\n`],
    ['labels alone, from YAML', entries.map(([key, value]) => `    ${key}: "${value}"`).join('\n')],
    ['labels alone, from describe', entries.map(([key, value]) => `${key}=${value}`).join('\n')],
  ])('%s', (_, text) => {
    const { hosts, sentences } = read(text);
    expect(sentences).toEqual([]);
    expect(hosts).toMatchObject([host]);
    expect(hosts[0]?.cpu).toEqual(host.cpu);
  });

  test('tells the line of each feature', () => {
    const { hosts, text } = read(yaml('worker-1', ''));
    const [first = 0] = hosts[0]?.featureOffsets ?? [];
    expect(text.slice(first)).toMatch(/^ {4}cpu-feature\.node\.kubevirt\.io\/avx2/);
    expect(hosts[0]?.featureOffsets).toHaveLength(3);
  });

  test('of another architecture', () => {
    const own = { 'cpu-feature.node.kubevirt.io/sve': 'true', 'kubernetes.io/arch': 'arm64' };
    expect(read(JSON.stringify(node('arm', own))).hosts).toMatchObject([{ name: 'arm', arch: 'aarch64' }]);
  });
});

describe('many nodes', () => {
  test.each([
    ['a list in YAML', listYaml],
    ['a list in JSON', JSON.stringify({ items: [node('worker-1'), node('worker-2')] })],
    ['documents', `${yaml('worker-1', '')}\n---\n${yaml('worker-2', '')}\n`],
    ['descriptions', `${describeNode('worker-1')}\n\n${describeNode('worker-2')}`],
    ['a table', showLabels('worker-1', 'worker-2')],
    ['of two kinds', `${describeNode('worker-1')}\n${JSON.stringify(node('worker-2'))}\n`],
  ])('%s', (_, text) => {
    const { hosts, sentences } = read(text);
    expect(sentences).toEqual([]);
    expect(hosts.map(({ name }) => name)).toEqual(['worker-1', 'worker-2']);
    for (const { cpu } of hosts) expect(cpu).toEqual(host.cpu);
  });

  test('two thousand', () => {
    const items = Array.from({ length: 2000 }, (_, i) => yaml(`worker-${i}`, '  ', '- '));
    expect(read(`apiVersion: v1\nitems:\n${items.join('\n')}\nkind: List\n`).hosts).toHaveLength(2000);
  });
});

describe('broken texts', () => {
  test('a node without the labels is named, the others are read', () => {
    const text = JSON.stringify({
      items: [node('control', { 'kubernetes.io/arch': 'amd64' }), node('worker-1')],
    });
    const { hosts, sentences } = read(text);
    expect(hosts.map(({ name }) => name)).toEqual(['worker-1']);
    expect(sentences[0]).toMatch(/^Node control \(line 1\) has no cpu-feature\.node\.kubevirt\.io labels/);
  });

  test('a cut list in YAML: the node that it ends in is left out', () => {
    const { hosts, problems, sentences } = read(
      listYaml.slice(0, listYaml.lastIndexOf('kubevirt.io/Haswell')),
    );
    expect(hosts.map(({ name }) => name)).toEqual(['worker-1']);
    expect(problems.map(({ code }) => code)).toEqual(['cut']);
    expect(sentences[0]).toMatch(
      /^The node YAML of kvm-01 ends in line \d+, inside a node.* The node before it is used\.$/,
    );
  });

  test('a cut node in YAML', () => {
    const text = yaml('worker-1', '');
    const { hosts, problems } = read(text.slice(0, text.indexOf('Skylake')));
    expect(hosts).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['cut']);
  });

  test('a node of which only the labels were taken is whole', () => {
    const text = yaml('worker-1', '');
    const { hosts, problems } = read(text.slice(0, text.indexOf('  managedFields')));
    expect(problems).toEqual([]);
    expect(hosts).toHaveLength(1);
  });

  test('cut JSON', () => {
    const text = JSON.stringify(node('worker-1'), null, 2);
    const { hosts, problems } = read(text.slice(0, text.indexOf('managedFields')));
    expect(hosts).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['cut']);
  });

  test('labels of other types, and names that objects have', () => {
    const text = `{"kind":"Node","metadata":{"name":5,"labels":{"cpu-feature.node.kubevirt.io/__proto__":"true","cpu-feature.node.kubevirt.io/x":true,"__proto__":"y"}}}`;
    expect(read(text).names).toEqual(['__proto__']);
  });

  test('4,097 features', () => {
    const own = Object.fromEntries(
      Array.from({ length: 4097 }, (_, i) => [`cpu-feature.node.kubevirt.io/f${i}`, 'true']),
    );
    expect(read(JSON.stringify(node('x', own))).problems.map(({ code }) => code)).toEqual(['too-many']);
  });
});

test('YAML of another kind is no node', () => {
  const { hosts, sentences } = read(
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  nodeSelector:\n    cpu-feature.node.kubevirt.io/avx2: "true"\n',
  );
  expect(hosts).toEqual([]);
  expect(sentences).toHaveLength(1);
  expect(sentences[0]).toMatch(/looks like labels of a node but contains no CPU/);
});

test.each([
  '',
  'node.kubevirt.io',
  'apiVersion: v1\nkind: Node\n',
  '{"metadata": {"labels": {}}}',
  'a/b=c\n',
])('%s is not ours', (text) => {
  expect(read(text).spans).toEqual([]);
});

describe('pieces of what kubectl prints', () => {
  const worker = (name: string) => expect.objectContaining({ ...host, name, offset: expect.anything() });

  test.each([
    ['items of a list whose beginning is missing', ''],
    ['the same, indented', '    '],
  ])('%s', (_, margin) => {
    const items = `${yaml('worker-1', '  ', '- ')}\n${yaml('worker-2', '  ', '- ')}\n`.replace(/^/gm, margin);
    const { hosts, sentences } = read(items.trimEnd());
    expect(sentences).toEqual([]);
    expect(hosts).toEqual([worker('worker-1'), worker('worker-2')]);
  });

  test('a node that is indented, and what is less indented after it', () => {
    const { hosts, sentences } = read(`stdout:\n${yaml('worker-1', '  ')}\nchanged: false\n`);
    expect(sentences).toEqual([]);
    expect(hosts).toEqual([worker('worker-1')]);
  });

  test.each([
    ['of JSON', (key: string, value: string) => `    "${key}": "${value}",`],
    ['of YAML', (key: string, value: string) => `    ${key}: "${value}"`],
    ['of a description', (key: string, value: string) => `          ${key}=${value}`],
  ])('labels alone %s, one without a slash among them', (_, line) => {
    const all = Object.entries({ ...labels, cpumanager: 'false' }).sort();
    const { hosts, sentences } = read(all.map(([key, value]) => line(key, value)).join('\n'));
    expect(sentences).toEqual([]);
    expect(hosts).toEqual([worker('worker-1')]);
  });

  test.each([
    ['labels alone, as jq prints them for each node', JSON.stringify(labels, null, 2), undefined],
    ['labels and a name', JSON.stringify({ name: 'worker-7', labels }), 'worker-7'],
    ['a list of names and labels', JSON.stringify([{ name: 'worker-7', labels }]), 'worker-7'],
    ['labels below their key', JSON.stringify({ labels }, null, 2), undefined],
  ])('JSON with %s', (_, text, name = 'worker-1') => {
    const { hosts, sentences } = read(`${text}\n`);
    expect(sentences).toEqual([]);
    expect(hosts).toEqual([worker(name)]);
  });

  test('a node selector is no node', () => {
    const selector = JSON.stringify({ nodeSelector: { 'cpu-model.node.kubevirt.io/Haswell': 'true' } });
    const { hosts, sentences } = read(selector);
    expect(hosts).toEqual([]);
    expect(sentences[0]).toMatch(/contains no CPU/);
  });

  test('two objects of labels are two nodes', () => {
    const second = JSON.stringify({ ...labels, 'kubernetes.io/hostname': 'worker-2' }, null, 2);
    const { hosts } = read(`${JSON.stringify(labels, null, 2)}\n${second}\n`);
    expect(hosts).toEqual([worker('worker-1'), worker('worker-2')]);
  });

  test('a node whose YAML begins with its kind', () => {
    const { hosts, sentences } = read(
      `kind: Node\nmetadata:\n  name: worker-7\n  labels:\n${entries.map(([key, value]) => `    ${key}: "${value}"`).join('\n')}\nstatus: {}\n`,
    );
    expect(sentences).toEqual([]);
    expect(hosts).toEqual([worker('worker-7')]);
  });

  test('the copies of labels in managedFields are no node', () => {
    const managed =
      '    f:cpu-feature.node.kubevirt.io/avx2: {}\n    f:cpu-feature.node.kubevirt.io/sse4.1: {}\n';
    expect(read(managed).spans).toEqual([]);
  });
});
