import { tooManyListed } from '../../documents/problem-sentences.ts';
import type { FormatHost, FormatProblem } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import type { LabelledNode } from './kubevirt-labels.ts';

/** A host for each node that has labels of features; what is wrong with the others is added to `problems`. */
export function hostsOf(nodes: readonly LabelledNode[], problems: FormatProblem[]): FormatHost[] {
  return nodes.flatMap((node) => hostOf(node, problems) ?? []);
}

const architectures: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['arm64', 'aarch64'],
  ['s390x', 's390x'],
  ['ppc64le', 'ppc64le'],
]);

function hostOf(node: LabelledNode, problems: FormatProblem[]): FormatHost | undefined {
  const features = new Map<string, number>();
  const models: string[] = [];
  let model: string | undefined;
  let vendor: string | undefined;
  for (const [key, { value, offset }] of node.labels) {
    const found = /^([a-z-]+)\.node\.kubevirt\.io\/(.{1,63})$/.exec(key);
    if (found === null || value !== 'true') continue;
    const [, what, name = ''] = found;
    if (what === 'cpu-feature' || what === 'host-model-required-features') features.set(name, offset);
    else if (what === 'cpu-model') models.push(name);
    else if (what === 'host-model-cpu') model = name;
    else if (what === 'cpu-vendor') vendor = name;
  }
  const name = node.name ?? node.labels.get('kubernetes.io/hostname')?.value;
  if (features.size === 0) {
    problems.push(noLabels(node.offset, name));
    return undefined;
  }
  if (features.size > MAX_FEATURES) {
    problems.push(tooManyListed(node.offset, { what: 'The label list', count: features.size }));
    return undefined;
  }
  const label = node.labels.get('kubernetes.io/arch') ?? node.labels.get('beta.kubernetes.io/arch');
  const arch = architectures.get(label?.value ?? 'amd64') ?? 'x86_64';
  const known = { ...(vendor === undefined ? {} : { vendor }), ...(model === undefined ? {} : { model }) };
  const names = [...features.keys()];
  return {
    kind: 'kubevirt',
    view: 'qemu',
    arch,
    cpu: { kind: 'names', arch, vocabulary: 'libvirt', names, ...known },
    offset: node.offset,
    featureOffsets: [...features.values()],
    ...(name === undefined ? {} : { name }),
    emulator: { models: models.map((name) => ({ name, usable: 'yes', blockers: [] })) },
  };
}

function noLabels(offset: number, name: string | undefined): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `Node ${name ?? subject} (line ${line}) has no cpu-feature.node.kubevirt.io labels: KubeVirt runs no ` +
      'virtual machines there, or has not labelled it yet.',
  };
}
