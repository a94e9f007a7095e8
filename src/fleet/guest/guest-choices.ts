import type {
  Cache,
  Check,
  Fallback,
  Match,
  MaxPhysAddr,
  Mode,
  OnOff,
  Policy,
  Topology,
} from '../../cpu/definition/definition.ts';

/**
 * The person's changes of the guest CPU that libvirt computes. An absent key follows the baseline, `null` says
 * "not set" where the baseline has something. The guest is derived from these and the pool, so it stays live.
 */
export interface GuestChoices {
  readonly mode?: Mode;
  readonly model?: string;
  /** A model written in mode host-model: libvirt keeps it, and takes the host's in its place at start. */
  readonly hostModel?: string;
  readonly match?: Match;
  readonly check?: Check | null;
  readonly fallback?: Fallback;
  readonly vendor?: string | null;
  readonly vendorId?: string | null;
  readonly migratable?: OnOff | null;
  readonly deprecatedFeatures?: OnOff | null;
  readonly topology?: Topology | null;
  readonly cache?: Cache | null;
  readonly maxphysaddr?: MaxPhysAddr | null;
  /** In the order chosen. `absent` takes a feature off the list that the baseline has on it. */
  readonly policies: readonly PolicyChoice[];
}

export interface PolicyChoice {
  readonly name: string;
  readonly policy: Policy | 'absent';
}
