import type { HostReading, IntakeProblemCode } from './reading.ts';

/** A stretch of a text: from `start`, up to but not including `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One source format: one file, with its own table of texts as test. */
export interface Format {
  readonly name: string;
  /** Stretches that look like this format, in order, apart from each other. Must be fast on any text. */
  find(text: string): readonly Span[];
  /** Reads one stretch that `find` gave. Never throws. */
  read(text: string, span: Span): FormatReading;
}

export interface FormatReading {
  readonly hosts: readonly FormatHost[];
  readonly problems: readonly FormatProblem[];
}

/** A host as the format sees it; offsets are into the whole text, so that they can become lines. */
export interface FormatHost extends Omit<HostReading, 'name' | 'place' | 'featureLines'> {
  /** Only a name that stands inside the document itself (KubeVirt's metadata.name, nova's hypervisor_hostname). */
  readonly name?: string;
  readonly offset: number;
  readonly featureOffsets?: readonly number[];
}

export interface FormatProblem {
  readonly code: IntakeProblemCode;
  readonly offset: number;
  /** The sentence for people; `subject` is the host's or file's name, `line` the place's line in the file. */
  readonly say: (subject: string, line: number) => string;
  readonly hint?: string;
}
