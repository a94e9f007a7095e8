import { hasMask } from '../../bits/bits.ts';
import type { CpuMap, Feature, Model } from '../../cpu-map/cpu-map.ts';
import { formatWord, type RegisterWord } from '../../cpu-map/register-word.ts';
import { usedBy, weightOf, weights } from '../../facts/weights.ts';
import { x8664Levels } from '../../facts/x86-64-levels.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';
import type { Fact } from './explanation.ts';

/** The place of a feature and the models that have it. */
export function featureFacts(map: CpuMap, feature: Feature): Fact[] {
  return [isFact(map, feature), weightFact(feature.name), partOfFact(map, feature)];
}

/** `speed: glibc’s memcpy and memset`. */
function weightFact(name: string): Fact {
  const words = weights.find(({ weight }) => weight === weightOf(name))?.words ?? '';
  const users = usedBy(name);
  return { label: 'Weight', phrases: [text(users === undefined ? words : `${words}: ${users}`)] };
}

function isFact(map: CpuMap, feature: Feature): Fact {
  const phrases: Phrase[] = feature.mask.words.flatMap((index, i) => {
    const word = map.words[index];
    const value = feature.mask.values[i] ?? 0;
    const joint = i === 0 ? [] : [text(', ')];
    return word === undefined ? [] : [...joint, ...wordPhrases(word, value)];
  });
  for (const source of ['qemu', 'linux'] as const) {
    const names = feature.aliases.filter((alias) => alias.source === source).map(({ name }) => name);
    if (names.length > 0) {
      phrases.push(text(source === 'qemu' ? '; QEMU calls it ' : '; Linux calls it '), code(names.join(' ')));
    }
  }
  return { label: 'Is', phrases };
}

function wordPhrases(word: RegisterWord, value: number): Phrase[] {
  const hex = code(`0x${value.toString(16).padStart(8, '0')}`);
  const bit = (value & (value - 1)) === 0 ? ` bit ${31 - Math.clz32(value)} ` : ' bits ';
  if (word.kind === 'cpuid') {
    const leaf = `leaf ${hexNumber(word.leaf)}, subleaf ${hexNumber(word.subleaf)}`;
    return [text(`CPUID ${leaf}, ${word.register.toUpperCase()}${bit}`), hex];
  }
  const high =
    word.register === 'edx' && (value & (value - 1)) === 0 ? ` bit ${63 - Math.clz32(value)} ` : bit;
  return [text(`MSR ${hexNumber(word.index)}${high}`), code(`${formatWord(word)}`), text(' '), hex];
}

function hexNumber(value: number): string {
  return value < 10 ? String(value) : `0x${value.toString(16)}`;
}

/** Plain names first; a versioned name that only repeats another one's bits is left to "more". */
function partOfFact(map: CpuMap, feature: Feature): Fact {
  const level = x8664Levels.find(({ features }) => features.includes(feature.name));
  const models = map.models.filter(({ bits }) => hasMask(bits, feature.mask));
  const { first, rest } = split(models);
  const start = level === undefined ? [] : [text(`${level.name}${models.length > 0 ? ', ' : ''}`)];
  if (models.length === 0 && level === undefined) {
    return { label: 'Part of', phrases: [text(`no model of libvirt ${map.release}`)] };
  }
  const phrases = [...start, ...spaced(first)];
  return rest.length === 0
    ? { label: 'Part of', phrases }
    : { label: 'Part of', phrases, more: spaced(rest) };
}

function split(models: readonly Model[]): { first: string[]; rest: string[] } {
  const plain = models.filter(({ name }) => !/-v\d+$/.test(name)).map(({ name }) => name);
  const versioned = models.filter(({ name }) => /-v\d+$/.test(name)).map(({ name }) => name);
  const all = [...plain, ...versioned];
  return { first: all.slice(0, 4), rest: all.slice(4) };
}

export function spaced(names: readonly string[]): Phrase[] {
  return names.flatMap((name, i): Phrase[] => (i === 0 ? [code(name)] : [text(' '), code(name)]));
}

/** Many names: the first are shown, the rest on request. */
export function listFact(label: string, features: readonly string[]): Fact {
  const rest = features.slice(14);
  return {
    label,
    phrases: spaced(features.slice(0, 14)),
    ...(rest.length > 0 ? { more: spaced(rest) } : {}),
  };
}
