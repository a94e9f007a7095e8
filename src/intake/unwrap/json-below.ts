import type { Sheet } from '../text/mapped-text.ts';

/** `kvm-01 QMP: {"return": …`, `== kvm-01 == {`: words that name, and behind them JSON that begins on their line. */
const headed =
  /^[^\s"'{}[\],<>|+][^"'{}[\],<>\n]{0,200}?[\s:|=](?=\{[ \t]*(?:"|$)|\[[ \t]*(?:\{[ \t]*(?:"|$)|$))/gm;

/** Puts JSON that shares its first line with a heading on a line of its own, where formats look for it. */
export function putJsonBelow(sheet: Sheet): Sheet {
  if (!sheet.text.includes('{') || sheet.text.search(headed) === -1) return sheet;
  const text: string[] = [];
  const origin: number[] = [];
  sheet.text.split('\n').forEach((line, i) => {
    headed.lastIndex = 0;
    const heading = headed.exec(line)?.[0] ?? '';
    // Ansible's `kvm-01 | SUCCESS => {` is a wrapper around what was printed, and read as one.
    const pieces = heading === '' || /=>\s*$/.test(heading) ? [line] : [heading, line.slice(heading.length)];
    for (const piece of pieces) {
      text.push(piece);
      origin.push(sheet.origin?.[i] ?? i + 1);
    }
  });
  return { ...sheet, text: text.join('\n'), origin };
}
