import { hostOfCommand } from '../host-names/command.ts';
import { headingOf } from '../host-names/heading.ts';
import { hostName, looksLikeHost } from '../host-names/host-name.ts';
import type { NameWords } from '../host-names/name-words.ts';
import { hostOfPrompt } from '../host-names/prompt.ts';
import { LineIndex } from '../text/line-index.ts';

/** A host that was asked and gave an error instead of a CPU. */
export interface FailedHost {
  readonly name: string;
  /** Line of the error, from 1. */
  readonly line: number;
  readonly said: string;
}

/** The messages that ssh, shells, virsh, Ansible and the parallel shells write where a command or a connection fails. */
const failure =
  /\b(?:error|failed|failure|fatal|unreachable|refused|denied|timed out|not found|no such file|no route|could not|exited with)\b/gi;

/** A result of Ansible's as JSON, under its host's name: what says that it failed comes before the next brace. */
const failedResult = /"([^"\\\n]{1,253})"\s*:\s*\{([^{}]*"(?:unreachable|failed)"\s*:\s*true\b[^{}]*)/g;
const message = /"(msg|stderr)"\s*:\s*("(?:[^"\\]|\\.)+")/g;

/** In lines of that kind, the host that the line itself names. */
const ownNames = [
  /\bssh: connect to host (\S{1,253}) port /,
  /^ssh: Could not resolve hostname ([^\s:]{1,253}):/,
  /^(?:pdsh@[^:\s]{1,253}|clush|clubak|dshbak): ([^\s:]{1,253}): /,
  /^([^\s:]{1,253}): (?:(?:ssh|-?bash|-?sh|zsh): |error: failed to connect\b)/,
];

/** Several for each host of the largest fleet. */
const MOST_LOOKED_AT = 100_000;
const MAX_LINE = 600;
/** Between a heading and its error are at most a rule and a command. */
const LINES_ABOVE = 3;

/** Each once, in the order of the text: what is under a host's heading, or names it, and says that it failed. */
export function failedHosts(text: string, words: NameWords): FailedHost[] {
  const found = new Map<string, FailedHost>();
  let lines: LineIndex | undefined;
  for (const failures of [failedResults(text, words), failedLines(text, words)]) {
    for (const { name, offset, said } of failures) {
      if (found.has(name)) continue;
      lines ??= new LineIndex(text);
      found.set(name, { name, line: lines.lineAt(offset), said });
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line);
}

interface Failure {
  readonly name: string;
  readonly offset: number;
  readonly said: string;
}

function* failedResults(text: string, words: NameWords): Generator<Failure> {
  for (const { 1: key = '', 2: result = '', index } of text.matchAll(failedResult)) {
    const name = looksLikeHost(key, words) ? hostName(key, words) : undefined;
    if (name !== undefined) yield { name, offset: index, said: saidIn(result) };
  }
}

function* failedLines(text: string, words: NameWords): Generator<Failure> {
  let looked = 0;
  failure.lastIndex = 0;
  for (let match = failure.exec(text); match !== null; match = failure.exec(text)) {
    const offset = text.lastIndexOf('\n', match.index) + 1;
    const end = endOfLine(text, offset);
    failure.lastIndex = end;
    const said = text.slice(offset, Math.min(end, offset + MAX_LINE)).trim();
    const names =
      ownNamesOf(said, words) ?? (isPrinted(said) ? namesAbove(text, offset, words) : undefined) ?? [];
    for (const name of names) yield { name, offset, said };
    if (++looked === MOST_LOOKED_AT) break;
  }
}

/** The last line of what the command wrote, or of what Ansible says: there stands the cause. */
function saidIn(result: string): string {
  const words = new Map(Array.from(result.matchAll(message), ([, key, json = '']) => [key, lastLine(json)]));
  return (words.get('stderr') || words.get('msg') || 'it failed').slice(0, MAX_LINE);
}

function lastLine(json: string): string {
  try {
    return String(JSON.parse(json)).trim().split('\n').at(-1) ?? '';
  } catch {
    return '';
  }
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

function ownNamesOf(line: string, words: NameWords): readonly string[] | undefined {
  for (const pattern of ownNames) {
    const word = pattern.exec(line)?.[1];
    const name = word !== undefined && looksLikeHost(word, words) ? hostName(word, words) : undefined;
    if (name !== undefined) return [name];
  }
  return /\b(?:FAILED|UNREACHABLE|FAILURE|fatal|failed)\b/.test(line) ? strongNames(line, words) : undefined;
}

/** How programs begin a line with an error, or end it; words of prose, a list's items for one, are no failure. */
const errorStart = /^(?:[\w./@()-]{1,60}: ){0,3}(?:error|fatal|failed|failure)\b/i;
const errorWords =
  /command not found|no such file or directory|permission denied|connection (?:refused|timed out|reset|closed)|no route to host|could not (?:resolve|connect)|exited with|timed out|verification failed|: not found$/i;

function isPrinted(line: string): boolean {
  if (/^(?:[-*+•>#|]|\d{1,3}[.)])\s/.test(line)) return false;
  return errorStart.test(line) || errorWords.test(line);
}

function namesAbove(text: string, start: number, words: NameWords): readonly string[] | undefined {
  let end = start - 1;
  for (let above = 0; above < LINES_ABOVE && end > 0; above++) {
    const from = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(from, Math.min(end, from + MAX_LINE));
    const names = strongNames(line, words) ?? namesOfCommand(line, words);
    if (names !== undefined) return names;
    end = from - 1;
  }
  return undefined;
}

/** A question about a guest says nothing about the host's CPU. */
const ofGuests = /\b(?:start|create|define|migrate|restore|resume|edit|attach-\w+|console|qm|virt-install)\b/;

function namesOfCommand(line: string, words: NameWords): readonly string[] | undefined {
  if (!words.printsCpu.test(line) || ofGuests.test(line)) return undefined;
  const name = hostOfCommand(line, words) ?? hostOfPrompt(line, words);
  return name === undefined ? undefined : [name];
}

/** A word alone on its line may be anything, unless nobody would write it but for a host. */
function strongNames(line: string, words: NameWords): readonly string[] | undefined {
  const heading = headingOf(line, words);
  if (heading === undefined) return undefined;
  const isClear = heading.strength === 'clear' || heading.names.every((name) => looksLikeHost(name, words));
  return isClear ? heading.names : undefined;
}
