/** One line of a unified diff; a hunk begins with its header. */
export type DiffLine =
  | { readonly kind: 'hunk'; readonly text: string }
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

interface Edit {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The changes of `before`, line by line, with `context` equal lines around each change; empty when equal. */
export function diffLines(before: string, after: string, context = 1): DiffLine[] {
  return hunks(editScript(linesOf(before), linesOf(after)), context);
}

/** A final line end ends the last line and begins none. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** Beyond this many pairs of lines the middle counts as replaced: nobody reads a finer answer. */
const MAX_PAIRS = 4_000_000;

function editScript(before: readonly string[], after: readonly string[]): Edit[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const from = before.slice(start, before.length - end);
  const to = after.slice(start, after.length - end);
  return [
    ...before.slice(0, start).map(same),
    ...(from.length * to.length > MAX_PAIRS ? replaced(from, to) : middle(from, to)),
    ...before.slice(before.length - end).map(same),
  ];
}

const same = (text: string): Edit => ({ kind: 'same', text });

function replaced(from: readonly string[], to: readonly string[]): Edit[] {
  return [
    ...from.map((text): Edit => ({ kind: 'removed', text })),
    ...to.map((text): Edit => ({ kind: 'added', text })),
  ];
}

/** By the longest common subsequence; of a change the removed lines come first. */
function middle(from: readonly string[], to: readonly string[]): Edit[] {
  const lengths = commonLengths(from, to);
  const width = to.length + 1;
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    const left = from[i];
    const right = to[j];
    if (left !== undefined && left === right) {
      edits.push(same(left));
      i++;
      j++;
    } else if (
      left !== undefined &&
      (right === undefined || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      edits.push({ kind: 'removed', text: left });
      i++;
    } else if (right !== undefined) {
      edits.push({ kind: 'added', text: right });
      j++;
    }
  }
  return edits;
}

/** [i, j] = length of the longest common subsequence of what follows line i and line j. */
function commonLengths(from: readonly string[], to: readonly string[]): Uint32Array {
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        from[i] === to[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

function hunks(edits: readonly Edit[], context: number): DiffLine[] {
  const lines: DiffLine[] = [];
  let beforeLine = 1;
  let afterLine = 1;
  let at = 0;
  while (at < edits.length) {
    const end = hunkEnd(edits, at, context);
    if (end === undefined) {
      const { kind } = edits[at] ?? same('');
      if (kind !== 'added') beforeLine++;
      if (kind !== 'removed') afterLine++;
      at++;
      continue;
    }
    const hunk = edits.slice(at, end);
    const olds = hunk.filter(({ kind }) => kind !== 'added').length;
    const news = hunk.filter(({ kind }) => kind !== 'removed').length;
    const place = (line: number, count: number) => `${count === 0 ? line - 1 : line},${count}`;
    lines.push({ kind: 'hunk', text: `@@ -${place(beforeLine, olds)} +${place(afterLine, news)} @@` });
    lines.push(...hunk);
    beforeLine += olds;
    afterLine += news;
    at = end;
  }
  return lines;
}

/** The end of the hunk that begins at `at`; undefined if none begins. */
function hunkEnd(edits: readonly Edit[], at: number, context: number): number | undefined {
  const isChange = (index: number) => index < edits.length && edits[index]?.kind !== 'same';
  let last = -1;
  for (let i = at; i <= at + context; i++) {
    if (isChange(i)) {
      last = i;
      break;
    }
  }
  if (last === -1) return undefined;
  for (let i = last + 1; i <= last + 2 * context + 1 && i < edits.length; i++) if (isChange(i)) last = i;
  return Math.min(edits.length, last + context + 1);
}
