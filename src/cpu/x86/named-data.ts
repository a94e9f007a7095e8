import { addMask, emptyBits } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Signature } from '../definition/definition.ts';
import type { CpuData } from './decode-input.ts';

/** A CPU as QEMU lists it over QMP, in libvirt's feature names [Q]. */
export interface NamedCpu {
  readonly features: readonly string[];
  /** 12 characters: `GenuineIntel`. */
  readonly vendor: string;
  readonly signature: Signature;
}

/** Names that the map doesn't know are ignored, as libvirt ignores QEMU's. */
export function namedToData(map: CpuMap, cpu: NamedCpu): CpuData {
  const bits = emptyBits(map.words.length);
  for (const name of cpu.features) {
    const feature = map.featureByName.get(name);
    if (feature !== undefined) addMask(bits, feature.mask);
  }
  return { bits, vendor: map.vendors.find(({ string }) => string === cpu.vendor), signature: cpu.signature };
}
