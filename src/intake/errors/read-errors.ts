import type { ErrorReading } from '../reading.ts';
import { findErrors } from './find-errors.ts';
import { whoRefused } from './who-refused.ts';

/** A host whose command printed an error instead of a document; `line` from 1. */
interface FailedCommand {
  readonly name: string;
  readonly line: number;
}

/** `file` is what the places of the errors say; `failed` names hosts for the errors beside them. */
interface Around {
  readonly file: string;
  readonly failed: readonly FailedCommand[];
}

/** The errors about CPUs in a text, in order. */
export function readErrors(text: string, { file, failed }: Around): ErrorReading[] {
  return findErrors(text).map((error) => {
    const { start: _start, end: _end, before: _before, after: _after, line, ...decoded } = error;
    const reading = { ...decoded, ...whoRefused(error), place: { file, line } };
    if (reading.to !== undefined) return reading;
    const host = failed.find((each) => explains(reading, each));
    return host === undefined ? reading : { ...reading, to: host.name };
  });
}

/** A command that failed for a decoded reason is that error, not a host that gave no CPU. */
export function explains({ place, to }: ErrorReading, { name, line }: FailedCommand): boolean {
  return Math.abs(place.line - line) <= 2 && (to === undefined || to === name);
}
