/**
 * The language of Find: words and `key:value` terms, all of which must hold. `-` in front negates, quotes
 * hold spaces together. Parsing never fails: a term without meaning is dropped and reported as a problem.
 */
export interface Filter {
  readonly terms: readonly FilterTerm[];
  readonly problems: readonly FilterProblem[];
}

export type FilterTerm = { readonly negated: boolean; readonly text: string } & FilterTest;

export type FilterTest =
  | { readonly kind: 'text'; readonly value: string }
  /** Any of these: `avx512f,hle`, in lower case. */
  | { readonly kind: 'any'; readonly values: readonly string[] }
  | { readonly kind: 'group'; readonly value: string }
  | { readonly kind: 'host' | 'missing' | 'lost'; readonly name: NamePattern }
  | { readonly kind: 'lost-count'; readonly compare: Comparison; readonly count: number }
  | { readonly kind: 'only'; readonly count: number }
  | { readonly kind: 'is'; readonly what: FilterProperty }
  | { readonly kind: 'leaf'; readonly leaf: number; readonly subleaf: number | undefined }
  | { readonly kind: 'msr'; readonly index: number };

/** Lower case, with `*` and `?`. */
export type NamePattern = string;
export type Comparison = '>' | '>=' | '<' | '<=' | '=';

export const filterProperties = [
  'differs',
  'same',
  'absent',
  'guest',
  'listed',
  'optional',
  'nonmigratable',
  'unknown',
  'untold',
  'pinned',
  'givable',
] as const;
export type FilterProperty = (typeof filterProperties)[number];

export interface FilterProblem {
  /** The term as typed. */
  readonly term: string;
  readonly sentence: string;
}

export function parseFilter(text: string): Filter {
  const terms: FilterTerm[] = [];
  const problems: FilterProblem[] = [];
  for (const token of tokens(text)) {
    const negated = token.startsWith('-') && token.length > 1;
    const bare = negated ? token.slice(1) : token;
    const read = testOf(bare);
    if (typeof read === 'string') problems.push({ term: token, sentence: read });
    else terms.push({ ...read, negated, text: token });
  }
  return { terms, problems };
}

/** A term that names one host: `lost:kvm-03`, `lost:"kvm-03 (2)"`. A quote in the name may be any character. */
export function hostTerm(key: 'host' | 'missing' | 'lost', name: string): string {
  const isPlain = /^[\w.-]+$/.test(name) && !/^\d+$/.test(name);
  return `${key}:${isPlain ? name : `"${name.replaceAll('"', '?')}"`}`;
}

/** Quotes may stand anywhere in a token; one that is still open runs to the end. */
function tokens(text: string): string[] {
  return text.match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];
}

type Reader = (value: string, isQuoted: boolean) => FilterTest | string;

const readers: Readonly<Record<string, Reader>> = {
  group: (value) => ({ kind: 'group', value: value.toLowerCase() }),
  host: (value) => ({ kind: 'host', name: value.toLowerCase() }),
  missing: (value) => ({ kind: 'missing', name: value.toLowerCase() }),
  lost: readLost,
  only: readOnly,
  is: readProperty,
  leaf: readLeaf,
  msr: readMsr,
};

const examples: Readonly<Record<string, string>> = {
  group: 'group:avx512',
  host: 'host:kvm-0*',
  missing: 'missing:kvm-03',
  lost: 'lost:>0 or lost:kvm-03',
  only: 'only:1',
  is: 'is:nonmigratable',
  leaf: 'leaf:7',
  msr: 'msr:10a',
};

/** The test, or what is wrong with it in a sentence. */
function testOf(token: string): FilterTest | string {
  const colon = token.indexOf(':');
  // A quoted word, and a colon at the start, are text to look for.
  if (colon < 1 || token.startsWith('"')) return textTest(token);
  const key = token.slice(0, colon).toLowerCase();
  const given = token.slice(colon + 1);
  const value = unquoted(given);
  const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
  if (read === undefined) {
    return `Find knows no “${key}:”. It knows ${Object.keys(readers).join(', ')}; put quotes around text with a colon.`;
  }
  return value === '' ? `“${key}:” needs a value: ${examples[key]}.` : read(value, given.startsWith('"'));
}

/** Names with commas between are a list, unless quotes hold them together. */
function textTest(token: string): FilterTest {
  const value = unquoted(token).toLowerCase();
  const values = value.split(',').filter((name) => name !== '');
  const isList = !token.startsWith('"') && value.includes(',') && values.length > 0;
  return isList ? { kind: 'any', values } : { kind: 'text', value };
}

/** In quotes it is a host, whatever its name looks like. */
function readLost(value: string, isQuoted: boolean): FilterTest | string {
  if (isQuoted) return { kind: 'lost', name: value.toLowerCase() };
  const counted = /^(>=|<=|>|<|=)?(\d+)$/.exec(value);
  if (counted !== null) {
    const compare = (counted[1] ?? '=') as Comparison;
    return { kind: 'lost-count', compare, count: Number(counted[2]) };
  }
  if (/^[<>=]/.test(value)) return '“lost:” with a comparison needs a number of hosts: lost:>0.';
  return { kind: 'lost', name: value.toLowerCase() };
}

function readOnly(value: string): FilterTest | string {
  return /^\d+$/.test(value)
    ? { kind: 'only', count: Number(value) }
    : '“only:” needs a number of hosts: only:1 is what one host alone has or lacks.';
}

function readProperty(value: string): FilterTest | string {
  const wanted = value.toLowerCase().replace(/[-_ ]/g, '');
  const what = filterProperties.find((property) => property === wanted);
  return what === undefined ? `“is:” takes ${filterProperties.join(', ')}.` : { kind: 'is', what };
}

/** Hexadecimal, as the manuals write leaves: 7, d.1, 0x80000001. */
function readLeaf(value: string): FilterTest | string {
  const read = /^(?:0x)?([0-9a-f]{1,8})(?:\.(?:0x)?([0-9a-f]{1,8}))?$/i.exec(value);
  if (read === null) return '“leaf:” needs a CPUID leaf in hexadecimal: leaf:7, leaf:d.1, leaf:80000001.';
  const [, leaf = '', subleaf] = read;
  return {
    kind: 'leaf',
    leaf: Number.parseInt(leaf, 16),
    subleaf: subleaf === undefined ? undefined : Number.parseInt(subleaf, 16),
  };
}

function readMsr(value: string): FilterTest | string {
  const read = /^(?:0x)?([0-9a-f]{1,8})$/i.exec(value);
  return read === null
    ? '“msr:” needs the number of a register in hexadecimal: msr:10a.'
    : { kind: 'msr', index: Number.parseInt(read[1] ?? '', 16) };
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}
