import type { FormatProblem } from '../format.ts';
import { MAX_DEPTH, MAX_DOCUMENTS, MAX_FEATURES } from '../limits.ts';

/** Problems of a document, in words. Exact, about the person's text; no exclamation marks, no apologies. */

export const expected =
  'Paste the output of virsh capabilities, virsh domcapabilities or virsh dumpxml, a <cpu> element, ' +
  "/proc/cpuinfo, lscpu, cpuid -r, a QMP reply, KubeVirt node labels or nova's cpu_info.";

interface Stop {
  readonly offset: number;
  readonly open: readonly string[];
  /** Another document begins there; else the text ends. */
  readonly next: boolean;
}

export function stops({ offset, open, next }: Stop): FormatProblem {
  const inside = open.at(-1) ?? '';
  const end = next ? 'the next document begins after this' : 'the text ends here';
  return {
    code: 'cut',
    offset,
    say: (subject, line) => `${subject} is not finished: it stops at line ${line}, inside <${inside}>.`,
    hint: `${end}; ${missing(open)}`,
  };
}

export function leftOut(offset: number, open: readonly string[]): FormatProblem {
  const inside = open.at(-1) ?? '';
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `${subject} is not complete: lines are left out at line ${line}, inside <${inside}>.`,
    hint: 'lines are left out here; the whole document is needed',
  };
}

export function beginsLate(offset: number, root: string): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `${subject} is not complete: line ${line} has </${root}>, but its beginning, <${root}>, is missing.`,
    hint: `<${root}> is missing before this`,
  };
}

function missing(open: readonly string[]): string {
  const tags = open.slice(-6).map((name) => `</${name}>`);
  tags.reverse();
  const last = tags.pop() ?? '';
  return tags.length === 0 ? `${last} is missing` : `${tags.join(', ')} and ${last} are missing`;
}

export function malformedAt(offset: number, detail: string): FormatProblem {
  return {
    code: 'malformed',
    offset,
    say: (subject, line) => `${subject} is not well-formed XML: at line ${line}, ${detail}.`,
    hint: detail,
  };
}

export function doctype(offset: number): FormatProblem {
  return {
    code: 'doctype',
    offset,
    say: (subject) => `${subject} has a DOCTYPE. libvirt never writes one, so the file was not read.`,
    hint: 'take the DOCTYPE out, if you trust the file',
  };
}

export function tooDeep(offset: number): FormatProblem {
  return {
    code: 'too-deep',
    offset,
    say: (subject, line) =>
      `${subject} was not read: at line ${line} its elements are nested more than ${MAX_DEPTH} deep.`,
    hint: "libvirt's documents are about ten elements deep",
  };
}

export function tooManyFeatures(offset: number): FormatProblem {
  return {
    code: 'too-many',
    offset,
    say: (subject) =>
      `${subject} was not read: its CPU lists more than ${MAX_FEATURES.toLocaleString('en')} features.`,
    hint: 'libvirt knows a few hundred features',
  };
}

/** `what`: the print of a host, as `The lscpu output`. */
export function tooManyListed(
  offset: number,
  { what, count, unit = 'features' }: { what: string; count: number; unit?: 'features' | 'flags' },
): FormatProblem {
  const limit = MAX_FEATURES.toLocaleString('en');
  return {
    code: 'too-many',
    offset,
    say: (subject, line) =>
      `${what} of ${subject} (line ${line}) lists ${count.toLocaleString('en')} ${unit}; the limit is ${limit}.`,
  };
}

export function tooManyDocuments(offset: number): FormatProblem {
  const limit = MAX_DOCUMENTS.toLocaleString('en');
  return {
    code: 'too-many',
    offset,
    say: (_subject, line) =>
      `The text has more than ${limit} documents: from line ${line} on it was not read.`,
    hint: 'what begins here was not read',
  };
}

export function libvirtRefuses(offset: number, message: string): FormatProblem {
  return {
    code: 'libvirt-refuses',
    offset,
    say: (subject) => `libvirt would refuse the CPU of ${subject}: ${message}`,
    hint: message,
  };
}

export function noCpu(offset: number, why: string): FormatProblem {
  return { code: 'no-cpu', offset, say: (subject) => `${subject} has no CPU to read: ${why}.`, hint: why };
}
