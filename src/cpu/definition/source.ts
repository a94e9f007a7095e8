import type { GuestCpu, HostCpu, Signature } from './definition.ts';
import type { Registers } from './registers.ts';

/**
 * A host's description of its CPU, before any CPU map is applied: intake makes it, `resolve` turns it into a
 * definition and bits under the CPU map that is chosen. Plain data: it is stored, exported and posted.
 */
export type CpuSource =
  | { readonly kind: 'host'; readonly cpu: HostCpu }
  | { readonly kind: 'guest'; readonly cpu: GuestCpu }
  | { readonly kind: 'registers'; readonly arch: 'x86_64'; readonly registers: Registers }
  | NamedFeatures;

/** A list of feature names in somebody else's spelling, with vendor and signature where known. */
export interface NamedFeatures {
  readonly kind: 'names';
  readonly arch: string;
  /** Whose names: Linux's /proc/cpuinfo flags, QEMU's properties, or libvirt's own. */
  readonly vocabulary: 'linux' | 'qemu' | 'libvirt';
  /** Vendor's 12 characters (`GenuineIntel`) or libvirt's name (`Intel`). */
  readonly vendor?: string;
  readonly signature?: Signature;
  readonly names: readonly string[];
  /**
   * The machine's name for the CPU (a KubeVirt host-model label, a QMP reply's): shown, and preferred by the
   * decoder, never believed for its bits.
   */
  readonly model?: string;
}
