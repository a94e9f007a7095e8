import { besideJson, type JsonSpan, jsonAt, jsonSpans, parseJson } from '../../documents/json-spans.ts';
import type { Format, FormatHost, FormatProblem, FormatReading, Span } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { linesIn, orNotUnderstood } from '../../text/text-lines.ts';
import {
  isCutYaml,
  kubevirtLabel,
  type LabelledNode,
  nodesInJson,
  nodesInLines,
  nodesInYaml,
} from './kubevirt-labels.ts';

/**
 * Labels that KubeVirt puts on the nodes of a cluster, from the domain capabilities that libvirt gives there:
 * features and models in libvirt's names, as QEMU can run them.
 */
export const kubevirt: Format = {
  name: 'KubeVirt node labels',
  fingerprint: {
    opening:
      /(?:- +)?apiVersion: +\S|kind: +(?:Node|List)\s*$|Name: +\S+\s*$|NAME +STATUS +|["']?[a-z-]+\.node\.kubevirt\.io\//,
    jsonKey: /"(?:apiVersion|kind|metadata|labels|[a-z-]+\.node\.kubevirt\.io\/[^"\n]{1,100})"\s*:/,
    programs: ['kubectl', 'oc'],
    words: ['apiversion', 'kind', 'metadata', 'labels'],
    fileWords: ['kubectl', 'node-labels', 'describe'],
  },
  find,
  read,
};

function find(text: string): Span[] {
  if (!kubevirtLabel.test(text)) return [];
  const json = jsonSpans(text).filter(({ start, end }) => kubevirtLabel.test(text.slice(start, end)));
  return besideJson(text, json, (part) => findLines(text, part));
}

/** Runs of lines that have labels in them: whole YAML documents, descriptions, or labels alone. */
function findLines(text: string, part: Span): Span[] {
  const spans: Span[] = [];
  let run: Run | undefined;
  const endRun = () => {
    if (run?.labels === true) spans.push({ start: run.start, end: run.end });
    run = undefined;
  };
  for (const line of linesIn(text, part)) {
    const begins = beginning(line.text, run);
    const isLabel = kubevirtLabel.test(line.text) && !/^\s*"?f:/.test(line.text);
    if (begins !== undefined && begins !== run?.kind) endRun();
    else if (begins === 'yaml' || (begins === 'describe' && run?.labels === true)) endRun();
    const { start, end } = line;
    const indent = indentOf(line.text);
    if (begins !== undefined) run ??= { start, end, labels: false, kind: begins, indent };
    else if (run !== undefined && !carriesOn(run, line.text)) endRun();
    if (run === undefined && isLabel) run = { start, end, labels: true, kind: 'labels', indent };
    if (run !== undefined && line.text.trim() !== '') {
      run.end = end;
      run.labels ||= isLabel;
    }
  }
  endRun();
  return spans;
}

/** Lines that belong together, while they are being found. */
interface Run {
  readonly start: number;
  end: number;
  labels: boolean;
  readonly kind: 'yaml' | 'describe' | 'table' | 'labels';
  readonly indent: number;
}

/** The first line of a node as YAML, also as an item of a list; of a description, or of a table. */
const yamlStart = /^ {0,40}(- +)?(?:apiVersion: +\S+|(kind: +Node))\s*$/;

function beginning(line: string, run: Run | undefined): Run['kind'] | undefined {
  const yaml = yamlStart.exec(line);
  if (yaml !== null) {
    // Inside a document stand its items, and what its managers and owners are.
    const [, dash, kind] = yaml;
    const below = dash !== undefined || kind !== undefined || indentOf(line) > (run?.indent ?? 0);
    return run?.kind === 'yaml' && below ? undefined : 'yaml';
  }
  if (/^Name: +\S+\s*$/.test(line)) return 'describe';
  return /^NAME +STATUS +/.test(line) ? 'table' : undefined;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function carriesOn({ kind, indent }: Run, line: string): boolean {
  if (line.trim() === '') return true;
  if (kind === 'yaml') {
    return indentOf(line) >= indent && /^(?:\s|-|[\w"]+:(?:\s|$))/.test(line) && !/^---/.test(line);
  }
  if (kind === 'describe') return /^(?:\s|[A-Z][\w ]{1,40}:)/.test(line);
  if (kind === 'table') return /^\S+\s+(?:Ready|NotReady)/.test(line);
  return line.includes('/') ? /^\s*["'\w./-]{1,300}["']?(?:=|: )/.test(line) : ownLabel.test(line);
}

/** A label without a prefix, as only a piece of labels writes it: quoted, or indented. */
const ownLabel =
  /^\s*"[\w.-]{1,63}": *"[\w.-]{0,63}",?\s*$|^\s+[\w.-]{1,63}(?:=[\w.-]{0,63}|: +["'][\w.-]{0,63}["'])\s*$/;

function read(text: string, span: Span): FormatReading {
  const problems: FormatProblem[] = [];
  const hosts: FormatHost[] = [];
  const json = jsonAt(text, span);
  const isYaml = isYamlAt(text, span);
  const found = json === undefined ? fromLines(text, span) : fromJson(text, json, problems);
  const isCut = isYaml && isCutYaml(text, span);
  // The node that the text ends in has lost labels; those before it are whole.
  const nodes = isCut ? found.slice(0, -1) : found;
  for (const node of nodes) {
    const host = hostOf(node, problems);
    if (host !== undefined) hosts.push(host);
  }
  if (isCut) problems.push(cut(span.end, hosts.length));
  return orNotUnderstood({ hosts, problems }, span.start, 'labels of a node');
}

function fromJson(text: string, json: JsonSpan, problems: FormatProblem[]): readonly LabelledNode[] {
  const result = parseJson(text, json, 'The node JSON');
  if (result.ok) return nodesInJson(result.value, json.start);
  problems.push(result.problem);
  return [];
}

function fromLines(text: string, span: Span): readonly LabelledNode[] {
  return isYamlAt(text, span) ? nodesInYaml(text, span) : nodesInLines(text, span);
}

function isYamlAt(text: string, { start, end }: Span): boolean {
  return /^ {0,40}(?:- +)?(?:apiVersion|kind):/.test(text.slice(start, Math.min(end, start + 60)));
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
    problems.push(tooMany(node.offset, features.size));
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

function cut(offset: number, whole: number): FormatProblem {
  const kept =
    whole === 0
      ? ''
      : ` The ${whole === 1 ? 'node' : `${whole} nodes`} before it ${whole === 1 ? 'is' : 'are'} taken.`;
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The node YAML of ${subject} ends in line ${line}, inside a node, so that labels may be missing. The whole ` +
      `output of kubectl get node -o yaml is expected.${kept}`,
    hint: 'the text ends here',
  };
}

function tooMany(offset: number, count: number): FormatProblem {
  return {
    code: 'too-many',
    offset,
    say: (subject, line) =>
      `The labels of ${subject} (line ${line}) name ${count} CPU features; at most ${MAX_FEATURES} are read.`,
  };
}
