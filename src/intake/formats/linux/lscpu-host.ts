import type { NamedFeatures } from '../../../cpu/definition/source.ts';
import { tooManyListed } from '../../documents/problem-sentences.ts';
import type { FormatHost, FormatProblem, FormatReading } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { commonFlags, type FlagPlace } from './common-flags.ts';
import type { JoinedFlags } from './flag-lines.ts';
import { type PlacedValue, powerModel, readSignature } from './signature.ts';
import { toldBeside } from './told-beside.ts';

/** Field → value, the first of each; and every different list of flags with its first place. */
export interface LscpuFields {
  readonly fields: Map<string, PlacedValue>;
  readonly flags: Map<string, FlagPlace>;
  /** Characters of other lines, where it is no JSON. */
  readonly otherWidths?: Set<number>;
}

export function addField({ fields }: LscpuFields, key: string, value: PlacedValue): void {
  if (!fields.has(key)) fields.set(key, value);
}

/** A list that was printed again is the same one. */
export function addFlags({ flags }: LscpuFields, { words, doubt }: JoinedFlags, place: FlagPlace): void {
  const value = words.join(' ');
  if (!flags.has(value)) flags.set(value, { ...place, doubt });
}

export function hostOfLscpu(
  { fields, flags, otherWidths = new Set() }: LscpuFields,
  offset: number,
): FormatReading {
  const problems: FormatProblem[] = [];
  const all = [...flags.keys()].join(' ').split(' ');
  const arch = archOf(fields.get('Architecture')?.value, all);
  if (all.join('') === '' && !arch.startsWith('ppc64')) return { hosts: [], problems: [noFlags(offset)] };
  const known = identity(fields, arch, problems);
  const common = commonFlags(flags, { arch, ...known }, [...otherWidths]);
  problems.push(...common.problems);
  if (common.words === undefined) return { hosts: [], problems };
  const names = [...new Set(common.words)];
  if (names.length > MAX_FEATURES)
    return {
      hosts: [],
      problems: [tooManyListed(offset, { what: 'The lscpu output', count: names.length, unit: 'flags' })],
    };
  const cpu = { kind: 'names', arch, vocabulary: 'linux', names, ...known } as const;
  const software = toldBeside({ processor: fields.get('Model name')?.value });
  const host: FormatHost = { kind: 'lscpu', view: 'host', arch, cpu, offset, ...software };
  return { hosts: [host], problems };
}

function archOf(value: string | undefined, names: readonly string[]): string {
  if (value !== undefined && /^\w{1,20}$/.test(value)) return value;
  return names.includes('lm') || names.includes('fpu') ? 'x86_64' : 'aarch64';
}

function identity(
  fields: LscpuFields['fields'],
  arch: string,
  problems: FormatProblem[],
): Partial<NamedFeatures> {
  if (arch.startsWith('ppc64')) {
    const model = powerModel(fields.get('Model name')?.value);
    return model === undefined ? {} : { model };
  }
  if (arch !== 'x86_64' && arch !== 'i686') return {};
  const vendor = fields.get('Vendor ID')?.value;
  const signature = readSignature(
    { family: fields.get('CPU family'), model: fields.get('Model'), stepping: fields.get('Stepping') },
    problems,
  );
  return { ...(vendor ? { vendor } : {}), ...(signature === undefined ? {} : { signature }) };
}

export function noFlags(offset: number): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `The lscpu output of ${subject} (line ${line}) has no Flags. Old releases of lscpu print none: ` +
      '/proc/cpuinfo has them.',
  };
}
