/** A matrix as shown: what is filtered, in the order on the screen. */
export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** RFC 4180, with CRLF after every line. */
export function matrixCsv({ header, rows }: TextTable): string {
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** A table of GitHub's Markdown in which no cell is anything but text. */
export function matrixMarkdown({ header, rows }: TextTable): string {
  const width = header.length;
  const line = (row: readonly string[]) => {
    const cells = Array.from({ length: width }, (_, i) => markdownText(row[i] ?? ''));
    return `| ${cells.join(' | ')} |\n`;
  };
  return `${line(header)}|${' --- |'.repeat(width)}\n${rows.map(line).join('')}`;
}

/** A spreadsheet would run a cell that begins like a formula; blanks in front do not stop it. */
function csvCell(text: string): string {
  const guarded = /^\s*[=+\-@\t\r]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Addresses and `:names:` become links and pictures in spite of a backslash; in code they stay what they are. */
const turnsInto = /\S@\S|:[\w+-]+:/;

/** A person's or a machine's words as Markdown that is nothing but text. */
export function markdownText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (turnsInto.test(line)) return codeSpan(line);
  return (
    line
      .replace(/[\\`*_[\]{}|~#!@$^]/g, String.raw`\$&`)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Bare addresses become links on their own.
      .replace(/:(?=\/\/)/g, String.raw`\:`)
      .replace(/\bwww\./gi, (www) => www.replace('.', String.raw`\.`))
  );
}

/** The fence is longer than any run of backticks inside; a bar would end the cell even here. */
function codeSpan(line: string): string {
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${gap}${line.replaceAll('|', String.raw`\|`)}${gap}${fence}`;
}
