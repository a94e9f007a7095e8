import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { type DomainText, domainText, isDomain } from '../../cpu/definition/domain-text.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { parseCpu } from '../../cpu/definition/parse.ts';
import { unknownNames } from '../../cpu/x86/compare.ts';
import { choicesFor, deriveGuest } from '../../fleet/guest/guest.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { Pool } from '../../fleet/pool/pool.ts';
import { parseXml, type XmlProblem } from '../../xml/xml.ts';

/** Why a text that was written by hand can't be the guest CPU. */
export interface Mistake {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export type HandWritten =
  /** `domain`: the text around it, where it is a whole one. One without a `<cpu>` gets the CPU that there is. */
  | { readonly ok: true; readonly choices?: GuestChoices; readonly domain?: DomainText }
  | { readonly ok: false; readonly mistake: Mistake };

/** A `<cpu>`, or the whole `<domain>` around one, written by hand. */
export function readHandWritten(pool: Pool, text: string): HandWritten {
  const domain = domainText(text);
  if (domain === undefined) return isDomain(text) ? cutDomain(text) : readCpu(pool, text);
  const whole = parseXml(text);
  if (!whole.ok) return malformed(whole.problem);
  if (domain.cpu === '') return { ok: true, domain };
  const read = readCpu(pool, domain.cpu);
  if (read.ok) return { ...read, domain };
  const { line, message } = read.mistake;
  return { ok: false, mistake: { line: line + lineAt(text, domain.start) - 1, message } };
}

function cutDomain(text: string): HandWritten {
  const read = parseXml(text);
  if (!read.ok) return malformed(read.problem);
  return {
    ok: false,
    mistake: { line: 1, message: 'The domain is empty: it names nothing and has no CPU.' },
  };
}

function malformed({ line, detail, code }: XmlProblem): HandWritten {
  const message =
    code === 'cut' ? 'The domain is cut short: its </domain> is missing.' : `XML error: ${detail}`;
  return { ok: false, mistake: { line, message } };
}

/** A `<cpu>` written by hand → choices; libvirt's checks first, then names that its CPU map lacks. */
function readCpu(pool: Pool, text: string): HandWritten {
  const { map } = pool.fleet;
  const parsed = parseCpu(text, { type: 'guest', dialect: map.dialect });
  if (!parsed.ok) return wrong(text, parsed.error.message);
  const cpu = parsed.value as GuestCpu;
  const names = pool.driver === 'x86' ? unknownNames(map, cpu) : { model: undefined, features: [] };
  if (names.model !== undefined) return wrong(text, `internal error: Unknown CPU model ${names.model}`);
  const [feature] = names.features;
  if (feature !== undefined) return wrong(text, `internal error: Unknown CPU feature ${feature}`);
  const choices = choicesFor(pool, cpu);
  const lost = lostLine(pool, cpu, choices);
  if (lost !== undefined)
    return { ok: false, mistake: { line: lineOf(text, lost), message: lostMessage(lost) } };
  return { ok: true, choices };
}

function wrong(text: string, message: string): HandWritten {
  return { ok: false, mistake: { line: mistakeLine(text, message), message } };
}

/** A line of the definition that the guest would not have: the editor changes a baseline, it holds no other thing. */
function lostLine(pool: Pool, cpu: GuestCpu, choices: GuestChoices): string | undefined {
  const { dialect } = pool.fleet.map;
  const lines = (xml: string) => xml.split('\n').map((line) => line.replace(/^(<cpu.*?)\/?>$/, '$1>'));
  const kept = new Set(lines(deriveGuest(pool, choices)?.xml ?? ''));
  return lines(formatCpu(cpu, dialect)).find((line) => line !== '</cpu>' && !kept.has(line));
}

function lostMessage(line: string): string {
  const element = line.trim();
  return element === '<cpu>'
    ? 'A custom CPU needs its <model> here: without one there is nothing to compare with hosts.'
    : `In this mode the guest can't have ${element}`;
}

function lineOf(text: string, line: string): number {
  const name = /<(\w+)/.exec(line)?.[1] ?? 'cpu';
  return lineAt(text, text.indexOf(`<${name}`));
}

/** The line that libvirt's message is about; the first one where it names none. */
export function mistakeLine(text: string, message: string): number {
  const told = /at line (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Math.min(Number(told), text.split('\n').length);
  for (const find of finders) {
    const offset = find(text, message);
    if (offset !== undefined && offset >= 0) return lineAt(text, offset);
  }
  return 1;
}

type Finder = (text: string, message: string) => number | undefined;

const finders: readonly Finder[] = [
  (text, message) => {
    const name = /CPU feature '(.*)' specified more than once/s.exec(message)?.[1];
    return name === undefined ? undefined : nth(text, attribute('name', name), 2);
  },
  (text, message) => {
    const name = /Unknown CPU feature (.*)$/s.exec(message)?.[1];
    return name === undefined ? undefined : nth(text, attribute('name', name), 1);
  },
  (text, message) => {
    const [, name, element, value] =
      /attribute '(\w+)' in element '(\w+)': '(.*?)'(?:\.|$)/s.exec(message) ?? [];
    if (name === undefined || element === undefined || value === undefined) return undefined;
    return nth(text, new RegExp(`<${element}\\b[^>]*?${attribute(name, value).source}`, 's'), 1, 'end');
  },
  (text, message) => {
    const element = /in element '(\w+)'/.exec(message)?.[1];
    return element === undefined ? undefined : nth(text, new RegExp(`<${element}\\b`), 1);
  },
  (text, message) => (message.includes('feature policy') ? wrongPolicy(text) : undefined),
  (text, message) =>
    message.includes('feature name')
      ? nth(text, /<feature\b(?![^>]*\bname\s*=\s*(?:'[^']|"[^"]))/, 1)
      : undefined,
  (text, message) => {
    const found = elements.find(([words]) => message.includes(words));
    return found === undefined ? undefined : nth(text, found[1], found[2] ?? 1);
  },
];

/** Words of messages that name no place, and the element that they are about. */
const elements: readonly (readonly [words: string, element: RegExp, nth?: number])[] = [
  ['Unknown CPU model', /<model\b/],
  ['fallback attribute', /<model\b/],
  ['vendor_id', /<model\b/],
  ['vendor id', /<model\b/],
  ['vendor specified without', /<vendor\b/],
  ['Non-empty feature list', /<feature\b/],
  ['at most one CPU cache', /<cache\b/, 2],
  ['CPU cache level', /<cache\b/],
  ["attribute 'limit'", /<maxphysaddr\b/],
  ['mode attribute', /<cpu\b/],
  ['migratable', /<cpu\b/],
];

function wrongPolicy(text: string): number | undefined {
  const wanted = /<feature\b[^>]*\bpolicy\s*=\s*(?:'([^']*)'|"([^"]*)")/g;
  for (const match of text.matchAll(wanted)) {
    const value = match[1] ?? match[2] ?? '';
    if (!['force', 'require', 'optional', 'disable', 'forbid'].includes(value)) return match.index;
  }
  return undefined;
}

function attribute(name: string, value: string): RegExp {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\b${name}\\s*=\\s*(?:'${escaped}'|"${escaped}")`);
}

function nth(
  text: string,
  pattern: RegExp,
  count: number,
  where: 'start' | 'end' = 'start',
): number | undefined {
  const all = [...text.matchAll(new RegExp(pattern, 'gs'))];
  const match = all[count - 1];
  if (match === undefined) return undefined;
  return where === 'start' ? match.index : match.index + match[0].length - 1;
}

function lineAt(text: string, offset: number): number {
  return offset < 0 ? 1 : text.slice(0, offset).split('\n').length;
}
