import type { ErrorReading } from '../reading.ts';

/** The content of an error, and the offsets in the text that was searched at which its own words stand. */
export type DecodedError = Omit<ErrorReading, 'said' | 'place' | 'guest' | 'to' | 'from'> & {
  readonly start: number;
  readonly end: number;
};
