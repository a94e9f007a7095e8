import type { Signature } from './definition.ts';

/** CPUID leaf 1 EAX without type and reserved bits; 0 stands for no signature. */
export const SIGNATURE_MASK = 0x0fff3fff;

export function unpackSignature(eax: number): Signature {
  return {
    family: ((eax >>> 20) & 0xff) + ((eax >>> 8) & 0xf),
    model: ((eax >>> 16) & 0xf) * 16 + ((eax >>> 4) & 0xf),
    stepping: eax & 0xf,
  };
}

export function packSignature({ family, model, stepping }: Signature): number {
  const extended = family > 0xf ? family - 0xf : 0;
  const base = family > 0xf ? 0xf : family;
  return (
    (((extended & 0xff) << 20) |
      (((model >>> 4) & 0xf) << 16) |
      (base << 8) |
      ((model & 0xf) << 4) |
      (stepping & 0xf)) >>>
    0
  );
}

/** libvirt's own table of a signature, as its tests print it. */
export function formatSignature(eax: number): string {
  const { family, model, stepping } = unpackSignature(eax);
  const row = (label: string, value: number) =>
    `${label.padEnd(10)}${String(value).padStart(3)} (0x${value.toString(16).padStart(2, '0')})\n`;
  return `${eax.toString(16).padStart(6, '0')}\n${row('family:', family)}${row('model:', model)}${row('stepping:', stepping)}`;
}
