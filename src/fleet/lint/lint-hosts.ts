import type { Reason } from '../../cpu/x86/compare.ts';
import { stepsOff } from '../guest/remove-features.ts';
import { reasonsAgainst } from '../guest/verdicts.ts';
import type { Kind } from '../pool/fleet.ts';
import { code, type Phrase, plural, text } from '../wording/phrases.ts';
import type { LintInput, LintItem, LintRule } from './lint-item.ts';
import { featuresInWords, hostCount, hostsInWords, whichOf } from './lint-words.ts';

/** Hosts that don't run the guest, by what stands against it. */
export const hostRules: readonly LintRule[] = [vendorDiffers, lacksFeatures, hasForbidden, hasExtra];

interface Against<K extends Reason['kind']> {
  readonly kinds: readonly Kind[];
  readonly reasons: readonly Extract<Reason, { kind: K }>[];
}

function against<K extends Reason['kind']>({ verdicts }: LintInput, wanted: K): Against<K> | undefined {
  const kinds: Kind[] = [];
  const reasons: Extract<Reason, { kind: K }>[] = [];
  for (const verdict of verdicts) {
    const found = reasonsAgainst(verdict).find(
      (reason): reason is Extract<Reason, { kind: K }> => reason.kind === wanted,
    );
    if (found === undefined) continue;
    kinds.push(verdict.kind);
    reasons.push(found);
  }
  return kinds.length === 0 ? undefined : { kinds, reasons };
}

function glyphFor(kinds: readonly Kind[]): LintItem['glyph'] {
  return kinds.length === 1 ? 'only-lacks' : 'lacks';
}

function vendorDiffers(input: LintInput): LintItem | undefined {
  const found = against(input, 'vendor');
  const [reason] = found?.reasons ?? [];
  if (found === undefined || reason === undefined) return undefined;
  const others = [...new Set(found.reasons.map(({ host }) => host ?? 'no'))];
  const verb = hostCount(found.kinds) === 1 ? ' states ' : ' state ';
  return {
    id: 'vendor',
    glyph: glyphFor(found.kinds),
    sentence: [
      text('The guest asks for the vendor '),
      code(reason.wanted),
      text('; '),
      ...hostsInWords(found.kinds),
      text(verb),
      ...(others.length === 1 && others[0] !== 'no' ? [code(others[0] ?? '')] : [text('another or none')]),
      text('.'),
    ],
    fix: { label: 'Drop the vendor', step: 'dropping the vendor', fields: { vendor: null } },
  };
}

function lacksFeatures(input: LintInput): LintItem | undefined {
  const found = against(input, 'missing');
  if (found === undefined) return undefined;
  const { pool, guest } = input;
  const names = inMapOrder(input, new Set(found.reasons.flatMap(({ features }) => features)));
  const steps = stepsOff(pool, guest, names);
  const ofModel = steps.filter(({ policy }) => policy === 'disable').length;
  const doing = ofModel > 0 ? 'Disable' : 'Drop';
  const label = `${ofModel > 0 ? 'Disable' : 'Drop'} ${whichOf(names)}`;
  return {
    id: 'missing',
    glyph: glyphFor(found.kinds),
    sentence: [
      ...hostsInWords(found.kinds),
      text(hostCount(found.kinds) === 1 ? ' lacks ' : ' lack '),
      ...featuresInWords(names, 1),
      ...ofWhat(guest.cpu.model, { all: names.length, ofModel }),
      text('.'),
    ],
    names,
    fix: {
      label,
      step: `${doing === 'Disable' ? 'disabling' : 'dropping'} ${plural(names.length, 'feature')}`,
      policies: steps,
    },
  };
}

function ofWhat(model: string | undefined, count: { all: number; ofModel: number }): Phrase[] {
  if (model !== undefined && count.ofModel === count.all) return [text(' of '), code(model)];
  return [text(count.all === 1 ? ', which the guest requires' : ' that the guest requires')];
}

function hasForbidden(input: LintInput): LintItem | undefined {
  const found = against(input, 'forbidden');
  if (found === undefined) return undefined;
  const names = inMapOrder(input, new Set(found.reasons.flatMap(({ features }) => features)));
  return {
    id: 'forbidden',
    glyph: glyphFor(found.kinds),
    sentence: [
      ...hostsInWords(found.kinds),
      text(hostCount(found.kinds) === 1 ? ' has ' : ' have '),
      ...featuresInWords(names),
      text(', which the guest forbids.'),
    ],
    names,
    fix: {
      label: `Disable ${whichOf(names)}`,
      step: `disabling ${plural(names.length, 'feature')}`,
      policies: names.map((name) => ({ name, policy: 'disable' })),
    },
  };
}

function hasExtra(input: LintInput): LintItem | undefined {
  const found = against(input, 'extra');
  if (found === undefined) return undefined;
  const names = inMapOrder(input, new Set(found.reasons.flatMap(({ features }) => features)));
  return {
    id: 'extra',
    glyph: glyphFor(found.kinds),
    sentence: [
      text('With match strict the guest runs only where a host has nothing beyond it; '),
      ...hostsInWords(found.kinds),
      text(hostCount(found.kinds) === 1 ? ' has ' : ' have '),
      ...featuresInWords(names),
      text(' more.'),
    ],
    names,
    fix: { label: 'Match exact', step: 'match exact', fields: { match: 'exact' } },
  };
}

function inMapOrder({ pool }: LintInput, names: ReadonlySet<string>): string[] {
  return pool.fleet.map.features.filter(({ name }) => names.has(name)).map(({ name }) => name);
}
