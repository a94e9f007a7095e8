import { maskNotes, maskRefusal } from '../kit/mask-notes.ts';
import { type CpuidWord, maskText, registerMasks } from '../kit/register-masks.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';

export const xen: OutputTarget = {
  id: 'xen',
  title: 'Xen xl',
  where: "the domain's xl.cfg",
  names: 'bits',
  write: writeXen,
};

/**
 * Leaves that every x86-64 host of the last decade has: libxl does not create a domain whose mask names a leaf
 * that the host lacks. The value says which subleaf is meant; undefined if the leaf has none.
 */
const leaves: ReadonlyMap<number, number | undefined> = new Map([
  [0x1, undefined],
  [0x7, 0],
  [0xd, 1],
  [0x80000001, undefined],
  [0x80000007, undefined],
  [0x80000008, undefined],
]);

function isMaskable({ leaf, subleaf }: CpuidWord): boolean {
  return leaves.has(leaf) && (leaves.get(leaf) ?? 0) === subleaf;
}

const platform = {
  name: 'Xen',
  maskable: isMaskable,
  leaves: '1, 7, d, 80000001, 80000007 and 80000008',
};

function writeXen(input: OutputInput): OutputText {
  const refusal = maskRefusal(input, 'Xen');
  if (refusal !== undefined) return { text: '', language: 'text', notes: [refusal] };
  const byLeaf = new Map<string, string[]>();
  for (const mask of registerMasks(input, isMaskable)) {
    const key = address(mask.leaf);
    byLeaf.set(key, [...(byLeaf.get(key) ?? []), `${mask.register}=${maskText(mask, 'x')}`]);
  }
  const lines = [...byLeaf].map(([key, registers]) => `  "${key}:${registers.join(',')}",\n`);
  const notes = maskNotes(input, platform, lines.length > 0);
  const text = lines.length === 0 ? '' : `cpuid = [\n${lines.join('')}]\n`;
  return { text, language: 'text', notes };
}

function address(leaf: number): string {
  const subleaf = leaves.get(leaf);
  const hex = `0x${leaf.toString(16).padStart(8, '0')}`;
  return subleaf === undefined ? hex : `${hex},0x${subleaf.toString(16).padStart(2, '0')}`;
}
