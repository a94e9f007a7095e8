import { hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { isNeverGiven, kvmGives, kvmNeeds } from '../../facts/kvm-gives.ts';
import { vendorOnly } from '../../facts/vendor-only.ts';
import { stepsOff } from '../guest/remove-features.ts';
import type { Kind } from '../pool/fleet.ts';
import { isToldByQemu, type Pool } from '../pool/pool.ts';
import { vendorOf } from '../pool/vendors.ts';
import { code, plural, text } from '../wording/phrases.ts';
import type { LintInput, LintItem, LintRule } from './lint-item.ts';
import { featuresInWords, firstHost, hostsInWords, them, whichOf } from './lint-words.ts';

/** Consequences of single features. */
export const featureRules: readonly LintRule[] = [
  blocksMigration,
  forcedFeatures,
  foreignFeatures,
  lostWarning,
  withoutEffect,
  neverOffered,
  neededSettings,
];

function blocksMigration({ pool, guest }: LintInput): LintItem | undefined {
  const blockers = pool.fleet.map.features.filter(
    ({ migratable, mask }) => !migratable && hasMask(guest.bits, mask),
  );
  const names = blockers.map(({ name }) => name);
  if (names.length === 0) return undefined;
  return {
    id: 'blocks-migration',
    glyph: 'lock',
    sentence: [
      ...featuresInWords(names),
      text(`${names.length === 1 ? ' blocks' : ' block'} live migration.`),
    ],
    names,
    fix: {
      label: `Drop ${whichOf(names)}`,
      step: `dropping ${plural(names.length, 'feature')} that block migration`,
      policies: stepsOff(pool, guest, names),
    },
  };
}

function forcedFeatures({ guest }: LintInput): LintItem | undefined {
  const names = listed(guest.cpu.features, 'force');
  if (names.length === 0) return undefined;
  return {
    id: 'force',
    glyph: 'warning',
    sentence: [
      ...featuresInWords(names),
      text(`${names.length === 1 ? ' is' : ' are'} forced: that only means something for an emulated CPU. `),
      text('Under KVM a host that lacks a feature cannot give it.'),
    ],
    names,
    fix: {
      label: `Require ${whichOf(names)}`,
      step: `requiring ${plural(names.length, 'feature')}`,
      policies: names.map((name) => ({ name, policy: 'require' })),
    },
  };
}

/** Features of the one vendor that hosts of the other are asked for; what they lack is said of the hosts. */
function foreignFeatures({ pool, guest }: LintInput): LintItem | undefined {
  const { map } = pool.fleet;
  const wanted = guest.cpu.features.filter(({ policy }) => policy !== 'disable' && policy !== 'forbid');
  const foreign = wanted.flatMap(({ name, policy }) => {
    const vendor = vendorOnly(name);
    const mask = map.featureByName.get(name)?.mask;
    if (vendor === undefined || mask === undefined) return [];
    // A missing feature counts for the host; what QEMU itself told of it, it gives, whosever it is.
    const isSaid = ({ cpu }: Kind) => {
      const has = hasMask(cpu.bits, mask);
      return has ? cpu.definition.kind === 'guest' : policy === 'require';
    };
    const kinds = pool.kinds.filter((kind) => isOfOther(map, kind, vendor) && !isSaid(kind));
    return kinds.length === 0 ? [] : [{ name, vendor, kinds }];
  });
  const [first] = foreign;
  const [kind] = first?.kinds ?? [];
  if (first === undefined || kind === undefined) return undefined;
  const names = foreign.map(({ name }) => name);
  return {
    id: 'other-vendor',
    glyph: 'warning',
    sentence: [
      ...featuresInWords(names),
      text(`${names.length === 1 ? ' exists' : ' exist'} on ${first.vendor}'s CPUs only; `),
      code(firstHost(kind)),
      text(` is ${first.vendor === 'Intel' ? "AMD's" : "Intel's"}.`),
    ],
    names,
    fix: {
      label: `Drop ${whichOf(names)}`,
      step: `dropping ${plural(names.length, 'feature')}`,
      policies: stepsOff(pool, guest, names),
    },
  };
}

function isOfOther(map: CpuMap, { cpu }: Kind, vendor: 'Intel' | 'AMD'): boolean {
  const own = vendorOf(map, cpu.definition);
  return vendor === 'Intel' ? own === 'AMD' || own === 'Hygon' : own === 'Intel';
}

/** A feature that says "take care" is lost by an AND, and with it the care. */
function lostWarning({ pool, guest }: LintInput): LintItem | undefined {
  const rsba = pool.fleet.map.featureByName.get('rsba');
  // Only a custom CPU is without what its host has.
  if (rsba === undefined || guest.cpu.mode !== 'custom' || hasMask(guest.bits, rsba.mask)) return undefined;
  const kinds = pool.kinds.filter(({ cpu }) => hasMask(cpu.bits, rsba.mask));
  if (kinds.length === 0 || kinds.length === pool.kinds.length) return undefined;
  return {
    id: 'rsba',
    glyph: 'warning',
    sentence: [
      code('rsba'),
      text(' is a warning, and the common CPU drops it: on '),
      ...hostsInWords(kinds),
      text(' the guest will not know that retpolines are not enough.'),
    ],
  };
}

/** Whether QEMU itself told of every host that it gives the feature. */
function isTold(pool: Pool, name: string): boolean {
  const mask = pool.fleet.map.featureByName.get(name)?.mask;
  return isToldByQemu(pool) && mask !== undefined && pool.kinds.every(({ cpu }) => hasMask(cpu.bits, mask));
}

/**
 * A disable of what the model never had. Removed features are listed on purpose, by libvirt itself; and what QEMU's
 * own answer disables, QEMU's model of that name may have.
 */
function withoutEffect({ pool, guest }: LintInput): LintItem | undefined {
  const model = pool.fleet.map.modelByName.get(guest.cpu.model ?? '');
  if (model === undefined || guest.cpu.mode !== 'custom') return undefined;
  const meant = new Set([...model.removed, ...model.added, ...disabledByQemu(pool)]);
  const has = (name: string) => {
    const feature = pool.fleet.map.featureByName.get(name);
    return feature !== undefined && hasMask(model.bits, feature.mask);
  };
  const names = guest.cpu.features
    .filter(({ name, policy }) => (policy === 'disable' ? !has(name) : policy === 'require' && has(name)))
    .map(({ name }) => name)
    .filter((name) => !meant.has(name));
  if (names.length === 0) return undefined;
  return {
    id: 'without-effect',
    glyph: 'note',
    sentence: [
      text('Listing '),
      ...featuresInWords(names),
      text(' changes nothing: '),
      code(model.name),
      text(' alone says the same.'),
    ],
    names,
    fix: {
      label: `Remove ${them(names.length)} from the list`,
      step: `removing ${plural(names.length, 'feature')} from the list`,
      policies: names.map((name) => ({ name, policy: 'absent' })),
    },
  };
}

function disabledByQemu({ kinds }: Pool): string[] {
  return kinds.flatMap(({ cpu: { definition } }) =>
    definition.kind === 'guest' ? listed(definition.features, 'disable') : [],
  );
}

/** An emulated CPU has what KVM gives to no guest: where QEMU told it, it is given. */
function neverOffered({ pool, guest }: LintInput): LintItem | undefined {
  const names = listed(guest.cpu.features, 'require').filter(
    (name) => isNeverGiven(name) && !isTold(pool, name),
  );
  if (names.length === 0) return undefined;
  const isChecked = guest.cpu.check === 'full';
  const verb = names.length === 1 ? ' describes' : ' describe';
  return {
    id: 'never-offered',
    glyph: isChecked ? 'warning' : 'note',
    sentence: [
      ...featuresInWords(names),
      text(`${verb} the bare host only: KVM gives ${names.length === 1 ? 'it' : 'them'} to no guest`),
      text(isChecked ? ', so with check full it will not start.' : '.'),
    ],
    names,
    fix: {
      label: `Drop ${whichOf(names)}`,
      step: `dropping ${plural(names.length, 'feature')} that KVM gives no guest`,
      policies: names.map((name) => ({ name, policy: 'absent' })),
    },
  };
}

/** Given only where somebody set it so; where QEMU itself told the feature, it was. */
function neededSettings({ pool, guest }: LintInput): LintItem | undefined {
  if (isToldByQemu(pool)) return undefined;
  const asked = listed(guest.cpu.features, 'require').flatMap((name) => {
    const needs = kvmGives(name)?.needs;
    return needs === undefined ? [] : [{ name, needs }];
  });
  const [first] = asked;
  if (first === undefined) return undefined;
  const settings = [...new Set(asked.map(({ needs }) => kvmNeeds[needs].words))];
  const names = asked.map(({ name }) => name);
  const what = settings.length === 1 ? settings[0] : `a setting each, as ${settings[0]}`;
  return {
    id: 'needs-setting',
    glyph: 'note',
    sentence: [
      ...featuresInWords(names),
      text(`${names.length === 1 ? ' is' : ' are'} given to a guest only with ${what}.`),
    ],
    names,
    fix: {
      label: `Drop ${them(names.length)}`,
      step: `dropping ${plural(names.length, 'feature')} that need a setting`,
      policies: names.map((name) => ({ name, policy: 'absent' })),
    },
  };
}

function listed(features: LintInput['guest']['cpu']['features'], policy: string): string[] {
  return features.filter((feature) => feature.policy === policy).map(({ name }) => name);
}
