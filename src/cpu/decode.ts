import { type Bits, dropMask, emptyBits } from '../bits/bits.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { type Answer, answer } from './answer.ts';
import { chooseModel } from './choose-model.ts';
import type { CpuData, DecodeOptions } from './decode-input.ts';
import type { CpuDefinition, GuestCpu, HostCpu } from './definition.ts';
import type { Registers } from './registers.ts';
import { SIGNATURE_MASK, unpackSignature } from './signature.ts';

/** Registers → bits of the map's words, vendor and signature [D1–D3]. An absent register reads as 0. */
export function registersToData(map: CpuMap, registers: Registers): CpuData {
  const bits = emptyBits(map.words.length);
  map.words.forEach((word, index) => {
    const found =
      word.kind === 'cpuid'
        ? registers.cpuid.findLast(({ leaf, subleaf }) => leaf === word.leaf && subleaf === word.subleaf)
        : registers.msr.findLast((msr) => msr.index === word.index);
    if (found === undefined) return;
    bits[index] = 'leaf' in found ? found[word.register] : word.register === 'edx' ? found.edx : found.eax;
  });
  const leaf0 = registers.cpuid.find(({ leaf, subleaf }) => leaf === 0 && subleaf === 0);
  const leaf1 = registers.cpuid.find(({ leaf, subleaf }) => leaf === 1 && subleaf === 0);
  const vendor = leaf0 && map.vendors.find(({ string }) => string === vendorString(leaf0));
  const packed = (leaf1?.eax ?? 0) & SIGNATURE_MASK;
  return { bits, vendor, signature: packed === 0 ? undefined : unpackSignature(packed) };
}

function vendorString({ ebx, edx, ecx }: { ebx: number; edx: number; ecx: number }): string {
  return [ebx, edx, ecx]
    .map((word) => String.fromCharCode(...[0, 8, 16, 24].map((s) => (word >>> s) & 0xff)))
    .join('');
}

/** Bits → the model that says most with least, and the features that remain [D]. */
export function decode(map: CpuMap, data: CpuData, options: DecodeOptions): Answer<CpuDefinition> {
  const cleaned = { ...data, bits: withoutBrokenTsx(map, data) };
  const chosen = chooseModel(map, cleaned, options);
  if (!chosen.ok) return chosen;
  const { model, features } = chosen.value;
  const vendor = data.vendor === undefined ? {} : { vendor: data.vendor.name };
  if (options.type === 'guest') {
    const guest: GuestCpu = {
      kind: 'guest',
      mode: 'custom',
      match: 'exact',
      fallback: options.fallback ?? 'allow',
      model: model.name,
      ...vendor,
      features,
    };
    return answer(guest);
  }
  const host: HostCpu = {
    kind: 'host',
    arch: 'x86_64',
    model: model.name,
    ...vendor,
    ...(data.signature === undefined ? {} : { signature: data.signature }),
    features: features.map(({ name }) => name),
  };
  return answer(host);
}

/** Haswell's TSX is broken: hle and rtm are not believed [D3]. */
export function withoutBrokenTsx(map: CpuMap, { bits, vendor, signature }: CpuData): Bits {
  if (vendor?.name !== 'Intel' || signature?.family !== 6) return bits;
  const { model, stepping } = signature;
  if (model !== 60 && model !== 69 && model !== 70 && !(model === 63 && stepping < 4)) return bits;
  const cleaned = bits.slice();
  for (const name of ['hle', 'rtm']) {
    const feature = map.featureByName.get(name);
    if (feature !== undefined) dropMask(cleaned, feature.mask);
  }
  return cleaned;
}
