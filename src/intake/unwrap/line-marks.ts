import type { Openings } from '../documents/openings.ts';
import { hostName } from '../host-names/host-name.ts';
import type { NameWords } from '../host-names/name-words.ts';

/**
 * Marks that logs and quotes put before every line: `Nov 26 01:02:03 kvm-01 virsh[9]: `, `2024-11-26T01:02:03Z `, `| `, `> `.
 * From a log's marks the host is kept, as `kvm-01: `. No line is added or lost.
 */
export function marksRemover({ source }: Openings, words: NameWords): (text: string) => string {
  const opening = new RegExp(`^\\s*(?:[^\\s>]{1,256} ?: ?)?(?:<|${source}|[{[]\\s*(?:["{[]|$))`);
  return (text) => (hasMark(text) ? withoutMarks(text, opening, words) : text);
}

function withoutMarks(text: string, opening: RegExp, words: NameWords): string {
  const lines = text.split('\n');
  for (let from = 0; from < lines.length; ) {
    const kind = kindOf(lines[from] ?? '');
    let to = from + 1;
    while (kind !== undefined && to < lines.length && kindOf(lines[to] ?? '') === kind) to++;
    if (kind !== undefined) unmark(lines, { from, to, kind }, opening, words);
    from = to;
  }
  return lines.join('\n');
}

type Kind = 'quote' | 'bar' | 'stamp';

const patterns: Readonly<Record<Kind, RegExp>> = {
  quote: /^(?: ?>)+ ?/,
  bar: /^ ?[|│┃] ?/,
  // A host's name is only told from the text where a program comes after it.
  stamp:
    /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: ([\w.-]{1,253}) [\w./@-]{1,100}(?:\[\d{1,9}\])?:)?|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[-+]\d\d:?\d\d)?\]?(?: ([\w.-]{1,253}) [\w./@-]{1,100}\[\d{1,9}\]:)?)(?: |$)/,
};

function kindOf(line: string): Kind | undefined {
  const first = line.charAt(0) === ' ' ? line.charAt(1) : line.charAt(0);
  if (first === '>') return 'quote';
  if (first === '|' || first === '│' || first === '┃') return 'bar';
  return patterns.stamp.test(line) ? 'stamp' : undefined;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
}

function unmark(lines: string[], { from, to, kind }: Run, opening: RegExp, words: NameWords): void {
  const run = lines.slice(from, to);
  const bare = run.map((line) =>
    line.replace(patterns[kind], (_, ...hosts: unknown[]) => prefixFor(hosts, words)),
  );
  // A tag that was broken over lines may end in the next one.
  if (kind === 'quote' && /<[^<>]{1,300}$/.test(lines[from - 1]?.slice(-300) ?? '')) return;
  // A lone `>` may be the end of a tag that was broken over lines, and a line between bars a table's.
  if (kind !== 'stamp' && run.length === 1 && !/^\s*(?:[^\s>]{1,256}: ?)?\{\s*"/.test(bare[0] ?? '')) return;
  if (kind === 'bar' && run.some((line) => /[^|\s].*\|\s*$/.test(line.slice(-300)))) return;
  if (!bare.some((line) => opening.test(line))) return;
  for (let i = from; i < to; i++) lines[i] = bare[i - from] ?? '';
}

/** A pattern's groups come first, then where it was found. */
function prefixFor(groups: readonly unknown[], words: NameWords): string {
  const host = groups
    .slice(0, 2)
    .find((group) => typeof group === 'string' && hostName(group, words) !== undefined);
  return typeof host === 'string' ? `${host}: ` : '';
}

/** Most lines of a document begin with a blank or `<`: those cost a look at one character. */
function hasMark(text: string): boolean {
  if (/^ [>|│┃]/.test(text.slice(0, 2)) || text.includes('\n >') || text.includes('\n |')) return true;
  for (let at = 0; ; ) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== 60 && kindOf(text.slice(at, at + 500)) !== undefined) return true;
    const next = text.indexOf('\n', at);
    if (next === -1) return false;
    at = next + 1;
  }
}
