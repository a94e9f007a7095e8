/** A text without the wrappings that errors come in, and the line of the original for each of its lines. */
export interface PlainLines {
  readonly text: string;
  /** Line of the original, from 1, that an offset of `text` comes from. */
  lineAt(offset: number): number;
}

/** Undoes JSON's and HTML's escapes, typographic quotes and the ends of lines that stand as `\n` in a string. */
export function plainLines(text: string): PlainLines {
  const lines: string[] = [];
  const origins: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const piece of unescaped(line).split('\n')) {
      lines.push(piece);
      origins.push(index + 1);
    }
  }
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return { text: lines.join('\n'), lineAt: (offset) => origins[lineIndex(starts, offset)] ?? 1 };
}

/** The same text with the lines joined that fill the width of a terminal: a break there may be inside a word. */
export function joinedLines(text: string): string | undefined {
  const lines = text.split('\n');
  const width = Math.max(...lines.map(({ length }) => length));
  if (width < 40 || lines.length < 2) return undefined;
  return lines.map((line) => (line.length === width ? line : `${line}\n`)).join('');
}

function unescaped(line: string): string {
  if (!/[\\&\u2018\u2019\u201c\u201d]/.test(line)) return line;
  // Only inside a string does a backslash stand for something else.
  const plain = line.includes('"')
    ? line.replace(/(?:\\{1,64}r)?\\{1,64}n/g, '\n').replace(/\\{1,64}t/g, ' ')
    : line;
  return plain
    .replace(/\\{1,64}u00(2[0-9a-f]|3[0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\\{1,64}(["'])/g, '$1')
    .replace(/&(?:quot|#34|#x22);/gi, '"')
    .replace(/&(?:apos|#39|#x27);/gi, "'")
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&amp;/gi, '&')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
}

function lineIndex(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
