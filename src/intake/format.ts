import type { GuestReading, HostReading, HostSoftware, IntakeProblemCode } from './reading.ts';

/** A stretch of a text: from `start`, up to but not including `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * How a format is known before it is read. Every pass that must know a document by its looks (prefixes, quotes,
 * stamps, JSON around it, blank lines, naming) collects these from the formats and has no list of its own.
 */
export interface Fingerprint {
  /** How a line begins that only such a document has, best its first one; blanks before it are skipped. */
  readonly opening?: RegExp;
  /** In JSON: a key, with its colon, that only such a document has. */
  readonly jsonKey?: RegExp;
  /** Root elements, where it is XML. */
  readonly xmlRoots?: readonly string[];
  /** Programs that print it: a line with one of them in a command's place is a command. */
  readonly programs?: readonly string[];
  /** Another sign that a command line prints it. */
  readonly commandLine?: RegExp;
  /** Words that are never a host's name because of it: in a heading, a prompt, a file's name, a key of JSON. */
  readonly words?: readonly string[];
  /** Words that say what a file holds, in its name alone: `cpuid-1r-kvm-01.txt`. */
  readonly fileWords?: readonly string[];
}

/** One source format: one file, with its own table of texts as test. */
export interface Format<Found extends Span = Span> {
  readonly name: string;
  readonly fingerprint: Fingerprint;
  /**
   * Stretches that look like this format, in order, apart from each other; `read` is given what else it notes of
   * them. Must take time in step with the text, whatever that is.
   */
  find(text: string): readonly Found[];
  /** Reads one stretch that `find` gave for the same text. Offsets count from the text's beginning. Never throws. */
  read(text: string, found: Found): FormatReading;
}

export interface FormatReading {
  readonly hosts: readonly FormatHost[];
  readonly guests?: readonly FormatGuest[];
  readonly problems: readonly FormatProblem[];
  /** Facts about the document's host rather than its CPU: they join the other readings of that host. */
  readonly told?: readonly FormatTold[];
}

export interface FormatTold {
  readonly offset: number;
  readonly software: HostSoftware;
}

/** A host as the format sees it; offsets are into the whole text, so that they can become lines. */
export interface FormatHost extends Omit<HostReading, 'name' | 'place' | 'featureLines'> {
  /** Only a name that stands inside the document itself (KubeVirt's metadata.name, nova's hypervisor_hostname). */
  readonly name?: string;
  readonly offset: number;
  readonly featureOffsets?: readonly number[];
}

/** A guest as the format sees it. */
export interface FormatGuest extends Omit<GuestReading, 'name' | 'on' | 'view' | 'place' | 'featureLines'> {
  /** Only a name that stands inside the document itself. */
  readonly name?: string;
  /** Only a host that the document itself names. */
  readonly on?: string;
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
