import type { ErrorReading } from '../reading.ts';

/** What an error says, and the offsets in the text that was searched at which its own words stand. */
export type DecodedError = Omit<ErrorReading, 'said' | 'place' | 'guest' | 'to' | 'from'> & {
  readonly start: number;
  readonly end: number;
};
