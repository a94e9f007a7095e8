import { addBits, addMask, dropMask, emptyBits, type Mask } from '../bits/bits.ts';
import type { CpuMap, Dialect, Feature, Model, ModelSignature, Vendor } from './cpu-map.ts';
import type { CpuMapFacts, X86FeatureFact, X86ModelFact } from './facts.ts';
import { compareWords, formatWord, parseMask, type RegisterWord } from './register-word.ts';

/**
 * Facts → CPU map: resolves ancestors, gives every register word an index and every feature a mask.
 * Throws on facts that the reader would have refused (unknown ancestor, feature or vendor).
 */
export function compileCpuMap(facts: CpuMapFacts): CpuMap {
  const { words, masks } = collectWords(facts.x86.features);
  const features = facts.x86.features.map(
    (fact, index): Feature => ({
      index,
      name: fact.name,
      mask: masks[index] ?? { words: [], values: [] },
      migratable: fact.migratable !== false,
      aliases: fact.aliases ?? [],
    }),
  );
  const vendorByName = byName(facts.x86.vendors);
  const featureByName = byName(features);
  const models = compileModels(facts.x86.models, { vendorByName, featureByName, words: words.length });
  return {
    release: facts.release,
    origin: facts.origin,
    dialect: dialectOf(facts.release),
    words,
    vendors: facts.x86.vendors,
    features,
    models,
    vendorByName,
    featureByName,
    modelByName: byName(models),
    ppc64: {
      vendors: facts.ppc64.vendors,
      models: facts.ppc64.models.map(({ name, vendor }) => ({ name, vendor })),
    },
    arm: {
      vendors: facts.arm.vendors.map(({ name }) => name),
      features: names(facts.arm.features),
      models: facts.arm.models.map(({ name, vendor }) => ({ name, vendor })),
    },
  };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}

export function names(list: string | undefined): readonly string[] {
  return list === undefined || list === '' ? [] : list.split(' ');
}

function collectWords(features: readonly X86FeatureFact[]): { words: RegisterWord[]; masks: Mask[] } {
  const parsed = features.map((fact) =>
    fact.masks.map((text) => {
      const mask = parseMask(text);
      if (mask === undefined) throw new Error(`CPU map: feature ${fact.name} has the mask '${text}'`);
      return mask;
    }),
  );
  const byAddress = new Map(parsed.flat().map(({ word }) => [formatWord(word), word]));
  const words = [...byAddress.values()].sort(compareWords);
  const indexes = new Map(words.map((word, index) => [formatWord(word), index]));
  const masks = parsed.map((list) => ({
    words: list.map(({ word }) => indexes.get(formatWord(word)) ?? -1),
    values: list.map(({ value }) => value),
  }));
  return { words, masks };
}

interface Lookups {
  readonly vendorByName: ReadonlyMap<string, Vendor>;
  readonly featureByName: ReadonlyMap<string, Feature>;
  readonly words: number;
}

function compileModels(facts: readonly X86ModelFact[], lookups: Lookups): Model[] {
  const done = new Map<string, Model>();
  const canonical = canonicalNames(facts);
  return facts.map((fact, index) => {
    const model = compileModel({ fact, index, canonical: canonical.get(fact.name) }, done, lookups);
    done.set(fact.name, model);
    return model;
  });
}

/** A model that adds nothing to its ancestor is that ancestor's versioned name; the first one counts. */
function canonicalNames(facts: readonly X86ModelFact[]): ReadonlyMap<string, string> {
  const canonical = new Map<string, string>();
  for (const { name, ancestor, signatures, vendor, features, removed, added } of facts) {
    const own = [signatures, vendor, features, removed, added];
    if (ancestor === undefined || own.some((part) => part !== undefined)) continue;
    if (!canonical.has(ancestor)) canonical.set(ancestor, name);
  }
  return canonical;
}

interface ModelInput {
  readonly fact: X86ModelFact;
  readonly index: number;
  readonly canonical: string | undefined;
}

function compileModel(input: ModelInput, done: ReadonlyMap<string, Model>, lookups: Lookups): Model {
  const { fact, index, canonical } = input;
  const ancestor = fact.ancestor === undefined ? undefined : found(done, fact.ancestor, fact.name);
  const bits = emptyBits(lookups.words);
  if (ancestor !== undefined) {
    addBits(bits, ancestor.bits);
    for (const name of ancestor.removed) dropMask(bits, found(lookups.featureByName, name, fact.name).mask);
  }
  for (const name of names(fact.features)) addMask(bits, found(lookups.featureByName, name, fact.name).mask);
  const signatures = fact.signatures?.map((text) => parseSignature(text, fact.name));
  return {
    index,
    name: fact.name,
    decodeHost: fact.decodeHost !== false,
    decodeGuest: fact.decodeGuest !== false,
    checkCompat: fact.checkCompat === true,
    vendor:
      fact.vendor === undefined ? ancestor?.vendor : found(lookups.vendorByName, fact.vendor, fact.name),
    signatures: signatures ?? ancestor?.signatures ?? [],
    bits,
    removed: names(fact.removed),
    added: names(fact.added),
    ancestor: fact.ancestor,
    canonical,
  };
}

function found<T>(table: ReadonlyMap<string, T>, name: string, where: string): T {
  const value = table.get(name);
  if (value === undefined)
    throw new Error(`CPU map: ${where} refers to ${name}, which is not defined before it`);
  return value;
}

/** `6/85/0-4,7` */
function parseSignature(text: string, where: string): ModelSignature {
  const [family, model, steppings = ''] = text.split('/');
  const signature = {
    family: Number(family),
    model: Number(model),
    steppings: steppings === '' ? [] : steppings.split(',').map(parseRange),
  };
  const numbers = [signature.family, signature.model, ...signature.steppings.flat()];
  if (!numbers.every(Number.isInteger)) throw new Error(`CPU map: ${where} has the signature '${text}'`);
  return signature;
}

function parseRange(text: string): readonly [number, number] {
  const [from, to] = text.trim().split('-');
  return [Number(from), Number(to ?? from)];
}

/**
 * Differences of releases in more than data. Observed: 7.0, 9.0, 11.3, 12.8; mode maximum came with 7.1 and maxphysaddr
 * with 8.7. Of any other difference the older behaviour is taken until the next observed release; before 10 it is 9.0's.
 */
function dialectOf(release: string): Dialect {
  const [major = Number.NaN, minor = 0] = release.split('.').map(Number);
  const old = major < 10;
  const oldest = major < 9;
  return {
    knowsMaximum: !(major < 7 || (major === 7 && minor < 1)),
    knowsSignature: !oldest,
    knowsMaxphysaddr: !(major < 8 || (major === 8 && minor < 7)),
    attributeWords: oldest ? 'old' : 'new',
    modelScore: oldest ? 'length' : 'penalty',
    writesClusters: !old,
    knowsMaxphysaddrLimit: !old,
    knowsDeprecatedFeatures: !old,
    removedPolicyAsAsked: !old,
    asksBlockers: !old,
    asksForbiddenNames: !oldest,
    knowsLoongarch64: !old,
    drivesRiscv64: !old,
  };
}
