import type { Bits } from '../../bits/bits.ts';
import type { Vendor } from '../../cpu-map/cpu-map.ts';
import type { Fallback, Signature } from '../definition/definition.ts';

/** The input to decoding: bits, and vendor and signature as far as they are known. */
export interface CpuData {
  readonly bits: Bits;
  readonly vendor: Vendor | undefined;
  readonly signature: Signature | undefined;
}

/** A model that the hypervisor offers; features that block it there. */
export interface AllowedModel {
  readonly name: string;
  readonly blockers: readonly string[];
}

export interface DecodeOptions {
  readonly type: 'host' | 'guest';
  /** undefined = every model. */
  readonly allowed?: readonly AllowedModel[] | undefined;
  readonly preferred?: readonly string[];
  /** With forbid, a sole preferred model that isn't allowed is an error. */
  readonly fallback?: Fallback;
}
