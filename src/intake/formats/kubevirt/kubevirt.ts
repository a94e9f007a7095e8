import { type LineRunRules, lineRuns } from '../../documents/line-runs.ts';
import type { Format, FormatProblem, FormatReading, Span } from '../../format.ts';
import { orNotUnderstood, wholeText } from '../../text/text-lines.ts';
import { plural } from '../../wording.ts';
import { hostsOf } from './kubevirt-host.ts';
import {
  isCutList,
  kubevirtLabel,
  type LabelledNode,
  labelsFault,
  nodeRow,
  nodesInLines,
  nodesInYaml,
  restOfRow,
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
    programs: ['kubectl', 'oc'],
    words: ['apiversion', 'kind', 'metadata', 'labels'],
    fileWords: ['kubectl', 'node-labels', 'describe'],
  },
  find,
  read,
};

function find(text: string): Span[] {
  return kubevirtLabel.test(text) ? lineRuns(text, wholeText(text), rules) : [];
}

/** Lines that belong together, while they are being found: a whole YAML document, a description, labels alone. */
interface Run {
  labels: boolean;
  readonly kind: 'yaml' | 'describe' | 'table' | 'labels';
  readonly indent: number;
}

const rules: LineRunRules<Run> = {
  begins({ text }) {
    const labels = isLabel(text);
    const kind = beginning(text, undefined) ?? (labels ? 'labels' : undefined);
    return kind === undefined ? undefined : { kind, labels, indent: indentOf(text) };
  },
  continues(run, { text }) {
    const begins = beginning(text, run);
    if (begins !== undefined) {
      const isSame = begins === run.kind && begins !== 'yaml' && !(begins === 'describe' && run.labels);
      if (!isSame) return false;
    } else if (!carriesOn(run, text)) return false;
    run.labels ||= isLabel(text);
    return text.trim() === '' ? 'between' : true;
  },
  tells: ({ labels }) => labels,
};

function isLabel(line: string): boolean {
  return kubevirtLabel.test(line) && !/^\s*"?f:/.test(line);
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
  if (/^NAME +STATUS +/.test(line)) return 'table';
  return nodeRow.test(line) && kubevirtLabel.test(line) ? 'table' : undefined;
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
  if (kind === 'table') return nodeRow.test(line) || restOfRow.test(line);
  return line.includes('/') ? /^\s*["'\w./-]{1,300}["']?(?:=|: )/.test(line) : ownLabel.test(line);
}

/** A label without a prefix, as only a piece of labels writes it: quoted, or indented. */
const ownLabel =
  /^\s*"[\w.-]{1,63}": *"[\w.-]{0,63}",?\s*$|^\s+[\w.-]{1,63}(?:=[\w.-]{0,63}|: +["'][\w.-]{0,63}["'])\s*$/;

function read(text: string, span: Span): FormatReading {
  if (podLine.test(text.slice(span.start, span.end))) return { hosts: [], problems: [notNode(span.start)] };
  const problems: FormatProblem[] = [];
  const isYaml = isYamlAt(text, span);
  const found = isYaml ? nodesInYaml(text, span) : nodesInLines(text, span);
  const isCutInList = isYaml && isCutList(text, span);
  // The node that a list ends in may have lost labels; those before it are whole.
  const whole = (isCutInList ? found.slice(0, -1) : found).filter((node) => labelsFault(node) === undefined);
  const hosts = hostsOf(whole, problems);
  for (const node of found) {
    const fault = labelsFault(node);
    if (isCutInList && node === found.at(-1)) problems.push(cutInList(span.end, whole.length));
    else if (fault === 'cut') problems.push(cut(endOf(node, span), node.name));
    else if (fault === 'joined') problems.push(joined(node.offset, node.name, node.twice ?? ''));
  }
  return orNotUnderstood({ hosts, problems }, span.start, 'labels of a node');
}

/** A pod's description: what it asks of its node. */
const podLine = /^\s*Node-Selectors:/m;

function endOf(node: LabelledNode, span: Span): number {
  const [, last] = [...node.labels].at(-1) ?? [];
  return Math.min(last?.offset ?? node.offset, span.end);
}

function isYamlAt(text: string, { start, end }: Span): boolean {
  return /^ {0,40}(?:- +)?(?:apiVersion|kind):/.test(text.slice(start, Math.min(end, start + 60)));
}

function cutInList(offset: number, whole: number): FormatProblem {
  const kept =
    whole === 0
      ? ''
      : ` The ${whole === 1 ? 'node' : plural(whole, 'node')} before it ${whole === 1 ? 'is' : 'are'} used.`;
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The node YAML of ${subject} ends in line ${line}, inside a node, so that labels may be missing. The whole ` +
      `output of kubectl get node -o yaml is expected.${kept}`,
    hint: 'the text ends here',
  };
}

function cut(offset: number, name: string | undefined): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The labels of node ${name ?? subject} end in line ${line}, and nothing shows that they are all there. Paste ` +
      'the whole output of kubectl get node -o yaml.',
    hint: 'the labels end here',
  };
}

function joined(offset: number, name: string | undefined, twice: string): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `Node ${name ?? subject} (line ${line}) has the label ${twice} twice: parts of two nodes may be mixed. Paste ` +
      'the whole output of kubectl get node -o yaml.',
    hint: `${twice} is there twice`,
  };
}

function notNode(offset: number): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `Line ${line} of ${subject} begins the description of a pod: its Node-Selectors say what it asks of a node, ` +
      'not what a node has. Paste kubectl get node -o yaml.',
    hint: 'this is a pod, not a node',
  };
}
