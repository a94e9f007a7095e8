import { eachValue, type JsonFound, type JsonKind } from '../../documents/json-format.ts';
import { listOf, membersOf, parseJson, textOf } from '../../documents/json-spans.ts';
import type { FormatReading } from '../../format.ts';
import { looksLikeHost } from '../../host-names/host-name.ts';
import { nameWordsOf } from '../../host-names/name-words.ts';
import { joinFlags } from './flag-lines.ts';
import { addField, addFlags, hostOfLscpu, type LscpuFields, noFlags } from './lscpu-host.ts';

/** The key with what lscpu may print below it, or cut before that: elsewhere `"lscpu": "/usr/bin/lscpu"`. */
const ownKey = /"lscpu"\s*:\s*(?:[[{]|$)/;

/** `lscpu -J`: one host; JSON around several of these: as many. */
export const lscpuJson: JsonKind = {
  fingerprint: { jsonKey: /"lscpu"\s*:/, fileWords: ['J'] },
  find: (text, values) => eachValue(text, values, (json) => ownKey.test(json)),
  read,
};

function read(text: string, { start, values: [json] }: JsonFound): FormatReading {
  if (json === undefined) return { hosts: [], problems: [noFlags(start)] };
  const result = parseJson(text, json, 'The lscpu -J output', { keepBreaks: true });
  if (!result.ok) return { hosts: [], problems: [result.problem] };
  const readings = outputsIn(result.value, undefined).map(({ list, name }) => {
    const found: LscpuFields = { fields: new Map(), flags: new Map() };
    collect(list, start, found);
    const { hosts, problems } = hostOfLscpu(found, start);
    return { hosts: hosts.map((host) => ({ ...host, ...(name === undefined ? {} : { name }) })), problems };
  });
  if (readings.length === 0) return { hosts: [], problems: [noFlags(start)] };
  return {
    hosts: readings.flatMap(({ hosts }) => hosts),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

const noFormats = nameWordsOf([]);

/** Each lscpu's list of fields, and the name of a host that it is below. */
function outputsIn(value: unknown, name: string | undefined): { list: unknown; name: string | undefined }[] {
  const items = listOf(value);
  if (items !== undefined) return items.flatMap((item) => outputsIn(item, name));
  const members = [...(membersOf(value) ?? [])];
  return members.flatMap(([key, member]) =>
    key === 'lscpu' && listOf(member) !== undefined
      ? [{ list: member, name }]
      : outputsIn(member, looksLikeHost(key, noFormats) ? key : name),
  );
}

/** Newer lscpu nests fields under `children`; JSON that is read is not deep. */
function collect(items: unknown, offset: number, found: LscpuFields): void {
  for (const item of listOf(items) ?? []) {
    const members = membersOf(item);
    const key = textOf(members?.get('field'))?.replaceAll('\n', '').replace(/:$/, '').trim();
    const value = textOf(members?.get('data'));
    if (key === 'Flags' && value !== undefined) addFlags(found, joinFlags(...brokenLines(value)), { offset });
    else if (key !== undefined && value !== undefined)
      addField(found, key, { value: value.replaceAll('\n', ''), offset });
    collect(members?.get('children'), offset, found);
  }
}

/** A string that a screen's edge has broken, as the lines of a list. */
function brokenLines(value: string): Parameters<typeof joinFlags> {
  const [first = { text: '', start: 0, end: 0 }, ...more] = value
    .split('\n')
    .map((text) => ({ text, start: 0, end: 0 }));
  return [first, 0, more];
}
