import type { CpuidLeaf, MsrValue } from '../../cpu/definition/registers.ts';
import type { FormatHost, FormatProblem, FormatReading, Span } from '../format.ts';

/** Registers of one processor, by leaf and subleaf. */
export interface Processor {
  readonly offset: number;
  readonly leaves: Map<string, CpuidLeaf>;
  readonly msr: MsrValue[];
}

/** The first of several lines for one leaf counts. */
export function addLeaf({ leaves }: Processor, leaf: CpuidLeaf): void {
  const key = keyOf(leaf);
  if (!leaves.has(key)) leaves.set(key, leaf);
}

/** One host: the first processor stands for it; where another has other feature bits, bits that all of them have are kept. */
export function hostOfProcessors(
  processors: readonly Processor[],
  span: Span,
  always: readonly number[] = alwaysPrinted,
): FormatReading {
  const [first, ...others] = processors.filter(({ leaves }) => leaves.size > 0);
  if (first === undefined) return { hosts: [], problems: [] };
  const missing = missingLeaf(first.leaves, always);
  if (missing !== undefined) return { hosts: [], problems: [cut(span.end - 1, missing)] };
  const { leaves, differing } = intersect(
    first,
    others.filter(({ leaves }) => missingLeaf(leaves, always) === undefined),
  );
  const host: FormatHost = {
    kind: 'cpuid',
    view: 'host',
    arch: 'x86_64',
    cpu: { kind: 'registers', arch: 'x86_64', registers: { cpuid: leaves, msr: first.msr } },
    offset: span.start,
  };
  return { hosts: [host], problems: differing === undefined ? [] : [differs(differing)] };
}

function keyOf({ leaf, subleaf }: Pick<CpuidLeaf, 'leaf' | 'subleaf'>): string {
  return `${leaf.toString(16)}.${subleaf.toString(16)}`;
}

/** Leaves with bits of features that `cpuid` prints wherever leaf 0x80000000 announces them. */
const alwaysPrinted: readonly number[] = [0x80000001, 0x80000007, 0x80000008];

/** A leaf that is not there though another announces it; an absent register would read as 0, silently. */
function missingLeaf(leaves: Processor['leaves'], always: readonly number[]): string | undefined {
  const basic = leaves.get('0.0');
  const extended = leaves.get('80000000.0');
  if (basic === undefined) return '0x00000000';
  if (!leaves.has('1.0')) return '0x00000001';
  if (basic.eax >= 7 && !leaves.has('7.0')) return '0x00000007';
  if (extended === undefined) return '0x80000000';
  const announced =
    leaves.size < WHOLE_LISTING
      ? always.filter((leaf) => extended.eax >= leaf).map((leaf) => leafNamed(leaf))
      : announcedLeaves(basic.eax, extended.eax, leaves.get('7.0')?.eax ?? 0);
  return announced.find(({ key }) => !leaves.has(key))?.name;
}

/** A listing of a few leaves was put together by hand. */
const WHOLE_LISTING = 12;

interface Announced {
  readonly key: string;
  readonly name: string;
}

function leafNamed(leaf: number, subleaf = 0): Announced {
  const name = `0x${leaf.toString(16).padStart(8, '0')}`;
  return {
    key: keyOf({ leaf, subleaf }),
    name: subleaf === 0 ? name : `${name} 0x${subleaf.toString(16).padStart(2, '0')}`,
  };
}

/** Leaves with bits of features that leaf 0, leaf 7 and leaf 0x80000000 say are there. */
function announcedLeaves(basic: number, extended: number, subleaves: number): Announced[] {
  const leaves = [6, 0xd, 0x14, 0x19, 0x1e, 0x24]
    .filter((leaf) => basic >= leaf)
    .map((leaf) => leafNamed(leaf));
  const more = [1, 2]
    .filter((subleaf) => basic >= 7 && subleaves >= subleaf)
    .map((subleaf) => leafNamed(7, subleaf));
  const above = [0x80000001, 0x80000007, 0x80000008, 0x8000000a, 0x8000001f, 0x80000021]
    .filter((leaf) => extended >= leaf)
    .map((leaf) => leafNamed(leaf));
  return [...leaves, ...(basic >= 0xd ? [leafNamed(0xd, 1)] : []), ...more, ...above];
}

/** Registers that hold nothing but features, so that processors of one kind agree on them. */
const featureRegisters: ReadonlyMap<string, readonly (keyof CpuidLeaf)[]> = new Map([
  ['1.0', ['ecx', 'edx']],
  ['7.0', ['ebx', 'ecx', 'edx']],
  ['7.1', ['eax', 'ebx', 'ecx', 'edx']],
  ['7.2', ['edx']],
  ['d.1', ['eax']],
  ['80000001.0', ['ecx', 'edx']],
  ['80000007.0', ['edx']],
  ['80000008.0', ['ebx']],
  ['8000000a.0', ['edx']],
  ['80000021.0', ['eax']],
]);

function intersect(first: Processor, others: readonly Processor[]) {
  const leaves = new Map(first.leaves);
  let differing: number | undefined;
  for (const other of others) {
    for (const [key, registers] of featureRegisters) {
      const ours = leaves.get(key);
      if (ours === undefined) continue;
      const theirs = other.leaves.get(key);
      const common = { ...ours };
      for (const register of registers) common[register] = (ours[register] & (theirs?.[register] ?? 0)) >>> 0;
      if (
        registers.some(
          (register) => common[register] !== ours[register] || common[register] !== theirs?.[register],
        )
      ) {
        differing ??= other.offset;
      }
      leaves.set(key, common);
    }
  }
  return { leaves: [...leaves.values()], differing };
}

function cut(offset: number, missing: string): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The cpuid output of ${subject} ends in line ${line} without leaf ${missing}, so that features would be ` +
      'missing. Paste the whole output of cpuid -1r.',
    hint: `leaf ${missing} is missing`,
  };
}

function differs(offset: number): FormatProblem {
  return {
    code: 'differs',
    offset,
    say: (subject, line) =>
      `The processors of ${subject} differ: the processor on line ${line} has different feature bits from the first. Only ` +
      'bits that all of them have are kept.',
  };
}
