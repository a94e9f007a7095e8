import { listOf, membersOf, textOf } from '../../documents/json-spans.ts';
import type { Span } from '../../format.ts';
import { linesIn, type TextLine } from '../../text/text-lines.ts';

/** A node of a cluster and its labels, however it was printed. */
export interface LabelledNode {
  readonly name: string | undefined;
  readonly labels: ReadonlyMap<string, Label>;
  readonly offset: number;
}

export interface Label {
  readonly value: string;
  readonly offset: number;
}

export const kubevirtLabel = /[a-z]\.node\.kubevirt\.io\//;

/**
 * `kubectl get node -o json`: a Node or a List; what jq takes out of it: a name and labels, or labels alone. All
 * labels stand at the document's own offset.
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
  return [{ name, labels, offset }];
}

/**
 * `kubectl get node -o yaml`, which prints one key per line. Only what stands under a node's own
 * `metadata.labels` and `metadata.name` is read, not the copies under managedFields and annotations.
 */
export function nodesInYaml(text: string, span: Span): LabelledNode[] {
  const nodes: LabelledNode[] = [];
  let path: { indent: number; key: string }[] = [];
  let kind: string | undefined;
  let node: { name: string | undefined; labels: Map<string, Label>; offset: number } | undefined;
  const endNode = () => {
    // A list's own kind stands behind its last item.
    const isNode = kind === undefined || kind === 'Node' || kind === 'List';
    kind = undefined;
    if (isNode && node !== undefined && (node.labels.size > 0 || node.name !== undefined)) nodes.push(node);
    node = undefined;
  };
  for (const line of linesIn(text, span)) {
    const found = yamlLine(line.text);
    if (found === undefined) continue;
    const { indent, item, key, value } = found;
    path = path.filter((step) => step.indent < indent);
    const inside = path.map((step) => step.key).join('/');
    const top = inside === '' && key === 'apiVersion';
    if (top || (item && inside === 'items')) endNode();
    path.push({ indent, key });
    const own = inside === 'items' ? '' : inside.replace(/^items\//, '');
    node ??= { name: undefined, labels: new Map(), offset: line.start };
    if (own === '' && key === 'kind') kind ??= value;
    if (own === 'metadata' && key === 'name') node.name = value;
    if (own === 'metadata/labels') node.labels.set(key, { value, offset: line.start });
  }
  endNode();
  return nodes;
}

/** kubectl sorts keys: a list ends with its `kind`, and a node goes on after its metadata. */
export function isCutYaml(text: string, span: Span): boolean {
  let last = '';
  let isList = false;
  for (const { text: line } of linesIn(text, span)) {
    const key = /^([\w]{1,40}):/.exec(line)?.[1];
    if (key === 'apiVersion') isList = false;
    if (key === 'items') isList = true;
    last = key ?? last;
  }
  if (isList) return last === 'items';
  return last === 'metadata' && span.end === text.length;
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

/**
 * `kubectl describe node` (`Name:`, `Labels:`, one `key=value` per line), `kubectl get nodes --show-labels` (a
 * node per line) and labels alone, a line or a comma apart.
 */
export function nodesInLines(text: string, span: Span): LabelledNode[] {
  const nodes: { name: string | undefined; labels: Map<string, Label>; offset: number }[] = [];
  for (const line of linesIn(text, span)) {
    const named = /^Name:\s+(\S{1,253})\s*$/.exec(line.text)?.[1];
    const row = /^(\S{1,253})\s+(?:Ready|NotReady)\S*\s/.exec(line.text)?.[1];
    if (named !== undefined || row !== undefined) {
      nodes.push({ name: named ?? row, labels: new Map(), offset: line.start });
    }
    const pairs = [...labelsIn(line)];
    if (pairs.length === 0) continue;
    if (nodes.length === 0) nodes.push({ name: undefined, labels: new Map(), offset: line.start });
    for (const [key, label] of pairs) nodes.at(-1)?.labels.set(key, label);
  }
  return nodes.filter(({ labels }) => labels.size > 0);
}

const label = /(?:^|[\s,"'])([a-zA-Z0-9./_-]{1,300}\/[\w.-]{1,63})(?:=|["']?: *["']?)([\w.-]{0,63})/g;

function* labelsIn({ text, start }: TextLine): Generator<[string, Label]> {
  if (!text.includes('/') || /\bf:/.test(text)) return;
  for (const found of text.matchAll(label)) {
    yield [found[1] ?? '', { value: found[2] ?? '', offset: start + found.index }];
  }
}
