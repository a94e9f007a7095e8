import { hasMask } from '../../bits/bits.ts';
import { driverOf, type FeaturePolicy } from '../../cpu/definition/definition.ts';
import { glossOf } from '../../facts/glosses.ts';
import { type PurposeId, purposes } from '../../facts/purposes.ts';
import type { Guest } from '../guest/guest.ts';
import { canBeDeployed } from '../pool/deployable.ts';
import type { Fleet, Kind } from '../pool/fleet.ts';
import { isToldByQemu, type Pool } from '../pool/pool.ts';
import type { Filter, FilterProblem, FilterProperty, FilterTerm, FilterTest } from './filter.ts';
import { globMatcher } from './glob.ts';
import { type Row, stateIn } from './rows.ts';

export interface FilterContext {
  readonly pool: Pool;
  readonly guest: Guest | undefined;
  readonly pinned: ReadonlySet<string>;
  /** The purposes of features, in sentences, once they are loaded: looked through where no name or meaning fits. */
  readonly explanationOf?: ((feature: string) => string | undefined) | undefined;
}

export interface FilteredRows {
  readonly rows: readonly Row[];
  /** Problems of the filter itself, and of names that no host or group has. */
  readonly problems: readonly FilterProblem[];
}

type RowTest = (row: Row) => boolean;

/** The rows that every term holds for, in the order given. */
export function filterRows(rows: readonly Row[], filter: Filter, context: FilterContext): FilteredRows {
  const problems = [...filter.problems];
  const tests = asList(filter.terms, rows).map((term) => {
    const made = term.kind === 'text' ? textTest(term.value, rows, context) : testFor(term, context);
    if (made.problem !== undefined) {
      problems.push({ term: term.text, sentence: made.problem });
      // Negated too: all rows would look as if the term had been understood.
      return () => false;
    }
    return term.negated ? (row: Row) => !made.test(row) : made.test;
  });
  return {
    rows: tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row))),
    problems,
  };
}

/** People ask in their own words. */
const synonyms: Readonly<Record<string, string>> = {
  performance: 'faster',
  speed: 'faster',
  quicker: 'faster',
};

/** In a name, meaning or address; where that is nobody's, in what a feature is for. */
function textTest(value: string, rows: readonly Row[], { explanationOf }: FilterContext): MadeTest {
  const isIn: RowTest = (row) => wordsOf(row).includes(value);
  const other = synonyms[value];
  if (explanationOf === undefined || (other === undefined && rows.some(isIn))) return { test: isIn };
  const wanted = other ?? value;
  return { test: (row) => isIn(row) || explanationOf(row.id)?.toLowerCase().includes(wanted) === true };
}

/** Several words that are all names of features are a list of them: no row has two names. */
function asList(terms: readonly FilterTerm[], rows: readonly Row[]): readonly FilterTerm[] {
  const isWord = (term: FilterTerm) => term.kind === 'text' && !term.negated;
  const values = terms.flatMap((term) => (term.kind === 'text' && isWord(term) ? [term.value] : []));
  const isList = values.length > 1 && values.every((value) => rows.some((row) => namesOf(row).has(value)));
  if (!isList) return terms;
  const list: FilterTerm = { kind: 'any', values, negated: false, text: values.join(' ') };
  return [list, ...terms.filter((term) => !isWord(term))];
}

/** The row whose name is in the list; a piece of a name only where it is nobody's whole name. */
function anyTest(values: readonly string[]): RowTest {
  return (row) =>
    values.some((value) => namesOf(row).has(value) || (!isName(value) && wordsOf(row).includes(value)));
}

/** A name with a gloss is a feature's whole name. */
function isName(value: string): boolean {
  return glossOf(value) !== undefined;
}

function namesOf(row: Row): ReadonlySet<string> {
  return new Set([
    row.id.toLowerCase(),
    ...(row.feature?.aliases.map(({ name }) => name.toLowerCase()) ?? []),
  ]);
}

interface MadeTest {
  readonly test: RowTest;
  readonly problem?: string;
}

function testFor(term: FilterTerm, context: FilterContext): MadeTest {
  switch (term.kind) {
    case 'text':
      return { test: (row) => wordsOf(row).includes(term.value) };
    case 'any':
      return { test: anyTest(term.values) };
    case 'group':
      return groupTest(term.value);
    case 'host':
    case 'missing':
    case 'lost':
      return hostTest(term, context.pool);
    case 'lost-count':
      return { test: ({ has, lacks }) => has > 0 && holds(lacks, term) };
    case 'only':
      return {
        test: ({ state, has, lacks }) => state === 'differs' && (has === term.count || lacks === term.count),
      };
    case 'is':
      return { test: propertyTests[term.what](context) };
    case 'leaf':
      return {
        test: ({ word }) =>
          word?.kind === 'cpuid' &&
          word.leaf === term.leaf &&
          (term.subleaf === undefined || word.subleaf === term.subleaf),
      };
    case 'msr':
      return { test: ({ word }) => word?.kind === 'msr' && word.index === term.index };
  }
}

function holds(lacks: number, { compare, count }: Extract<FilterTest, { kind: 'lost-count' }>): boolean {
  switch (compare) {
    case '>':
      return lacks > count;
    case '>=':
      return lacks >= count;
    case '<':
      return lacks < count;
    case '<=':
      return lacks <= count;
    case '=':
      return lacks === count;
  }
}

/** libvirt looks names up for x86 only: elsewhere a name is what the host has, not something unknown. */
function isOutside({ kinds }: Pool, name: string): boolean {
  return kinds.some(({ cpu }) => driverOf(cpu.arch) === 'x86' && cpu.unknownFeatures.includes(name));
}

const propertyTests: Readonly<Record<FilterProperty, (context: FilterContext) => RowTest>> = {
  differs: () => (row) => row.state === 'differs',
  same: () => (row) => row.state === 'same',
  absent: () => (row) => row.state === 'nobody',
  guest: ({ guest }) => {
    return ({ feature }) => guest !== undefined && feature !== undefined && hasMask(guest.bits, feature.mask);
  },
  listed: ({ guest }) => isIn(guest?.cpu.features),
  optional: ({ guest }) => isIn(guest?.cpu.features.filter(({ policy }) => policy === 'optional')),
  nonmigratable: () => (row) => row.feature?.migratable === false,
  unknown:
    ({ pool }) =>
    (row) =>
      row.unknown > 0 || (row.feature === undefined && isOutside(pool, row.id)),
  untold: () => (row) => row.untold > 0,
  givable: ({ pool }) => {
    const isTold = isToldByQemu(pool);
    return ({ feature }) => feature !== undefined && canBeDeployed(feature, isTold);
  },
  pinned:
    ({ pinned }) =>
    (row) =>
      pinned.has(row.id),
};

function isIn(features: readonly FeaturePolicy[] = []): RowTest {
  const names = new Set(features.map(({ name }) => name));
  return ({ id }) => names.has(id);
}

/** By id, or by how the title or one of its words begins: `group:sec`, `group:"debugging and"`. */
function groupTest(value: string): MadeTest {
  const wanted = new Set<PurposeId>(
    purposes
      .filter(({ id, title }) => id === value || ` ${title.toLowerCase()}`.includes(` ${value}`))
      .map(({ id }) => id),
  );
  const test: RowTest = ({ purpose, address }) => wanted.has(purpose) || address.startsWith(value);
  const isWord = /^[0-9a-f]+\.|^msr /.test(value);
  return wanted.size > 0 || isWord ? { test } : { test, problem: `No group is called “${value}”.` };
}

/** Every kind is asked once, however many of its hosts the pattern names. */
function hostTest(
  term: FilterTest & { kind: 'host' | 'missing' | 'lost'; name: string },
  pool: Pool,
): MadeTest {
  const kinds = kindsNamed(pool.fleet, term.name);
  if (kinds.length === 0) return { test: () => false, problem: `No host is called “${term.name}”.` };
  const any = (row: Row, state: 'has' | 'lacks') =>
    kinds.some((kind) => stateIn(kind, row.id, row.feature) === state);
  if (term.kind === 'host') return { test: (row) => any(row, 'has') };
  if (term.kind === 'missing') return { test: (row) => any(row, 'lacks') };
  const named = new Set(kinds.map(({ index }) => index));
  const others = pool.kinds.filter(({ index }) => !named.has(index));
  const isTold = isToldByQemu(pool);
  const test: RowTest = (row) =>
    row.state === 'differs' &&
    (row.feature === undefined || canBeDeployed(row.feature, isTold)) &&
    any(row, 'lacks') &&
    others.length > 0 &&
    others.every((kind) => stateIn(kind, row.id, row.feature) === 'has');
  return { test };
}

function kindsNamed(fleet: Fleet, pattern: string): Kind[] {
  const matches = globMatcher(pattern);
  return fleet.kinds.filter(({ hosts }) => hosts.some(({ name }) => matches(name)));
}

/** The text that is searched: name, aliases, gloss and address of a row, in lower case. Kept as long as the row. */
function wordsOf(row: Row): string {
  const before = words.get(row);
  if (before !== undefined) return before;
  const aliases = row.feature?.aliases.map(({ name }) => name) ?? [];
  const made = [row.id, ...aliases, glossOf(row.id) ?? '', row.address].join('\n').toLowerCase();
  words.set(row, made);
  return made;
}

const words = new WeakMap<Row, string>();
