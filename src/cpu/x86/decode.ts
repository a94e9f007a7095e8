import { type Bits, dropMask, emptyBits } from '../../bits/bits.ts';
import type { CpuMap, Vendor } from '../../cpu-map/cpu-map.ts';
import type { CpuidWord, MsrWord } from '../../cpu-map/register-word.ts';
import type { CpuDefinition, GuestCpu, HostCpu } from '../definition/definition.ts';
import type { Registers } from '../definition/registers.ts';
import { type Answer, answer } from '../definition/result.ts';
import { SIGNATURE_MASK, unpackSignature } from '../definition/signature.ts';
import { chooseModel } from './choose-model.ts';
import type { CpuData, DecodeOptions } from './decode-input.ts';

/** Registers → bits of the map's words, vendor and signature [D1–D3]. An absent register reads as 0. */
export function registersToData(map: CpuMap, registers: Registers): CpuData {
  const bits = emptyBits(map.words.length);
  map.words.forEach((word, index) => {
    bits[index] = word.kind === 'cpuid' ? cpuidWord(registers, word) : msrWord(registers, word);
  });
  const packed = cpuidWord(registers, { leaf: 1, subleaf: 0, register: 'eax' }) & SIGNATURE_MASK;
  return {
    bits,
    vendor: vendorOf(map, registers),
    signature: packed === 0 ? undefined : unpackSignature(packed),
  };
}

/** Repeated entries add up. */
function cpuidWord({ cpuid }: Registers, at: Omit<CpuidWord, 'kind'>): number {
  let value = 0;
  for (const leaf of cpuid) {
    if (leaf.leaf === at.leaf && leaf.subleaf === at.subleaf) value |= leaf[at.register];
  }
  return value >>> 0;
}

function msrWord({ msr }: Registers, { index, register }: MsrWord): number {
  return msr.reduce((value, found) => (found.index === index ? value | found[register] : value), 0) >>> 0;
}

/** The first vendor all of whose bits are set [D1]: a bit more does not hide it. */
function vendorOf(map: CpuMap, registers: Registers): Vendor | undefined {
  const words = (['ebx', 'edx', 'ecx'] as const).map((register) =>
    cpuidWord(registers, { leaf: 0, subleaf: 0, register }),
  );
  return map.vendors.find(({ string }) =>
    words.every((word, i) => (packCharacters(string.slice(4 * i, 4 * i + 4)) & ~word) === 0),
  );
}

function packCharacters(text: string): number {
  return [0, 1, 2, 3].reduce((word, i) => word | (text.charCodeAt(i) << (8 * i)), 0);
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
    // One of family 0 counts in the choice and is not written.
    ...(map.dialect.knowsSignature && data.signature?.family ? { signature: data.signature } : {}),
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
