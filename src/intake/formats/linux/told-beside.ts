import type { HostSoftware } from '../../reading.ts';

/** Longer ones are no name of a processor. */
const LONGEST = 120;

/** Linux's facts about a processor besides its features; an empty value says nothing. */
export function toldBeside(
  told: {
    readonly [key in 'microcode' | 'processor']?: string | undefined;
  },
): { readonly software?: HostSoftware } {
  const known = Object.entries(told).flatMap(([key, value = '']) => {
    const text = value.replace(/\s+/g, ' ').trim();
    return text === '' || text === '-' || text === 'unknown' || text.length > LONGEST ? [] : [[key, text]];
  });
  return known.length === 0 ? {} : { software: Object.fromEntries(known) };
}
