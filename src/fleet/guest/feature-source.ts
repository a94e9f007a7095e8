import { hasMask } from '../../bits/bits.ts';
import type { Policy } from '../../cpu/definition/definition.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import type { Guest } from './guest.ts';

/** The source of a guest's feature. */
export type FeatureSource =
  | { readonly kind: 'listed'; readonly policy: Policy }
  | { readonly kind: 'model'; readonly model: string }
  /** Its mode takes what the host has. */
  | { readonly kind: 'host' }
  /** The guest does not have it. */
  | { readonly kind: 'none' };

/** Asked by the feature's name, as a guest may list one that the CPU map does not know. */
export type FeatureSources = (name: string, feature: Feature | undefined) => FeatureSource;

const fromHost: FeatureSource = { kind: 'host' };
const fromNowhere: FeatureSource = { kind: 'none' };

export function featureSources({ cpu, bits }: Pick<Guest, 'cpu' | 'bits'>, map: CpuMap): FeatureSources {
  const listed = new Map(cpu.features.map(({ name, policy }) => [name, policy]));
  const model = map.modelByName.get(cpu.model ?? '');
  const fromModel = model && ({ kind: 'model', model: model.name } as const);
  return (name, feature) => {
    const policy = listed.get(name);
    if (policy !== undefined) return { kind: 'listed', policy };
    if (feature === undefined) return fromNowhere;
    // libvirt leaves out of a host-model what blocks migration.
    if (cpu.mode !== 'custom' && (feature.migratable || cpu.mode !== 'host-model')) return fromHost;
    // Bits of the model may be gone with another feature that is disabled.
    const isIn = model !== undefined && hasMask(model.bits, feature.mask) && hasMask(bits, feature.mask);
    return isIn ? (fromModel ?? fromNowhere) : fromNowhere;
  };
}
