import { type MappedText, mapLines } from '../text/mapped-text.ts';

/** `kvm-01 QMP: {"return": …`, `== kvm-01 == {`: words that name, and behind them JSON that begins on their line. */
const headed =
  /^[^\s"'{}[\],<>|+][^"'{}[\],<>\n]{0,200}?[\s:|=](?=\{[ \t]*(?:"|$)|\[[ \t]*(?:\{[ \t]*(?:"|$)|$))/m;

/** Puts JSON that shares its first line with a heading on a line of its own, where formats look for it. */
export function putJsonBelow(mapped: MappedText): MappedText {
  if (!mapped.text.includes('{') || !headed.test(mapped.text)) return mapped;
  return mapLines(mapped, (line) => {
    const heading = headed.exec(line)?.[0] ?? '';
    // Ansible's `kvm-01 | SUCCESS => {` is a wrapper around what was printed, and read as one.
    return heading === '' || /=>\s*$/.test(heading) ? line : [heading, line.slice(heading.length)];
  });
}
