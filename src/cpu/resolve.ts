import type { Bits } from '../bits/bits.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import type { Answer } from './answer.ts';
import type { CpuDefinition } from './definition.ts';
import type { CpuSource } from './source.ts';

/** A host's CPU under one CPU map. */
export interface ResolvedCpu {
  /** What libvirt would be given: as it was read, or decoded from registers or names. */
  readonly definition: CpuDefinition;
  readonly bits: Bits;
  /** Names of features in the source that this map does not know; libvirt itself would refuse them. */
  readonly unknownFeatures: readonly string[];
  /** The model's name when the map does not know it: its features then count as unknown, not as absent. */
  readonly unknownModel: string | undefined;
  /** Bits set in registers that no feature of this map names, as `word index → value`. */
  readonly unnamedBits: readonly { readonly word: number; readonly value: number }[];
}

export declare function resolveCpu(map: CpuMap, source: CpuSource): Answer<ResolvedCpu>;
