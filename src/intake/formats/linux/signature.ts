import type { Signature } from '../../../cpu/definition/definition.ts';
import type { FormatProblem } from '../../format.ts';
import { shown, smallNumber } from '../../text/text-lines.ts';

export interface PlacedValue {
  readonly value: string;
  readonly offset: number;
}

/** The most that CPUID leaf 1 can say. */
const limits = { family: 0xf + 0xff, model: 0xff, stepping: 0xf };
const titles = { family: 'CPU family', model: 'model', stepping: 'stepping' };

/**
 * Family, model and stepping as decimal text; undefined if family or model is missing, or where one is not a
 * number a CPU can have, which is a problem. A missing stepping is 0: old kernels print `unknown` for it.
 */
export function readSignature(
  parts: Readonly<Record<keyof Signature, PlacedValue | undefined>>,
  problems: FormatProblem[],
): Signature | undefined {
  if (parts.family === undefined || parts.model === undefined) return undefined;
  const stepping = parts.stepping?.value === 'unknown' ? undefined : parts.stepping;
  const numbers = { family: 0, model: 0, stepping: 0 };
  for (const [name, part] of [
    ['family', parts.family],
    ['model', parts.model],
    ['stepping', stepping],
  ] as const) {
    if (part === undefined) continue;
    const value = smallNumber(part.value, limits[name]);
    if (value === undefined) {
      problems.push(badNumber(titles[name], part, limits[name]));
      return undefined;
    }
    numbers[name] = value;
  }
  return numbers.family === 0 ? undefined : numbers;
}

function badNumber(title: string, { value, offset }: PlacedValue, most: number): FormatProblem {
  return {
    code: 'malformed',
    offset,
    say: (subject, line) =>
      `The ${title} of ${subject} in line ${line} is ${shown(value)}; a whole number up to ${most} is expected. ` +
      'The host is added without its family, model and stepping.',
  };
}

/** `POWER9 (raw), altivec supported` → POWER9; Power11 is libvirt's POWER11. */
export function powerModel(value: string | undefined): string | undefined {
  return /^POWER\d+/i.exec(value ?? '')?.[0].toUpperCase();
}
