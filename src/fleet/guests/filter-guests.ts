import { globMatcher } from '../matrix/glob.ts';
import type { GuestRow } from './guest-rows.ts';

export interface FilteredGuests {
  readonly rows: readonly GuestRow[];
  /** The part of the filter that was not understood, as a sentence. */
  readonly problem: string | undefined;
}

type Test = (row: GuestRow) => boolean;

/** Names of hosts by id, for `on:`. */
export type HostNames = ReadonlyMap<string, string>;

/**
 * `guest:web-*`, `on:kvm-0?`, `cpu:EPYC*`, `runs:<3`, `stuck` (nowhere to go, or on one host only), or a part of a name;
 * `-` before a term turns it round. All terms hold.
 */
export function filterGuests(rows: readonly GuestRow[], text: string, hosts: HostNames): FilteredGuests {
  const terms = text
    .trim()
    .split(/\s+/)
    .filter((term) => term !== '');
  const tests: Test[] = [];
  let problem: string | undefined;
  for (const term of terms) {
    const isNot = term.startsWith('-') && term.length > 1;
    const test = testOf(isNot ? term.slice(1) : term, hosts);
    if (test === undefined) problem ??= `“${term}” is not understood: runs: takes a number, as in runs:<3.`;
    else tests.push(isNot ? (row) => !test(row) : test);
  }
  return { rows: rows.filter((row) => tests.every((test) => test(row))), problem };
}

function testOf(term: string, hosts: HostNames): Test | undefined {
  const [, key = '', value = ''] = /^(guest|on|cpu|runs):(.*)$/i.exec(term) ?? [];
  switch (key.toLowerCase()) {
    case 'guest':
      return anyGuest(globMatcher(value));
    case 'on': {
      const matches = globMatcher(value);
      return ({ guests }) => guests.some(({ on }) => on !== undefined && matches(hosts.get(on) ?? on));
    }
    case 'cpu': {
      const matches = globMatcher(value);
      return ({ kind }) => matches(modelOf(kind.cpu));
    }
    case 'runs':
      return runsTest(value);
    default:
      return term.toLowerCase() === 'stuck' ? isStuck : partTest(term.toLowerCase(), hosts);
  }
}

function anyGuest(matches: (name: string) => boolean): Test {
  return ({ guests }) => guests.some(({ name }) => matches(name));
}

function isStuck({ section }: GuestRow): boolean {
  return section === 'nowhere' || section === 'one';
}

function runsTest(value: string): Test | undefined {
  const found = /^(<=|>=|<|>|=)?(\d{1,6})$/.exec(value);
  if (found === null) return undefined;
  const [, sign = '=', digits = ''] = found;
  const wanted = Number(digits);
  const holds: Readonly<Record<string, (takes: number) => boolean>> = {
    '<': (takes) => takes < wanted,
    '>': (takes) => takes > wanted,
    '<=': (takes) => takes <= wanted,
    '>=': (takes) => takes >= wanted,
    '=': (takes) => takes === wanted,
  };
  return ({ takes }) => holds[sign]?.(takes) === true;
}

function partTest(part: string, hosts: HostNames): Test {
  return ({ guests, kind }) =>
    modelOf(kind.cpu).toLowerCase().includes(part) ||
    guests.some(
      ({ name, on }) =>
        name.toLowerCase().includes(part) ||
        (on !== undefined && (hosts.get(on) ?? on).toLowerCase().includes(part)),
    );
}

/** A one-word name of a guest's CPU. */
export function modelOf(cpu: GuestRow['kind']['cpu']): string {
  if (cpu === undefined) return 'default';
  return cpu.mode === 'custom' ? (cpu.model ?? 'default') : cpu.mode;
}
