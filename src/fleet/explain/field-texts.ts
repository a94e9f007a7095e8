import type { GuestCpu } from '../../cpu/definition/definition.ts';
import type { GuestChoices } from '../guest/guest-choices.ts';
import {
  cacheWords,
  checkNotSetWords,
  checkWords,
  deprecatedWords,
  fallbackWords,
  matchWords,
  maxphysaddrWords,
  migratableWords,
  modeWords,
} from '../wording/guest-words.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';

export type FieldKey = Exclude<keyof GuestChoices, 'policies' | 'hostModel'>;

export interface FieldTexts {
  readonly title: string;
  /** Its place in the XML. */
  readonly place: readonly Phrase[];
  /** Its meaning, if its value alone doesn't say it. */
  readonly about: string;
  readonly values?: FieldValues;
}

export interface FieldValues {
  readonly words: ReadonlyMap<string, string>;
  /** libvirt's default. */
  readonly unset?: (cpu: GuestCpu) => string;
}

/** By the name in the XML or in the choices: `vendor_id` and `vendorId` are one field. */
export function fieldKey(name: string): FieldKey | undefined {
  return keys.find((key) => key === name || spelt(key) === name);
}

function spelt(key: FieldKey): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function valued(words: Readonly<Record<string, string>>, unset?: FieldValues['unset']): FieldValues {
  return { words: new Map(Object.entries(words)), ...(unset && { unset }) };
}

function attribute(name: string, element: string): Phrase[] {
  return [text('attribute '), code(name), text(' of '), code(`<${element}>`)];
}

function child(name: string): Phrase[] {
  return [text('element '), code(`<${name}>`), text(' in '), code('<cpu>')];
}

export const fields: Readonly<Record<FieldKey, FieldTexts>> = {
  mode: {
    title: 'Mode',
    place: attribute('mode', 'cpu'),
    about: "Where the guest's CPU comes from.",
    values: valued(modeWords),
  },
  model: {
    title: 'Model',
    place: child('model'),
    about:
      "Another model with the right features required and disabled is the same CPU; the guest's software sees the model's family, model and stepping.",
  },
  match: {
    title: 'Match',
    place: attribute('match', 'cpu'),
    about: 'How libvirt compares a host with this CPU.',
    values: valued(matchWords),
  },
  check: {
    title: 'Check',
    place: attribute('check', 'cpu'),
    about: 'The checks that libvirt makes before and after the start.',
    values: valued(checkWords, checkNotSetWords),
  },
  fallback: {
    title: 'Fallback',
    place: attribute('fallback', 'model'),
    about: 'The choice of libvirt where QEMU does not offer the model.',
    values: valued(fallbackWords),
  },
  vendor: {
    title: 'Vendor',
    place: child('vendor'),
    about:
      "Hosts with a different vendor or none are incompatible. Leave it unset to allow any vendor. libvirt's baseline sets it when every host states the same one. It does not change what the guest sees.",
  },
  vendorId: {
    title: 'Vendor id',
    place: attribute('vendor_id', 'model'),
    about:
      "Twelve characters that the guest sees as its CPU's vendor, such as GenuineIntel. If it is not set, the guest sees its host's.",
  },
  migratable: {
    title: 'Migratable',
    place: attribute('migratable', 'cpu'),
    about: 'If it is not set, libvirt lets QEMU drop what blocks migration where it can.',
    values: valued(migratableWords),
  },
  deprecatedFeatures: {
    title: 'Deprecated features',
    place: attribute('deprecated_features', 'cpu'),
    about: 'If it is not set, features that QEMU calls deprecated stay.',
    values: valued(deprecatedWords),
  },
  topology: {
    title: 'Topology',
    place: child('topology'),
    about:
      'Sockets, dies, clusters, cores and threads that the guest sees. Their product must be the most processors that it can have. If it is not set, each processor is a socket of its own, or the machine type decides.',
  },
  cache: {
    title: 'Cache',
    place: child('cache'),
    about: 'The caches that the guest sees. If it is not set, QEMU decides.',
    values: valued(cacheWords),
  },
  maxphysaddr: {
    title: 'Physical address bits',
    place: child('maxphysaddr'),
    about:
      'How many bits a physical address has in the guest. If it is not set, QEMU decides; for most models it is 40.',
    values: valued(maxphysaddrWords),
  },
};

// `constructor` is no field, though every object has one.
const keys: readonly FieldKey[] = [
  'mode',
  'model',
  'match',
  'check',
  'fallback',
  'vendor',
  'vendorId',
  'migratable',
  'deprecatedFeatures',
  'topology',
  'cache',
  'maxphysaddr',
];
