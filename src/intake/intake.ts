import { type FailedHost, failedHosts } from './assemble/failed-hosts.ts';
import { softwareIn, toldAlone, withReleasesAlone } from './assemble/give-software.ts';
import { guestReadings } from './assemble/guest-readings.ts';
import { type Draft, draftsOf } from './assemble/host-drafts.ts';
import { type NamedDraft, nameDrafts } from './assemble/name-hosts.ts';
import {
  hostFailed,
  moreProblems,
  notUnderstood,
  ProblemMaker,
  refuseText,
} from './assemble/problem-reports.ts';
import { openingsOf } from './documents/openings.ts';
import { explains, readErrors } from './errors/read-errors.ts';
import type { Format } from './format.ts';
import { createFormats } from './formats/index.ts';
import { type NameWords, nameWordsOf } from './host-names/name-words.ts';
import { MAX_PROBLEMS } from './limits.ts';
import type { HostReading, Intake, IntakeProblem } from './reading.ts';
import type { MappedText } from './text/mapped-text.ts';
import { unwrapXml } from './unwrap/rewrapped-xml.ts';
import { createUnwrap, type Unwrapped } from './unwrap/steps.ts';

/**
 * A reader of texts that remembers each distinct CPU: hosts with the same CPU text share one `CpuSource`, over
 * all calls. `file` is what the place of a host or problem says; it names a host where nothing else does.
 * `known`: the formats that are looked for, in this order.
 */
export function createIntake(known = createFormats()): (text: string, file: string) => Intake {
  const fingerprints = known.map(({ fingerprint }) => fingerprint);
  const words = nameWordsOf(fingerprints);
  const unwrap = createUnwrap(openingsOf(fingerprints), words);
  return (text, file) => read({ text, file, unwrap, reader: { formats: known, words } });
}

export function readText(text: string, file: string): Intake {
  return createIntake()(text, file);
}

interface Reader {
  readonly formats: readonly Format[];
  readonly words: NameWords;
}

interface Input {
  readonly text: string;
  readonly file: string;
  readonly unwrap: (text: string) => Unwrapped;
  readonly reader: Reader;
}

function read({ text, file, unwrap, reader }: Input): Intake {
  const maker = new ProblemMaker(text, file);
  const refused = refuseText(text, file, maker);
  if (refused !== undefined) return { hosts: [], guests: [], errors: [], problems: [refused] };
  const { clean, texts } = unwrap(text);
  const drafts = texts.flatMap((mapped) => draftsIn(mapped, reader));
  if (texts.length > 1) drafts.sort((a, b) => a.line - b.line);
  const named = nameDrafts(
    drafts.filter(({ guest }) => guest === undefined),
    file,
    reader.words,
  );
  const allFailed = failedIn(clean, named, reader.words);
  const errors = readErrors(clean, { file, failed: allFailed });
  const failed = allFailed.filter((host) => !errors.some((error) => explains(error, host)));
  if (drafts.length === 0 && failed.length === 0) {
    const problems = errors.length > 0 ? [] : [notUnderstood(clean, file, maker)];
    return { hosts: [], guests: [], errors, problems };
  }
  const guests = guestReadings(drafts, file, reader.words);
  const software = softwareIn(named);
  const hosts = named.flatMap(({ draft, names }) => readings(draft, names, file)).map(software.added);
  const all = withReleasesAlone(named, allFailed);
  const told = toldAlone(all);
  const faults = all.filter(({ draft }) => draft.problem !== undefined);
  const problems = [
    ...faults.slice(0, MAX_PROBLEMS).flatMap((fault) => problemOf(fault, maker)),
    ...failed.slice(0, Math.max(0, MAX_PROBLEMS - faults.length)).map((host) => hostFailed(host, maker)),
  ];
  const more = faults.length + failed.length - problems.length;
  return {
    hosts,
    guests,
    errors,
    problems: more > 0 ? [...problems, moreProblems(file, more, maker)] : problems,
    ...(told.length > 0 ? { told } : {}),
  };
}

/** Without those that a document was read for: an error may be beside it. */
function failedIn(clean: string, named: readonly NamedDraft[], words: NameWords): FailedHost[] {
  const read = new Set(named.flatMap(({ draft, names }) => (draft.software === undefined ? names : [])));
  return failedHosts(clean, words).filter(({ name }) => !read.has(name));
}

/** XML that is not well-formed may have been broken at a screen's edge: it is read again without the breaks. */
function draftsIn(mapped: MappedText, { formats, words }: Reader): Draft[] {
  const drafts = draftsOf(mapped, formats, words);
  const faults = countFaults(drafts);
  if (!drafts.some(({ problem }) => problem?.code === 'malformed' || problem?.code === 'libvirt-refuses'))
    return drafts;
  const unwrapped = unwrapXml(mapped);
  const again = unwrapped === mapped ? drafts : draftsOf(unwrapped, formats, words);
  return countFaults(again) < faults ? again : drafts;
}

function countFaults(drafts: readonly Draft[]): number {
  return drafts.filter(({ problem }) => problem !== undefined).length;
}

/** Several names: that many hosts with one CPU between them. */
function readings(draft: Draft, names: readonly (string | undefined)[], file: string): HostReading[] {
  const { host, featureLines } = draft;
  if (host === undefined) return [];
  const { name: _own, offset: _offset, featureOffsets: _offsets, ...rest } = host;
  const place = { file, line: draft.line };
  const lines = featureLines === undefined ? {} : { featureLines };
  return names.map((name) => ({ ...rest, name, place, ...lines }));
}

function problemOf({ draft, names, subject }: NamedDraft, maker: ProblemMaker): IntakeProblem[] {
  const { problem, line, column } = draft;
  if (problem === undefined) return [];
  const [host] = names;
  return [
    maker.make({
      code: problem.code,
      sentence: capitalized(problem.say(subject, line)),
      line,
      ...(column === undefined ? {} : { column }),
      ...(problem.hint === undefined ? {} : { hint: problem.hint }),
      ...(host === undefined ? {} : { host }),
    }),
  ];
}

/** A subject that is no name begins small: it may stand anywhere in the sentence. */
function capitalized(sentence: string): string {
  return sentence.startsWith('the document at line') ? `T${sentence.slice(1)}` : sentence;
}
