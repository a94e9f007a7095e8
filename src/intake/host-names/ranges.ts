import { MAX_HOSTS } from '../limits.ts';
import { hostName } from './host-name.ts';
import type { NameWords } from './name-words.ts';

/**
 * `kvm-[01-03,07]`, `rack[1-2]n[1-4]-ib`, `kvm-01,kvm-05`: what clush and dshbak write for several hosts that
 * printed the same. Undefined when it is no such list, or one of more hosts than are ever read.
 */
export function expandHosts(text: string, words: NameWords): string[] | undefined {
  if (text.length > 10_000 || /\s/.test(text.trim())) return undefined;
  const names: string[] = [];
  for (const part of splitOutsideBrackets(text.trim())) {
    const expanded = expandPart(part, words);
    if (expanded === undefined || names.length + expanded.length > MAX_HOSTS) return undefined;
    names.push(...expanded);
  }
  return names.length === 0 ? undefined : names;
}

function splitOutsideBrackets(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '[') depth++;
    if (char === ']') depth--;
    if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}

function expandPart(part: string, words: NameWords): string[] | undefined {
  let names = [''];
  for (const piece of part.split(/(\[[^[\]]*\])/)) {
    const values = piece.startsWith('[') ? expandRanges(piece.slice(1, -1)) : [piece];
    if (values === undefined || names.length * values.length > MAX_HOSTS) return undefined;
    names = names.flatMap((name) => values.map((value) => name + value));
  }
  return names.every((name) => hostName(name, words) === name) ? names : undefined;
}

function expandRanges(ranges: string): string[] | undefined {
  const values: string[] = [];
  for (const range of ranges.split(',')) {
    const [, from = '', to = from, step = '1'] =
      /^(\d{1,9})(?:-(\d{1,9}))?(?:\/(\d{1,4}))?$/.exec(range) ?? [];
    if (from === '' || Number(to) - Number(from) > MAX_HOSTS || Number(step) === 0) return undefined;
    for (let i = Number(from); i <= Number(to); i += Number(step))
      values.push(String(i).padStart(from.length, '0'));
  }
  return values;
}
