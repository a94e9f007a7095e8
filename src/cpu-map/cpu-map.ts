import type { Bits, Mask } from '../bits/bits.ts';
import type { RegisterWord } from './register-word.ts';

/** One libvirt release's knowledge of CPUs, with features and models as bits over `words`. */
export interface CpuMap {
  /** `12.8.0`, or the name of a person's own map. */
  readonly release: string;
  readonly origin: string;
  /** Behaviour in which releases differ, by the release's number; a map of one's own has the newest. */
  readonly dialect: Dialect;
  /** Index = position in every Bits made for this map. Sorted by address. */
  readonly words: readonly RegisterWord[];
  readonly vendors: readonly Vendor[];
  /** In the order of the map: libvirt lists features in it. */
  readonly features: readonly Feature[];
  /** In the order of the map: decoding walks it backwards. */
  readonly models: readonly Model[];
  readonly vendorByName: ReadonlyMap<string, Vendor>;
  readonly featureByName: ReadonlyMap<string, Feature>;
  readonly modelByName: ReadonlyMap<string, Model>;
  readonly ppc64: Ppc64Map;
  readonly arm: ArmMap;
}

export interface Dialect {
  /** 7.0 has no mode `maximum`, no `<signature>` and no `<maxphysaddr>`: it neither reads nor writes them. */
  readonly knowsMaximum: boolean;
  readonly knowsSignature: boolean;
  readonly knowsMaxphysaddr: boolean;
  /** 7.0 has other words for a wrong attribute. */
  readonly attributeWords: 'old' | 'new';
  /** How a candidate's list is counted [D6f]: 7.0 counts its features and nothing else. */
  readonly modelScore: 'length' | 'penalty';
  /** 9.0 writes no `clusters`, ignores two attributes and always adds removed features with policy disable. */
  readonly writesClusters: boolean;
  readonly knowsMaxphysaddrLimit: boolean;
  readonly knowsDeprecatedFeatures: boolean;
  readonly removedPolicyAsAsked: boolean;
  /** 11.3 compares a guest with what QEMU says of its model; 9.0 compares bits. */
  readonly asksBlockers: boolean;
  /** From 9.0 on features with policy forbid are looked up by name before a guest is compared. */
  readonly asksForbiddenNames: boolean;
  /** 9.0 knows no loongarch64, and of riscv64 nothing but the name. */
  readonly knowsLoongarch64: boolean;
  readonly drivesRiscv64: boolean;
}

export interface Vendor {
  readonly name: string;
  /** 12 characters of CPUID leaf 0: `GenuineIntel`. */
  readonly string: string;
}

export interface Feature {
  readonly index: number;
  readonly name: string;
  /** Present when *all* its bits are set. */
  readonly mask: Mask;
  readonly migratable: boolean;
  readonly aliases: readonly { readonly name: string; readonly source: string }[];
}

export interface Model {
  readonly index: number;
  readonly name: string;
  readonly decodeHost: boolean;
  readonly decodeGuest: boolean;
  readonly checkCompat: boolean;
  readonly vendor: Vendor | undefined;
  readonly signatures: readonly ModelSignature[];
  readonly bits: Bits;
  /** Names of features that the model itself lists as removed; not inherited. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly ancestor: string | undefined;
  /** The versioned name that means the same: `Haswell` → `Haswell-v1`. For display only. */
  readonly canonical: string | undefined;
}

export interface ModelSignature {
  readonly family: number;
  readonly model: number;
  /** Ranges from–to, both included; empty = every stepping. */
  readonly steppings: readonly (readonly [from: number, to: number])[];
}

export interface Ppc64Map {
  /** In map order: a later one is newer. */
  readonly models: readonly { readonly name: string; readonly vendor: string | undefined }[];
  readonly vendors: readonly string[];
}

export interface ArmMap {
  readonly vendors: readonly string[];
  readonly features: readonly string[];
  readonly models: readonly { readonly name: string; readonly vendor: string | undefined }[];
}

export function matchesSignature(
  signatures: readonly ModelSignature[],
  of: { family: number; model: number; stepping: number },
): boolean {
  return signatures.some(
    ({ family, model, steppings }) =>
      family === of.family &&
      model === of.model &&
      (steppings.length === 0 || steppings.some(([from, to]) => from <= of.stepping && of.stepping <= to)),
  );
}
