import type { CpuSource, NamedFeatures } from '../../../cpu/definition/source.ts';
import type { JsonFound, JsonKind } from '../../documents/json-format.ts';
import { type JsonSpan, listOf, membersOf, parseJson, textOf } from '../../documents/json-spans.ts';
import { tooManyListed } from '../../documents/problem-sentences.ts';
import type { FormatHost, FormatProblem, FormatReading, FormatTold, Span } from '../../format.ts';
import { MAX_DEPTH, MAX_FEATURES } from '../../limits.ts';
import type { EmulatorModel } from '../../reading.ts';
import { orNotUnderstood } from '../../text/text-lines.ts';

/** Replies of QEMU's monitor: query-cpu-model-expansion, and query-cpu-definitions to go with it. */
export const qmp: JsonKind = {
  fingerprint: {
    jsonKey: /"(?:return|error|props|QMP)"\s*:/,
    commandLine: /qemu/,
    words: ['qmp', 'query-cpu-model-expansion', 'query-cpu-definitions', 'host-model', 'host-passthrough'],
    fileWords: ['expansion', 'max', 'tcg'],
  },
  find,
  read,
};

type Members = ReadonlyMap<string, unknown>;

/** Replies of one host, while they are being put together. */
interface Group {
  readonly start: number;
  end: number;
  readonly values: JsonSpan[];
  replies: number;
  hosts: number;
  lists: number;
}

function find(text: string, values: readonly JsonSpan[]): JsonFound[] {
  if (!/"(?:return|error|props)"[ \t]*:/.test(text)) return [];
  const groups: Group[] = [];
  for (const json of values) {
    const kind = kindOf(text, json);
    if (kind === undefined) continue;
    const host = kind === 'expansion' ? 1 : 0;
    const list = kind === 'definitions' ? 1 : 0;
    const last = groups.at(-1);
    // Two of a kind are two hosts, unless nothing but blanks is between them.
    const fits = last !== undefined && last.hosts + host <= 1 && last.lists + list <= 1;
    const isMore = last !== undefined && joins(text, last, json.start, fits);
    const group = isMore
      ? last
      : { start: json.start, end: json.end, values: [], replies: 0, hosts: 0, lists: 0 };
    if (!isMore) groups.push(group);
    group.end = json.end;
    group.values.push(json);
    group.replies += kind === 'other' ? 0 : 1;
    group.hosts += host;
    group.lists += list;
  }
  return groups.filter(({ replies }) => replies > 0);
}

/** By how it begins: a reply can be tens of kilobytes. `other`: greetings, commands, events. */
function kindOf(
  text: string,
  { start, end, depth }: JsonSpan,
): 'expansion' | 'definitions' | 'error' | 'other' | undefined {
  const head = text.slice(start, Math.min(end, start + 2000));
  if (/^\{\s*"(?:QMP|execute|timestamp|arguments)"/.test(head)) return 'other';
  if (/"model"\s*:\s*\{[^{}]{0,999}"props"\s*:/.test(head)) return 'expansion';
  if (/"(?:typename|unavailable-features|migration-safe)"\s*:/.test(head)) return 'definitions';
  if (/^\{\s*(?:"id"\s*:[^,]{0,99},\s*)?"error"\s*:\s*\{\s*"(?:class|desc)"/.test(head)) return 'error';
  // JSON that is too deep to look at is claimed, so that the reader reports it.
  return /^\{\s*"return"\s*:/.test(head) ? (depth > MAX_DEPTH ? 'error' : 'other') : undefined;
}

/** Whether what is between two replies keeps them together: blanks, or the same host's next command. */
function joins(text: string, group: Span, to: number, fits: boolean): boolean {
  if (to - group.end > 2000) return false;
  const between = text.slice(group.end, to).replace(/<-|->/g, '').trim();
  if (between === '') return true;
  if (!fits || between.includes('\n')) return false;
  const before = text.slice(Math.max(0, group.start - 1000), group.start).trimEnd();
  const prompt = promptOf(before.slice(before.lastIndexOf('\n') + 1));
  const next = promptOf(between);
  const sameHost = prompt === undefined || next === undefined || prompt === next;
  return sameHost && /\bquery-cpu-(?:definitions|model-expansion)\b/.test(between);
}

/** `root@kvm-01:~#` of a line with a command. */
function promptOf(line: string): string | undefined {
  return /^[^#$>%{]{1,200}[#$>%](?= )/.exec(line)?.[0];
}

function read(text: string, { start, values }: JsonFound): FormatReading {
  const problems: FormatProblem[] = [];
  const hosts: FormatHost[] = [];
  let models: readonly EmulatorModel[] | undefined;
  let listAt = start;
  const told: FormatTold[] = [];
  for (const json of values) {
    const result = parseJson(text, json, 'The QMP reply');
    if (!result.ok) {
      problems.push(result.problem);
      continue;
    }
    for (const reply of repliesIn(result.value)) {
      const answer = membersOf(reply)?.get('return') ?? reply;
      const qemu = releaseIn(reply);
      if (qemu !== undefined) told.push({ offset: json.start, software: { qemu } });
      const model = membersOf(membersOf(answer)?.get('model'));
      const list = listOf(answer);
      if (model !== undefined) addHost(model, json.start, hosts, problems);
      else if (list !== undefined && models === undefined) {
        models = definitions(list);
        listAt = json.start;
      } else if (membersOf(reply)?.has('error') === true) problems.push(refused(reply, json.start));
    }
  }
  if (models === undefined || models.length === 0) {
    return orNotUnderstood({ hosts, problems, told }, start, 'a QMP reply');
  }
  if (hosts.length === 0) return { hosts, problems: [...problems, loneDefinitions(listAt, models.length)] };
  const emulator = { models };
  return { hosts: hosts.map((host) => ({ ...host, emulator })), problems, told };
}

/** The monitor's greeting says which QEMU it is. */
function releaseIn(reply: unknown): string | undefined {
  const version = membersOf(membersOf(membersOf(reply)?.get('QMP'))?.get('version'));
  const qemu = membersOf(version?.get('qemu'));
  const numbers = ['major', 'minor', 'micro'].map((part) => qemu?.get(part));
  return numbers.every(Number.isInteger) ? numbers.join('.') : undefined;
}

/** A recorded session is an array of replies; a list of models without its envelope is one reply. */
function repliesIn(value: unknown): readonly unknown[] {
  const list = listOf(value);
  if (list === undefined) return [insideWrapper(value)];
  return membersOf(list[0])?.has('typename') === true ? [value] : list;
}

/** Ansible's debug prints a reply below its variable or `msg`. */
function insideWrapper(value: unknown): unknown {
  const [only, ...others] = membersOf(value)?.values() ?? [];
  return others.length === 0 && membersOf(only)?.has('return') === true ? only : value;
}

function addHost(model: Members, offset: number, hosts: FormatHost[], problems: FormatProblem[]): void {
  const props = membersOf(model.get('props'));
  const names = [...(props ?? [])].filter(([, value]) => value === true).map(([name]) => name);
  if (props === undefined || names.length === 0) problems.push(noProps(offset));
  else if (names.length > MAX_FEATURES)
    problems.push(tooManyListed(offset, { what: 'The QMP reply', count: names.length }));
  else {
    const name = textOf(model.get('name'));
    const arch = archOf(name, props);
    const cpu: CpuSource = { kind: 'names', arch, vocabulary: 'qemu', names, ...identity(name, props) };
    hosts.push({ kind: 'qmp-expansion', view: 'qemu', arch, cpu, offset });
  }
}

function archOf(name: string | undefined, props: Members): string {
  if (props.has('vendor') || props.has('lm') || props.has('fpu')) return 'x86_64';
  if (props.has('aarch64') || props.has('sve') || props.has('pauth')) return 'aarch64';
  return /^(?:z\d|gen\d)/.test(name ?? '') ? 's390x' : 'x86_64';
}

/** `max`, `host` and `base` are ways to make a CPU, not names of one. */
const waysToMake: ReadonlySet<string> = new Set(['max', 'host', 'base']);

function identity(name: string | undefined, props: Members): Partial<NamedFeatures> {
  const vendor = textOf(props.get('vendor'));
  const family = numberOf(props.get('family'), 0x10e);
  const model = numberOf(props.get('model'), 0xff);
  const stepping = numberOf(props.get('stepping'), 0xf);
  const signature =
    family !== undefined && family > 0 && model !== undefined && stepping !== undefined
      ? { signature: { family, model, stepping } }
      : {};
  const named = name === undefined || waysToMake.has(name) ? {} : { model: name };
  return { ...(vendor?.length === 12 ? { vendor } : {}), ...signature, ...named };
}

function numberOf(value: unknown, most: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : undefined;
}

function definitions(list: readonly unknown[]): EmulatorModel[] {
  const models: EmulatorModel[] = [];
  for (const item of list.slice(0, MAX_FEATURES)) {
    const members = membersOf(item);
    const name = textOf(members?.get('name'));
    if (members === undefined || name === undefined) continue;
    const missing = listOf(members.get('unavailable-features'));
    const blockers = [...new Set((missing ?? []).filter((one) => typeof one === 'string'))];
    const canonical = textOf(members.get('alias-of'));
    const deprecated = members.get('deprecated');
    models.push({
      name,
      usable: missing === undefined ? 'unknown' : missing.length === 0 ? 'yes' : 'no',
      ...(typeof deprecated === 'boolean' ? { deprecated } : {}),
      ...(canonical === undefined ? {} : { canonical }),
      blockers,
    });
  }
  return models;
}

function loneDefinitions(offset: number, count: number): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `The reply to query-cpu-definitions of ${subject} (line ${line}) says which of ${count} models QEMU can ` +
      'run, but not what the CPU has. Paste the reply to query-cpu-model-expansion (type full, model host) next ' +
      'to it.',
  };
}

function noProps(offset: number): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `The reply to query-cpu-model-expansion of ${subject} (line ${line}) has no property that is true. Paste the ` +
      'reply for type full.',
  };
}

function refused(reply: unknown, offset: number): FormatProblem {
  const said = textOf(membersOf(membersOf(reply)?.get('error'))?.get('desc')) ?? 'no reason given';
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) => `QEMU on ${subject} refused the command (line ${line}): ${said.slice(0, 200)}`,
  };
}
