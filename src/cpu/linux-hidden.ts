import { hasMask, type Mask } from '../bits/bits.ts';
import { type CpuMap, type Feature, matchesSignature } from '../cpu-map/cpu-map.ts';
import type { NamedFeatures } from './definition/source.ts';
import { featuresTold } from './vocabulary/feature-names.ts';
import { vendorFamily } from './vocabulary/linux-flags.ts';

/*
 * Linux has no name for some bits of CPUID, and hides others for errata: a list without them does not say that the
 * processor lacks them. Those that every libvirt model of its family and model has are taken as there. Features of MSRs
 * are not: they differ by stepping and microcode. Nor is anything of a virtual machine, which may be made otherwise.
 */

/** Shown by kernels of today, but not by old ones with 64 bits. */
const onceHidden = ['sep'];
/** Their PCIDs have an erratum, for which Linux switches them off. */
const withoutPcid = new Set([0x97, 0x9a, 0xb7, 0xba, 0xbf]);

export function hiddenByLinux(map: CpuMap, source: NamedFeatures): readonly Feature[] {
  const { vocabulary, signature, names, vendor } = source;
  if (vocabulary !== 'linux' || signature === undefined || names.includes('hypervisor')) return [];
  const own = map.vendors.find(({ name, string }) => string === vendor || name === vendor);
  const models = map.models.filter(
    (model) =>
      model.vendor !== undefined && model.vendor === own && matchesSignature(model.signatures, signature),
  );
  const isOfAll = ({ mask }: Feature) => models.length > 0 && models.every(({ bits }) => hasMask(bits, mask));
  const hidden = untold(map).filter(isOfAll);
  const isAlder =
    vendorFamily(vendor) === 'intel' && signature.family === 6 && withoutPcid.has(signature.model);
  const pcid = isAlder ? map.featureByName.get('pcid') : undefined;
  return pcid === undefined ? hidden : [...hidden, pcid];
}

const memory = new WeakMap<CpuMap, readonly Feature[]>();

/** Bits of CPUID that no list of Linux tells of, or not every one. */
function untold(map: CpuMap): readonly Feature[] {
  const known = memory.get(map);
  if (known !== undefined) return known;
  const told = new Set(featuresTold(map, 'linux'));
  const features = map.features.filter(
    (feature) => (!told.has(feature) || onceHidden.includes(feature.name)) && isOfCpuid(map, feature.mask),
  );
  memory.set(map, features);
  return features;
}

function isOfCpuid(map: CpuMap, { words }: Mask): boolean {
  return words.every((word) => map.words[word]?.kind === 'cpuid');
}
