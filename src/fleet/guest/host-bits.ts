import { addMask, type Bits, emptyBits, type Mask, maskOf } from '../../bits/bits.ts';
import { archCapabilitiesWords, unlistedGifts } from '../../cpu/driver-qemu/left-off.ts';
import { type QemuHost, type QemuModel, unorderedView } from '../../cpu/driver-qemu/qemu-host.ts';
import { encode } from '../../cpu/x86/encode.ts';
import type { CpuMap, Model } from '../../cpu-map/cpu-map.ts';

/** A host's features for one virttype, as bits. */
export interface HostBits {
  /** QEMU's features; whole words where nobody looks. */
  readonly given: Bits;
  /** The same, with what QEMU gives though it lists it nowhere. */
  readonly gives: Bits;
  readonly givesInvariantTsc: boolean;
  readonly givesArchCapabilities: boolean;
  /** Names that a forbidden feature is looked up in. */
  readonly listed: Bits;
  /** The other side of a compatibility check; undefined if libvirt would refuse to. */
  readonly full: Bits | undefined;
  readonly fullVendor: string | undefined;
  /** QEMU's answer about a model. undefined: it is not on its list. */
  readonly modelOn: (model: Model) => ModelBits | undefined;
  /** The same as reported. */
  readonly toldOf: (model: Model) => QemuModel | undefined;
  /** Words that nobody looks at. */
  readonly unseen: readonly number[];
  /** No list of models was told: none is replaced. */
  readonly takesAnyModel: boolean;
}

export interface ModelBits {
  readonly usable: boolean;
  readonly blockers: Mask;
  /** The subset that counts as dropped. */
  readonly missed: Mask;
}

const memory = new WeakMap<CpuMap, WeakMap<QemuHost, HostBits>>();

/** Made once for each host and map. */
export function hostBits(map: CpuMap, host: QemuHost): HostBits {
  let ofMap = memory.get(map);
  if (ofMap === undefined) {
    ofMap = new WeakMap();
    memory.set(map, ofMap);
  }
  const before = ofMap.get(host);
  if (before !== undefined) return before;
  const made = makeBits(map, host);
  ofMap.set(host, made);
  return made;
}

function makeBits(map: CpuMap, host: QemuHost): HostBits {
  const { given, full, listed, modelByName } = unorderedView(map, host);
  const unseen =
    map.dialect.asksBlockers && !given.has('arch-capabilities') ? archCapabilitiesWords(map) : [];
  const encoded = full?.model === undefined ? undefined : encode(map, full);
  const byIndex: (ModelBits | undefined)[] = [];
  return {
    given: opened(namedBits(map, given), unseen),
    gives: opened(namedBits(map, [...given, ...unlistedGifts(host)]), unseen),
    givesInvariantTsc: given.has('invtsc'),
    givesArchCapabilities: given.has('arch-capabilities'),
    listed: namedBits(map, listed),
    full: encoded?.ok ? encoded.value : undefined,
    fullVendor: full?.vendor,
    modelOn: ({ index, name }) => {
      const before = byIndex[index];
      if (before !== undefined) return before;
      const listedModel = modelByName.get(name);
      if (listedModel === undefined) return undefined;
      const made = modelBits(map, listedModel, unseen);
      byIndex[index] = made;
      return made;
    },
    toldOf: ({ name }) => modelByName.get(name),
    unseen,
    takesAnyModel: host.models === undefined,
  };
}

function modelBits(
  map: CpuMap,
  { usable, blockers: names }: QemuModel,
  unseen: readonly number[],
): ModelBits {
  const blockers = namedBits(map, names);
  const missed = blockers.slice();
  for (const word of unseen) missed[word] = 0;
  return { usable: usable === 'yes', blockers: maskOf(blockers), missed: maskOf(missed) };
}

function namedBits(map: CpuMap, names: Iterable<string>): Bits {
  const bits = emptyBits(map.words.length);
  for (const name of names) {
    const mask = map.featureByName.get(name)?.mask;
    if (mask !== undefined) addMask(bits, mask);
  }
  return bits;
}

function opened(bits: Bits, words: readonly number[]): Bits {
  for (const word of words) bits[word] = 0xffffffff;
  return bits;
}
