import { cutMiddle } from '../../ui/middle-cut.tsx';
import { visibleText } from '../../ui/visible-text.ts';

export interface HeadNames {
  /** The common beginning and end of all names, shown once in the corner: `kvm-`, `.example.org`. */
  readonly prefix: string;
  readonly suffix: string;
  /** The rest of each name, cut in the middle where it is still too long. */
  readonly names: readonly string[];
}

/** `most`: characters that a head holds. Names share a prefix only up to a `-`, `.`, `_` or the like. */
export function headNames(all: readonly string[], most: number, sharing: boolean): HeadNames {
  const visible = all.map(visibleText);
  const prefix = sharing ? sharedPrefix(visible) : '';
  const rest = visible.map((name) => name.slice(prefix.length));
  const suffix = sharing ? sharedSuffix(rest) : '';
  const names = rest.map((name) => cutMiddle(name.slice(0, name.length - suffix.length), most));
  return { prefix, suffix, names };
}

/** `kvm-`, `compute-….example.org`: what all names share; undefined if that is nothing. */
export function sharedPart({ prefix, suffix }: Omit<HeadNames, 'names'>): string | undefined {
  return suffix === '' ? prefix || undefined : `${prefix}…${suffix}`;
}

function sharedPrefix(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length < 2) return '';
  let length = 0;
  while (length < first.length && names.every((name) => name[length] === first[length])) length++;
  const shared = first.slice(0, length);
  const cut = shared.match(/^.*[^\p{L}\p{N}]/su)?.[0] ?? '';
  return names.every((name) => name.length > cut.length) ? cut : '';
}

/** A domain: from a dot to the end. */
function sharedSuffix(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length < 2) return '';
  let length = 0;
  while (length < first.length && names.every((name) => name.at(-1 - length) === first.at(-1 - length)))
    length++;
  const shared = first.slice(first.length - length);
  const dot = shared.indexOf('.');
  const suffix = dot < 0 ? '' : shared.slice(dot);
  return names.every((name) => name.length > suffix.length) ? suffix : '';
}
