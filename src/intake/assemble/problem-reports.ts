import { expected } from '../documents/problem-sentences.ts';
import { MAX_FILE_SIZE } from '../limits.ts';
import type { IntakeProblem, IntakeProblemCode } from '../reading.ts';
import { LineIndex } from '../text/line-index.ts';
import type { FailedHost } from './failed-hosts.ts';

const EXCERPT_LINES = 3;
const EXCERPT_WIDTH = 200;

/** Makes problems of one text; the lines are those of the person's text. */
export class ProblemMaker {
  readonly #file: string;
  readonly #text: string;
  #lines: LineIndex | undefined;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  make(problem: {
    readonly code: IntakeProblemCode;
    readonly sentence: string;
    readonly line: number;
    readonly column?: number;
    readonly hint?: string;
    readonly host?: string;
  }): IntakeProblem {
    const { code, sentence, line, column, hint, host } = problem;
    return {
      code,
      sentence,
      place: { file: this.#file, line },
      excerpt: this.#excerpt(line),
      ...(column === undefined ? {} : { column }),
      ...(hint === undefined ? {} : { hint }),
      ...(host === undefined ? {} : { host }),
    };
  }

  #excerpt(line: number): { line: number; text: string }[] {
    this.#lines ??= new LineIndex(
      this.#text.includes('\r') ? this.#text.replace(/\r\n?/g, '\n') : this.#text,
    );
    const excerpt: { line: number; text: string }[] = [];
    for (let i = Math.max(1, line - EXCERPT_LINES + 1); i <= Math.min(line, this.#lines.count); i++) {
      const text = this.#lines.textOf(i);
      excerpt.push({
        line: i,
        text: text.length > EXCERPT_WIDTH ? `${text.slice(0, EXCERPT_WIDTH)}…` : text,
      });
    }
    return excerpt;
  }
}

/** A text that is refused before anything is looked for in it. */
export function refuseText(text: string, file: string, maker: ProblemMaker): IntakeProblem | undefined {
  if (text.length > MAX_FILE_SIZE) {
    const sentence = `${file} is larger than ${MAX_FILE_SIZE / 1024 / 1024} MB and was not read.`;
    return maker.make({
      code: 'too-large',
      sentence,
      line: 1,
      hint: "a host's capabilities are 15 to 150 KB",
    });
  }
  if (/\S/.test(text)) return undefined;
  return maker.make({
    code: 'empty',
    sentence: `${file} is empty. ${expected}`,
    line: 1,
    hint: 'there is no text',
  });
}

/** A text in which nothing was found. `whole` is without the marks on its lines. */
export function notUnderstood(whole: string, file: string, maker: ProblemMaker): IntakeProblem {
  const clean = whole.slice(0, 200_000);
  const piece = pieceOfDocument.exec(clean);
  const first = piece === null ? clean.search(/\S/) : piece.index;
  const line = clean.slice(0, Math.max(0, first)).split('\n').length;
  const seen = beginning(clean.slice(Math.max(0, first)));
  const { what, hint } = piece === null ? describe(clean, seen) : aroundMissing(piece[1] ?? '');
  return maker.make({ code: 'not-understood', sentence: `${file} ${what} ${expected}`, line, hint });
}

/** The first line with an element that only stands inside a document, where no document was found. */
const pieceOfDocument =
  /^[ \t]*<(mode|blockers|model|vendor|feature|features|topology|host|guest|cells|counter|microcode)[\s>]/m;

/** The first line; more where it has no word: JSON's is but a bracket. */
function beginning(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  return /[\p{L}\p{N}]/u.test(line) ? line : text.slice(0, 1000).replace(/\s+/g, ' ').trim();
}

function aroundMissing(root: string): { what: string; hint: string } {
  return {
    what: `contains <${root}> but not the document around it.`,
    hint: `<${root}> is a piece of a document: paste the whole output`,
  };
}

function describe(text: string, seen: string): { what: string; hint: string } {
  if (text.includes('\0')) {
    return { what: 'contains NUL characters: it is not text.', hint: 'this is not text' };
  }
  if (/^<!doctype html|^<html[\s>]|<body[\s>]/i.test(text.slice(0, 5000).trimStart())) {
    return { what: 'is a web page with no host in it.', hint: 'this is HTML' };
  }
  const root = /<([A-Za-z_][\w.:-]{0,60})[^<>]{0,2000}>/.exec(text.slice(0, 10_000))?.[1];
  if (root !== undefined && seen.startsWith('<')) {
    return {
      what: `contains <${root}>, which has no host CPU in it.`,
      hint: `<${root}> is not an expected document`,
    };
  }
  const shown = seen.length > 60 ? `${seen.slice(0, 60)}…` : seen;
  return {
    what: `was not understood: it begins with “${shown}”.`,
    hint: 'nothing that is known begins here',
  };
}

/** A host that would be missed: what was printed for it is an error. */
export function hostFailed({ name, line, said }: FailedHost, maker: ProblemMaker): IntakeProblem {
  const shown = said.length > 120 ? `${said.slice(0, 120)}…` : said;
  return maker.make({
    code: 'host-failed',
    sentence: `${name} gave no CPU: line ${line} says “${shown}”. It does not count until its CPU is added.`,
    line,
    hint: 'the command failed on this host',
    host: name,
  });
}

/** Stands for the problems after those that are listed. */
export function moreProblems(file: string, count: number, maker: ProblemMaker): IntakeProblem {
  const sentence = `${file} has ${count.toLocaleString('en')} more problems, which are not listed.`;
  return maker.make({ code: 'too-many', sentence, line: 1 });
}
