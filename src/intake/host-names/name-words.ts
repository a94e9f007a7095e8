import type { Fingerprint } from '../format.ts';

/** Words that tell a host's name from other words: general ones, and those of all formats. */
export interface NameWords {
  /** In lower case: words that look like a host's name and are none. */
  readonly noNames: ReadonlySet<string>;
  /** In lower case: those of formats alone. */
  readonly formatWords: ReadonlySet<string>;
  /** A line that is a command, with or without a prompt before it. */
  readonly command: RegExp;
  /** A command line that prints what a format reads. */
  readonly printsCpu: RegExp;
  /** Parts of a file's name that say what it holds: all of it, its beginning, its end. */
  readonly file: { readonly all: RegExp; readonly before: RegExp; readonly after: RegExp };
}

const general = (
  'localhost localhost.localdomain host hosts node nodes cpu cpus xml json yaml txt log output result results stdout ' +
  'stderr ok done exit logout quit eof end begin start yes no and or then next also here this that text code quote ' +
  'shell bash sh console fish zsh sudo root error warning note info success failed changed true false null none test ' +
  'all first second third hello hi thanks snip example hypervisor file paste unnamed hostname hostnamectl uname ' +
  'stdout_lines msg flags features x86_64 i686 aarch64 ppc64le s390x amd64 arm64 environment description summary logs ' +
  'version versions steps expected actual behavior behaviour additional information screenshots reproduce context ' +
  'details introduction goals motivation overview background examples usage configuration setup notes references ' +
  'problem bug issue question answer solution current workaround hardware software kernel system platform ditto same ' +
  'again likewise mine ours edit update updated ps fyi sorry please anyone help attached attachment below above'
).split(' ');

const generalFiles =
  'kvm_stat|caps|hypervisor|cpu|hostcpu|node|nodes|output|out|stdout|host|dump|raw|J|of|guest|readme'.split(
    '|',
  );
const shells = 'ssh|cat|ansible|clush|pdsh'.split('|');
const viewers = 'cat|less|more|head|tail|type'.split('|');

export function nameWordsOf(fingerprints: readonly Fingerprint[]): NameWords {
  const words = [...new Set(fingerprints.flatMap(({ words = [] }) => words))];
  const programs = [...new Set(fingerprints.flatMap(({ programs = [] }) => programs))];
  const commandLines = fingerprints.flatMap(({ commandLine }) => commandLine?.source ?? []);
  const lower = words.map((word) => word.toLowerCase());
  return {
    noNames: new Set([...general, ...lower]),
    formatWords: new Set(lower),
    command: new RegExp(
      `(?:^|(?<!#)[#$%>❯]\\s|sudo\\s)\\s*(?:${[...shells, ...programs].map(escaped).join('|')})\\b`,
    ),
    printsCpu: new RegExp(
      [`\\b(?:${[...viewers, ...programs].map(escaped).join('|')})\\b`, ...commandLines].join('|'),
      'i',
    ),
    file: filePatterns([
      ...words,
      ...fingerprints.flatMap(({ fileWords = [] }) => fileWords),
      ...generalFiles,
    ]),
  };
}

function filePatterns(words: readonly string[]): NameWords['file'] {
  const all = new Set(words);
  // Two ways to read `cpu-baseline` would be a million ways to read it twenty times.
  const single = words.filter((word) => {
    const parts = word.split(/[ ._-]/);
    return parts.length === 1 || !parts.every((part) => all.has(part));
  });
  const contents = single.map(escaped).join('|');
  return {
    all: new RegExp(`^(?:(?:${contents})(?:[ ._-]+|$))+$`, 'i'),
    before: new RegExp(`^(?:(?:${contents})[ ._-]+)+(?=.)`, 'i'),
    after: new RegExp(`(?:[ ._-]+(?:${contents}))+$`, 'i'),
  };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
