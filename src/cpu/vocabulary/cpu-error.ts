import type { RegisterBit } from './register-bit.ts';

/** The program that said it. */
export const errorSources = [
  'libvirt',
  'QEMU',
  'KubeVirt',
  'OpenStack',
  'oVirt',
  'Proxmox VE',
  'the guest',
] as const;
export type ErrorSource = (typeof errorSources)[number];

/** The decoded content of an error. */
export const errorSays = [
  // The host lacks features that the guest requires.
  'lacks',
  // The host has features that the guest forbids.
  'has-forbidden',
  // The host has features beyond a guest with match='strict'.
  'has-extra',
  // The CPU that QEMU made is not the one described: features missing, extra.
  'not-as-described',
  'unknown-model',
  'unknown-feature',
  'unknown-vendor',
  'model-not-offered',
  'vendor-differs',
  'nothing-in-common',
  'no-model-fits',
  'arch-differs',
  'mode-not-possible',
  'no-invariant-tsc',
  'no-tsc-frequency',
  'tsc-frequency-differs',
  'bad-address-bits',
  // A pod waits for a node with labels that no node has.
  'no-node-fits',
  // A guest system needs a higher x86-64 level.
  'level-too-low',
] as const;
export type ErrorSays = (typeof errorSays)[number];

/** A feature of an error, as it was spelled there. */
export interface ErrorFeature {
  readonly name: string;
  readonly part: 'missing' | 'forbidden' | 'extra';
  /** The register and bit of the feature, if QEMU said them. */
  readonly bit?: RegisterBit;
}

/** An error of libvirt, QEMU or a platform on top, about CPUs: who refused what, and for which features. */
export interface CpuError {
  readonly says: ErrorSays;
  /** The program that said it. */
  readonly by: ErrorSource;
  /** In the order of the error. */
  readonly features: readonly ErrorFeature[];
  readonly model?: string;
  readonly vendor?: string;
  /** The other vendor of a mismatch. */
  readonly otherVendor?: string;
  /** A mode, an architecture, a level or a number, as `says` needs it. */
  readonly detail?: string;
  readonly guest?: string;
  /** The host that was to run the guest, and the one that it was to leave. */
  readonly to?: string;
  readonly from?: string;
}
