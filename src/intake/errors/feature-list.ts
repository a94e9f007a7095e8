import { kvmGives } from '../../facts/kvm-gives.ts';

const MOST = 512;

/** Names and where the list ends. */
export interface FeatureList {
  readonly names: readonly string[];
  readonly end: number;
}

/**
 * The names from `start` on, with commas between, over the ends of lines. A list ends at the first name without a
 * comma behind it. A name that a terminal cut in two is put together where only the whole is a feature's name.
 */
export function featureListAt(text: string, start: number): FeatureList {
  const name = /[\s"'`]*([A-Za-z0-9_](?:[\w.-]{0,254}[\w-])?)/y;
  const names: string[] = [];
  let end = start;
  while (names.length < MOST) {
    name.lastIndex = end;
    const match = name.exec(text);
    const word = match?.[1];
    // `extra features: a, missing features: b`: the second list is not a part of the first.
    if (word === undefined || /^\s*(missing|extra) features/.test(text.slice(end, end + 40))) break;
    const whole = wholeName(text, name.lastIndex, word);
    names.push(whole.name);
    end = whole.end;
    const comma = /^["'`]?\s*,/.exec(text.slice(end, end + 20));
    if (comma === null) break;
    end += comma[0].length;
  }
  return { names: [...new Set(names)], end };
}

function wholeName(text: string, end: number, name: string): { name: string; end: number } {
  const rest = /^(-?)[ \t]*\n[ \t]*([\w.-]*\w)/.exec(text.slice(end, end + 80));
  const more = rest?.[2];
  if (rest === null || more === undefined) return { name, end };
  const joined = `${name}${rest[1] ?? ''}${more}`;
  const isOnlyWhole = kvmGives(joined) !== undefined && kvmGives(name) === undefined;
  return isOnlyWhole ? { name: joined, end: end + rest[0].length } : { name, end };
}
