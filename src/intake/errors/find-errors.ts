import type { ErrorFeature, ErrorSource } from '../../cpu/vocabulary/cpu-error.ts';
import type { DecodedError } from './error-reading.ts';
import { errorRules } from './error-rules.ts';
import { joinedLines, type PlainLines, plainLines } from './plain-lines.ts';
import { podSelectors } from './pod-selectors.ts';
import { bitsIn } from './register-bits.ts';

/** A decoded error and where it is in the text that was given. */
export interface FoundError extends DecodedError {
  /** From 1. */
  readonly line: number;
  /** The error's own words, on one line. */
  readonly said: string;
  /** The plain text around it, for the names of guest and hosts. */
  readonly before: string;
  readonly after: string;
}

const MOST = 1000;
const AROUND = 1500;
/** Texts longer than this are not tried again with their lines joined. */
const LONGEST_JOINED = 200_000;
/** Lines of QEMU's warnings about one start stand together. */
const TOGETHER = 600;

/** A cheap look at a whole text: most hold no error. */
const hint =
  /features?\b[\s\S]{0,3}:|forbidden|\bUnknown\s+CPU|\bCPU\s+(?:vendor|model|mode|arch|features|does)|CPUs\s+are|suitable\s+CPU|\[bit\s|CPU\s+model|x86_64-cpu\.|phys-bits|invariant\s+TSC|TSC\s+frequency|x86-64\s+CPU|missing\s+CPU|Node-Selectors|nodeSelector|node\s+affinity|mode\s+attribute/i;

/** All errors about CPUs in a text, in order; those of one sentence once. */
export function findErrors(text: string): FoundError[] {
  if (!hint.test(text) && !mayBeBroken(text)) return [];
  const plain = plainLines(text);
  const found = errorsIn(plain.text).map((error) => placed(error, plain));
  const joined = text.length <= LONGEST_JOINED ? joinedLines(plain.text) : undefined;
  if (joined === undefined) return found;
  const again = errorsIn(joined);
  return again.length > found.length || knowsMore(again, found) ? inJoined(again, joined, plain) : found;
}

/** A hint may itself be broken by the edge of a terminal. */
function mayBeBroken(text: string): boolean {
  return text.length <= LONGEST_JOINED && hint.test(joinedLines(text) ?? '');
}

function knowsMore(again: readonly DecodedError[], found: readonly DecodedError[]): boolean {
  const count = (errors: readonly DecodedError[]) =>
    errors.reduce((sum, { features }) => sum + features.length, 0);
  return again.length === found.length && count(again) > count(found);
}

function errorsIn(text: string): DecodedError[] {
  const found = [...byRules(text), ...byBits(text), ...podSelectors(text)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: DecodedError[] = [];
  for (const error of found) {
    const last = apart.at(-1);
    if (last !== undefined && error.start < last.end) continue;
    apart.push(error);
  }
  return apart.slice(0, MOST);
}

function byRules(text: string): DecodedError[] {
  return errorRules.flatMap(({ says, by, pattern, read }) => {
    const found: DecodedError[] = [];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null && found.length < MOST; match = pattern.exec(text)) {
      const reading = read?.(match, text) ?? {};
      const end = Math.max(match.index + match[0].length, reading.end ?? 0);
      const source = platformOf(text, match.index, end) ?? by;
      const start = match.index;
      found.push({
        ...reading,
        says: reading.says ?? says,
        by: source,
        features: reading.features ?? [],
        start,
        end,
      });
    }
    return found;
  });
}

/** QEMU names one bit a line; those of one start are one error. */
function byBits(text: string): DecodedError[] {
  const errors: DecodedError[] = [];
  let open: { start: number; end: number; features: Map<string, ErrorFeature> } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { start, end, features } = open;
    const by = platformOf(text, start, end) ?? 'QEMU';
    errors.push({ says: 'lacks', by, features: [...features.values()], start, end });
    open = undefined;
  };
  for (const { index, end, ...feature } of bitsIn(text)) {
    if (open !== undefined && index - open.end > TOGETHER) close();
    open ??= { start: index, end, features: new Map() };
    open.end = end;
    open.features.set(JSON.stringify(feature.bit), feature);
  }
  close();
  return errors;
}

const platforms: readonly (readonly [ErrorSource, RegExp])[] = [
  ['KubeVirt', /virError\(|virt-launcher|virt-handler|kubevirt\.io|VirtualMachineInstance|SyncFailed/],
  ['OpenStack', /Unacceptable CPU info|Invalid CPU info|\bnova[.-]|InvalidCPUInfo|\[instance: /],
  ['oVirt', /\bvdsm\b|ovirt|minimum CPU level/i],
  ['Proxmox VE', /TASK ERROR|QEMU exited with code|\bqm start\b|qmstart|\bpve/],
];

/** Which platform's own words are on the lines of an error or just before. */
function platformOf(text: string, start: number, end: number): ErrorSource | undefined {
  const from = text.lastIndexOf('\n', Math.max(0, start - 200)) + 1;
  const lineEnd = text.indexOf('\n', end + 200);
  const around = text.slice(
    Math.max(from, start - 600),
    Math.min(lineEnd < 0 ? text.length : lineEnd, end + 600),
  );
  return platforms.find(([, words]) => words.test(around))?.[0];
}

function placed(error: DecodedError, plain: PlainLines): FoundError {
  return { ...withContext(error, plain.text), line: plain.lineAt(error.start) };
}

/** Lines are joined, so an offset is found again by counting what is no end of a line. */
function inJoined(errors: readonly DecodedError[], joined: string, plain: PlainLines): FoundError[] {
  return errors.map((error) => {
    const letters = joined.slice(0, error.start).replaceAll('\n', '').length;
    return { ...withContext(error, joined), line: plain.lineAt(offsetOfLetter(plain.text, letters)) };
  });
}

function offsetOfLetter(text: string, count: number): number {
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\n') continue;
    if (seen === count) return i;
    seen++;
  }
  return text.length;
}

function withContext(error: DecodedError, text: string): Omit<FoundError, 'line'> {
  const lineStart = text.lastIndexOf('\n', error.start - 1) + 1;
  const said = text
    .slice(Math.max(lineStart, error.start - 200), error.end)
    .replace(/\s+/g, ' ')
    .trim();
  return {
    ...error,
    said: said.length > 2000 ? `${said.slice(0, 2000)}…` : said,
    before: text.slice(Math.max(0, error.start - AROUND), error.start),
    after: text.slice(error.end, error.end + AROUND),
  };
}
