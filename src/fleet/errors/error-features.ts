import { hasMask } from '../../bits/bits.ts';
import type { ErrorFeature } from '../../cpu/vocabulary/cpu-error.ts';
import { featureAtBit, featureNamed } from '../../cpu/vocabulary/register-bit.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import { formatWord } from '../../cpu-map/register-word.ts';
import { kvmGives, kvmNeeds } from '../../facts/kvm-gives.ts';
import { vanishing } from '../../facts/vanishing.ts';
import type { FleetHost } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';

/** One feature of an error under a CPU map, and where it is among the hosts. */
export interface ErrorFeatureFacts {
  /** libvirt's name; as it was spelled where the map has none for it. */
  readonly name: string;
  readonly spelled: string;
  readonly part: ErrorFeature['part'];
  /** undefined: the CPU map knows no such feature. */
  readonly feature: Feature | undefined;
  /** `7.1 eax 5`; undefined if the map has no bits for it. */
  readonly address: string | undefined;
  /** Hosts that count. Empty where there are none. */
  readonly having: readonly FleetHost[];
  readonly lacking: readonly FleetHost[];
  /** A way to bring the feature to a host, as a whole clause. */
  readonly back: string;
  /** Whether that is more than a newer processor. */
  readonly comesBack: boolean;
  /** QEMU sets it by itself on every host: an error that names it is about something else. */
  readonly isSetByQemu: boolean;
}

/** The features of an error in libvirt's names, each once. */
export function errorFeatures(
  map: CpuMap,
  features: readonly ErrorFeature[],
  pool: Pool | undefined,
): ErrorFeatureFacts[] {
  const facts = features.map((each) => factsOf(map, each, pool));
  return [...new Map(facts.map((each) => [`${each.part} ${each.name}`, each])).values()];
}

function factsOf(
  map: CpuMap,
  { name: spelled, part, bit }: ErrorFeature,
  pool: Pool | undefined,
): ErrorFeatureFacts {
  const feature = bit === undefined ? featureNamed(map, spelled) : featureAtBit(map, bit, spelled);
  const name = feature?.name ?? spelled;
  const { back, comesBack } = waysBack(name, feature);
  const hosts = feature === undefined ? { having: [], lacking: [] } : parted(pool, feature);
  const isSetByQemu = kvmGives(name)?.gives === 'always';
  return {
    name,
    spelled,
    part,
    feature,
    address: addressOf(map, feature),
    ...hosts,
    back,
    comesBack,
    isSetByQemu,
  };
}

function parted(pool: Pool | undefined, { mask }: Feature): { having: FleetHost[]; lacking: FleetHost[] } {
  const kinds = pool?.kinds ?? [];
  const having = kinds.filter(({ cpu }) => hasMask(cpu.bits, mask));
  const lacking = kinds.filter(({ cpu }) => !hasMask(cpu.bits, mask));
  return {
    having: having.flatMap(({ included }) => included),
    lacking: lacking.flatMap(({ included }) => included),
  };
}

function addressOf(map: CpuMap, feature: Feature | undefined): string | undefined {
  const index = feature?.mask.words[0];
  const value = feature?.mask.values[0];
  const word = index === undefined ? undefined : map.words[index];
  if (word === undefined || value === undefined) return undefined;
  return `${formatWord(word)} ${31 - Math.clz32(value)}`;
}

function waysBack(name: string, feature: Feature | undefined): { back: string; comesBack: boolean } {
  const gift = kvmGives(name);
  const lost = vanishing(name);
  if (gift?.gives === 'never') return { back: 'nothing: KVM gives it to no guest', comesBack: false };
  if (lost !== undefined) return { back: lost.back, comesBack: !lost.back.startsWith('nothing') };
  if (gift?.gives === 'always')
    return { back: 'a newer kernel or QEMU: they make it on every host', comesBack: true };
  if (gift?.needs !== undefined) return { back: kvmNeeds[gift.needs].words, comesBack: true };
  if (gift?.beside !== undefined)
    return { back: `${gift.beside} in the guest too: it is given only with it`, comesBack: true };
  if (feature === undefined && gift === undefined)
    return { back: 'not known: no CPU map here has a feature of this name', comesBack: false };
  return { back: 'nothing: the processor itself lacks it', comesBack: false };
}
