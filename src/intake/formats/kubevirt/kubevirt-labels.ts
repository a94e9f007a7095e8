import { listOf, membersOf, textOf } from '../../documents/json-spans.ts';
import type { Span } from '../../format.ts';
import { linesIn, type TextLine } from '../../text/text-lines.ts';

/** A node of a cluster and its labels, however it was printed. */
export interface LabelledNode {
  readonly name: string | undefined;
  /** In the order of the text. */
  readonly labels: ReadonlyMap<string, Label>;
  readonly offset: number;
  /** Whether something comes after the labels that shows where they end. */
  readonly ended: boolean;
  /** A label that is in it twice. */
  readonly twice?: string;
  /** Offset of the first of its lines that is no whole label. */
  readonly odd?: number;
}

export interface Label {
  readonly value: string;
  readonly offset: number;
}

export const kubevirtLabel = /[a-z]\.node\.kubevirt\.io\//;

/**
 * `kubectl get node -o json`: a Node or a List; what jq takes out of it: a name and labels, or labels alone. All
 * labels are at the document's own offset.
 */
export function nodesInJson(value: unknown, offset: number): LabelledNode[] {
  const members = membersOf(value);
  const items = listOf(members?.get('items')) ?? listOf(value);
  if (items !== undefined) return items.flatMap((item) => nodesInJson(item, offset));
  const metadata = membersOf(members?.get('metadata')) ?? members;
  const given = membersOf(metadata?.get('labels')) ?? metadata;
  const isNode = textOf(members?.get('kind')) ?? 'Node';
  if (metadata === undefined || given === undefined || isNode !== 'Node') return [];
  const labels = new Map<string, Label>();
  for (const [key, label] of given) if (typeof label === 'string') labels.set(key, { value: label, offset });
  const alone = given === metadata;
  if (alone && ![...labels.keys()].some((key) => kubevirtLabel.test(key))) return [];
  const name = alone ? undefined : textOf(metadata.get('name'));
  return [{ name, labels, offset, ended: true }];
}

/**
 * `kubectl get node -o yaml`, which prints one key per line. Only what is under a node's own
 * `metadata.labels` and `metadata.name` is read, not the copies under managedFields and annotations.
 */
export function nodesInYaml(text: string, span: Span): LabelledNode[] {
  const nodes: LabelledNode[] = [];
  let path: { indent: number; key: string }[] = [];
  let kind: string | undefined;
  let node: OpenNode | undefined;
  const endNode = () => {
    // A list's own kind comes after its last item.
    const isNode = kind === undefined || kind === 'Node' || kind === 'List';
    kind = undefined;
    if (isNode && node !== undefined && (node.labels.size > 0 || node.name !== undefined)) nodes.push(node);
    node = undefined;
  };
  let inLabels = false;
  for (const line of linesIn(text, span)) {
    const found = yamlLine(line.text);
    if (found === undefined) {
      if (inLabels && node !== undefined && /^\s*[^\s#]/.test(line.text)) node.odd ??= line.start;
      continue;
    }
    const { indent, item, key, value } = found;
    path = path.filter((step) => step.indent < indent);
    const inside = path.map((step) => step.key).join('/');
    const top = inside === '' && key === 'apiVersion';
    if (top || (item && inside === 'items')) endNode();
    path.push({ indent, key });
    const own = inside === 'items' ? '' : inside.replace(/^items\//, '');
    node ??= { name: undefined, labels: new Map(), offset: line.start, ended: false };
    if (own !== 'metadata/labels' && node.labels.size > 0) node.ended = true;
    if (own === '' && key === 'kind') kind ??= value;
    if (own === 'metadata' && key === 'name') node.name = value;
    if (own === 'metadata/labels') addLabel(node, key, { value, offset: line.start });
    inLabels = own === 'metadata/labels' || (own === 'metadata' && key === 'labels');
  }
  endNode();
  return nodes;
}

/** kubectl sorts keys: a list ends with its `kind`. A node's own end is told by what comes after its labels. */
export function isCutList(text: string, span: Span): boolean {
  let last = '';
  let isList = false;
  for (const { text: line } of linesIn(text, span)) {
    const key = /^([\w]{1,40}):/.exec(line)?.[1];
    if (key === 'apiVersion') isList = false;
    if (key === 'items') isList = true;
    last = key ?? last;
  }
  return isList && last === 'items';
}

/** `  key: value`, `- key: value`; an item's keys count as one step deeper than its dash. */
function yamlLine(line: string) {
  const found = /^( {0,200})(- +)?(?:"([^"]{1,300})"|([^\s:#"][^\s:]{0,300})):(?: +(\S.{0,299}))?$/.exec(
    line.trimEnd(),
  );
  if (found === null) return undefined;
  const [, blanks = '', dash, quoted, plain, value = ''] = found;
  const indent = blanks.length + (dash === undefined ? 0 : dash.length);
  return { indent, item: dash !== undefined, key: quoted ?? plain ?? '', value: unquote(value.trim()) };
}

function unquote(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}

/** A node whose lines are being read. */
interface OpenNode {
  name: string | undefined;
  readonly labels: Map<string, Label>;
  readonly offset: number;
  ended: boolean;
  twice?: string;
  odd?: number;
}

function addLabel(node: OpenNode, key: string, label: Label): void {
  if (node.labels.has(key) && (node.twice === undefined || kubevirtLabel.test(key))) node.twice = key;
  node.labels.set(key, label);
}

/** A row of `kubectl get nodes`. */
export const nodeRow = /^(\S{1,253})\s+(?:Ready|NotReady)\S*\s/;
/** Text that a screen's edge has broken off a row: labels have no blank in them. */
export const restOfRow = /^[\w./=,-]+\s*$/;

/**
 * `kubectl describe node` (`Name:`, `Labels:`, one `key=value` per line), `kubectl get nodes --show-labels` (a
 * node per line) and labels alone, a line or a comma apart.
 */
export function nodesInLines(text: string, span: Span): LabelledNode[] {
  const nodes: OpenNode[] = [];
  for (const line of wholeRows(text, span)) {
    const named = /^Name:\s+(\S{1,253})\s*$/.exec(line.text)?.[1];
    const row = nodeRow.exec(line.text)?.[1];
    const last = nodes.at(-1);
    if (named !== undefined || row !== undefined) {
      nodes.push({ name: named ?? row, labels: new Map(), offset: line.start, ended: false });
    } else if (
      last !== undefined &&
      /^(?!Labels:)[A-Z][\w ]{1,40}:/.test(line.text) &&
      last.labels.size > 0
    ) {
      last.ended = true;
    }
    const pairs = [...labelsIn(line)];
    const isOdd = row === undefined ? isOddLine(line.text, pairs.length, last) : hasOddLabel(line.text);
    const owner = nodes.at(-1);
    if (isOdd && owner !== undefined) owner.odd ??= line.start;
    if (pairs.length === 0) continue;
    // Labels alone: nothing could come after them.
    if (nodes.length === 0)
      nodes.push({ name: undefined, labels: new Map(), offset: line.start, ended: true });
    const node = nodes.at(-1);
    if (node === undefined) continue;
    for (const [key, label] of pairs) addLabel(node, key, label);
    // A row ends with its line.
    if (row !== undefined) node.ended = true;
  }
  return nodes.filter(({ labels }) => labels.size > 0);
}

/** Below a description's `Labels:` every line is one. */
function isOddLine(line: string, labels: number, node: OpenNode | undefined): boolean {
  if (node === undefined || node.ended || node.labels.size + labels === 0) return false;
  return labels === 0 ? /^\s+\S/.test(line) : !/^(?:Labels:)?\s*\S+=[\w.-]*\s*$/.test(line);
}

/** A row's last column: `NAME STATUS … LABELS`. */
function hasOddLabel(row: string): boolean {
  const labels = /\s(\S*\.node\.kubevirt\.io\/.*)$/.exec(row)?.[1] ?? '';
  return labels.split(',').some((one) => !/^[\w./-]{1,320}=[\w.-]{0,63}$/.test(one.trimEnd()));
}

/** Lines, a row of a table that was broken put together. */
function* wholeRows(text: string, span: Span): Generator<TextLine> {
  let row: TextLine | undefined;
  for (const line of linesIn(text, span)) {
    if (row !== undefined && restOfRow.test(line.text)) {
      row = { start: row.start, end: line.end, text: row.text + line.text.trimEnd() };
      continue;
    }
    if (row !== undefined) yield row;
    row = nodeRow.test(line.text) ? line : undefined;
    if (row === undefined) yield line;
  }
  if (row !== undefined) yield row;
}

/**
 * Why a node's labels are not all there. kubectl prints them in the order of their names, and a node always has
 * `kubernetes.io/…`, which come after those of its CPU. No node has a label twice.
 */
export function labelsFault({ labels, ended, twice, odd }: LabelledNode): 'cut' | 'joined' | undefined {
  const keys = [...labels.keys()];
  const isWholeSet = keys.some((key) => key.startsWith('beta.kubernetes.io/'));
  if (odd !== undefined) return 'cut';
  if (!keys.some((key) => key.startsWith('kubernetes.io/')) && (!ended || isWholeSet)) return 'cut';
  if (
    [...labels].some(
      ([key, { value }]) => !(yesOrNo.test(key) ? /^(?:true|false)$/ : /^[\w.-]*$/).test(value),
    )
  )
    return 'cut';
  return twice !== undefined && kubevirtLabel.test(twice) ? 'joined' : undefined;
}

const yesOrNo =
  /^(?:cpu-feature|cpu-model|host-model-cpu|host-model-required-features|cpu-vendor)\.node\.kubevirt\.io\//;

const label = /(?:^|[\s,"'])([a-zA-Z0-9./_-]{1,300}\/[\w.-]{1,63})(?:=|["']?: *["']?)([\w.-]{0,63})/g;

function* labelsIn({ text, start }: TextLine): Generator<[string, Label]> {
  if (!text.includes('/') || /\bf:/.test(text)) return;
  for (const found of text.matchAll(label)) {
    yield [found[1] ?? '', { value: found[2] ?? '', offset: start + found.index }];
  }
}
