import { eachValue, type JsonFound, type JsonKind } from '../../documents/json-format.ts';
import { listOf, membersOf, parseJson, textOf } from '../../documents/json-spans.ts';
import type { FormatReading } from '../../format.ts';
import { type CpuInfoRow, hostsOfNova } from './nova-host.ts';

/** A cpu_info in JSON: the API's, the client's, or one that was pasted alone. */
export const novaJson: JsonKind = {
  fingerprint: {
    jsonKey: /"(?:cpu_info|hypervisor_hostname|hypervisors|arch|id)"\s*:/,
  },
  find(text, values) {
    const mayHave = text.includes('cpu_info') || /"topology"[ \t]*:/.test(text);
    return mayHave ? eachValue(text, values, isOwn) : [];
  },
  read,
};

/** Nova's own key, or the members of a cpu_info that was pasted alone. */
function isOwn(json: string): boolean {
  if (/"cpu_info"\s{0,9}:/.test(json)) return true;
  return (
    json.startsWith('{') &&
    ['"topology"', '"features"', '"arch"', '"model"'].every((key) => json.includes(key))
  );
}

function read(text: string, { start, values: [json] }: JsonFound): FormatReading {
  const result = json === undefined ? undefined : parseJson(text, json, "OpenStack's JSON");
  if (result?.ok !== true) {
    return hostsOfNova([], result === undefined ? [] : [result.problem], start);
  }
  const rows: CpuInfoRow[] = [];
  collect(result.value, start, rows);
  const alone = membersOf(result.value);
  if (rows.length === 0 && alone?.has('features') === true) {
    rows.push({ cpuInfo: result.value, hostname: undefined, version: undefined, offset: start });
  }
  return hostsOfNova(rows, [], start);
}

/** Every object with a cpu_info, at any depth: lists of hypervisors, one of them, or a reply around it. */
function collect(value: unknown, offset: number, rows: CpuInfoRow[]): void {
  for (const item of listOf(value) ?? []) collect(item, offset, rows);
  const members = membersOf(value);
  if (members === undefined) return;
  const cpuInfo = members.get('cpu_info');
  if (cpuInfo === undefined) {
    for (const member of members.values()) collect(member, offset, rows);
    return;
  }
  const hostname =
    textOf(members.get('hypervisor_hostname')) ?? textOf(membersOf(members.get('service'))?.get('host'));
  rows.push({ cpuInfo, hostname, version: members.get('hypervisor_version'), offset });
}
