import type { Signature } from '../../../cpu/definition/definition.ts';

/** Whose a list is. */
export interface FlagOwner {
  readonly arch: string;
  readonly vendor?: string | undefined;
  readonly signature?: Signature | undefined;
}

/**
 * Flags that no processor of a family and model lacks: a list without one of them is not the whole list. Virtual
 * machines may hide any of them; their lists have `hypervisor`. Sources: the manuals' feature tables and the kernel's
 * intel-family.h.
 */
export function requiredFlags(
  vendor: string | undefined,
  signature: Signature | undefined,
): readonly string[] {
  if (signature === undefined) return [];
  if (vendor === 'GenuineIntel') return signature.family === 6 ? ofIntel(signature.model) : [];
  return vendor === 'AuthenticAMD' || vendor === 'HygonGenuine' ? ofAmd(signature.family) : [];
}

/** Atoms of the first kind, some without 64 bits. */
const bonnell = new Set([0x15, 0x1c, 0x26, 0x27, 0x35, 0x36]);
/** Silvermont to Goldmont, and Xeon Phi. */
export const atoms: ReadonlySet<number> = new Set([
  0x37, 0x4a, 0x4c, 0x4d, 0x57, 0x5a, 0x5c, 0x5d, 0x5f, 0x7a, 0x85,
]);
const core2 = new Set([0x0f, 0x16, 0x17, 0x1d]);
const longMode = ['lm', 'syscall', 'cx16'];

/** Whether every processor of a family and model has some of the flags that Linux prints last, virtual ones too. */
export function expectsLateFlags(owner: {
  readonly vendor?: string | undefined;
  readonly signature?: Signature | undefined;
}): boolean {
  const { vendor, signature } = owner;
  if (signature === undefined) return false;
  if (vendor === 'GenuineIntel') return signature.family === 6 && signature.model >= 0x3c;
  return (vendor === 'AuthenticAMD' || vendor === 'HygonGenuine') && signature.family >= 0x17;
}

/** Whether Linux shows `arat` of every such processor: since 2.6.30, from Westmere on, and of all AMD since family 15h. */
export function hasTimer(vendor: string | undefined, signature: Signature | undefined): boolean {
  if (signature === undefined) return false;
  const { family, model } = signature;
  if (vendor === 'GenuineIntel') return family === 6 && model >= 0x3c && !atoms.has(model);
  return (vendor === 'AuthenticAMD' || vendor === 'HygonGenuine') && family >= 0x15;
}

function ofIntel(model: number): readonly string[] {
  if (model < 0x0f || bonnell.has(model)) return [];
  const all = [...longMode, 'ssse3', 'lahf_lm'];
  return core2.has(model) ? all : [...all, 'sse4_1', 'sse4_2', 'popcnt'];
}

function ofAmd(family: number): readonly string[] {
  if (family < 0x0f) return [];
  if (family < 0x10) return ['lm', 'syscall'];
  if (family < 0x15) return [...longMode, 'lahf_lm', 'popcnt'];
  const bulldozer = [...longMode, 'ssse3', 'sse4_1', 'sse4_2', 'popcnt', 'lahf_lm'];
  return family < 0x17 ? bulldozer : [...bulldozer, 'avx2'];
}
