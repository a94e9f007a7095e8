import { countBits } from '../../bits/bits.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import { candidates, type RankedCandidate } from '../../cpu/x86/candidates.ts';
import type { CpuMap, Model } from '../../cpu-map/cpu-map.ts';
import type { Kind } from '../pool/fleet.ts';
import { vendorOf } from '../pool/vendors.ts';
import { code, nameList, type Phrase, plural, text } from '../wording/phrases.ts';
import type { Fact } from './explanation.ts';

/** Nearest better models that are named. */
const MOST = 3;

/** Other names of the same model: `Skylake-Server-v2` is `Skylake-Server-IBRS`. */
export function aliasesOf(map: CpuMap, name: string): readonly string[] {
  const canonical = map.modelByName.get(name)?.canonical ?? name;
  const all = [
    canonical,
    ...map.models.flatMap((model) => (model.canonical === canonical ? [model.name] : [])),
  ];
  return all.filter((other) => other !== name && map.modelByName.has(other));
}

/** Why libvirt names this model for hosts of a kind, and which features keep it from a better one. x86 hosts only. */
export function hostModelFacts(map: CpuMap, { cpu }: Kind): Fact[] {
  const { definition, bits, arch } = cpu;
  const name = definition.model;
  const known = name === undefined ? undefined : map.modelByName.get(name);
  if (driverOf(arch) !== 'x86' || name === undefined || known === undefined) return [];
  const aliases = aliasesOf(map, name);
  const same: Fact[] = aliases.length === 0 ? [] : [{ label: 'Same as', phrases: nameList(aliases) }];
  if (definition.kind !== 'host') return same;
  const vendor = map.vendorByName.get(vendorOf(map, definition) ?? '');
  const { signature } = definition;
  const ranked = candidates(map, { bits, vendor, signature }, { type: 'host', chosen: name });
  const chosen = ranked.find((candidate) => candidate.chosen);
  if (chosen === undefined) return same;
  const better = betterModels(ranked, known, aliases);
  return [
    ...same,
    { label: 'Model', phrases: whyChosen(chosen, signature !== undefined) },
    ...(better.length === 0 ? [] : [{ label: 'No better', phrases: better.flatMap(wouldNeed) }]),
  ];
}

function whyChosen({ model, require, signatureMatches }: RankedCandidate, isSigned: boolean): Phrase[] {
  const listed =
    require.length === 0
      ? 'with nothing to add to it'
      : `and lists ${plural(require.length, 'feature')} beside it`;
  const why = !isSigned
    ? 'of the models whose every feature it has, the one with the fewest to list'
    : signatureMatches
      ? "its family, model and stepping are that model's"
      : 'no model of its family, model and stepping fits; of the others it leaves the fewest features to list';
  return [text('libvirt names it '), code(model.name), text(`: ${why}, ${listed}.`)];
}

/** With more features than the one that was taken, and fewest that the host lacks; of one model's names the first. */
function betterModels(
  ranked: readonly RankedCandidate[],
  chosen: Model,
  same: readonly string[],
): RankedCandidate[] {
  const size = countBits(chosen.bits);
  const seen = new Set([chosen.name, ...same]);
  return ranked
    .filter(({ passedOver, model }) => passedOver?.kind === 'would-disable' && countBits(model.bits) > size)
    .sort((a, b) => a.disable.length - b.disable.length || b.model.index - a.model.index)
    .filter(({ model: { name, canonical = name } }) => {
      if (seen.has(name) || seen.has(canonical)) return false;
      seen.add(canonical);
      return true;
    })
    .slice(0, MOST);
}

function wouldNeed({ model, disable }: RankedCandidate, at: number): Phrase[] {
  const start = at === 0 ? [] : [text(' ')];
  return [...start, code(model.name), text(' would need '), ...nameList(disable), text('.')];
}
