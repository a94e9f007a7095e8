import type { HostCpu } from '../../../cpu/definition/definition.ts';
import {
  besideJson,
  type JsonSpan,
  jsonAt,
  jsonSpans,
  listOf,
  membersOf,
  parseJson,
  textOf,
} from '../../documents/json-spans.ts';
import type { Format, FormatHost, FormatProblem, FormatReading, Span } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { orNotUnderstood } from '../../text/text-lines.ts';
import { parseCpuInfo } from './nova-info.ts';
import { type CpuInfoRow, findTables, readTable } from './nova-tables.ts';

/** OpenStack nova's `cpu_info` of a hypervisor: in the API's JSON, in a client's table, or alone. */
export const nova: Format = {
  name: "OpenStack's cpu_info",
  fingerprint: {
    opening:
      /\+-{3,}\+-{3,}|\| (?:Field|Property|cpu_info|hypervisor_hostname|id) +\||["']?(?:cpu_info|hypervisor_hostname)["']? ?[:=]/,
    jsonKey: /"(?:cpu_info|hypervisor_hostname|hypervisors|arch|id)"\s*:/,
    programs: ['openstack', 'nova'],
    words: ['cpu_info', 'hypervisor_hostname', 'service_details', 'hypervisors'],
  },
  find,
  read,
};

function find(text: string): Span[] {
  const named = text.includes('cpu_info');
  if (!named && !/"topology"[ \t]*:/.test(text)) return [];
  const json = jsonSpans(text).filter(({ start, end }) => isOwn(text.slice(start, end)));
  return besideJson(text, json, (part) => (named ? findTables(text, part) : []));
}

/** Nova's own key, or the members of a cpu_info that was pasted alone. */
function isOwn(json: string): boolean {
  if (/"cpu_info"\s{0,9}:/.test(json)) return true;
  return (
    json.startsWith('{') &&
    ['"topology"', '"features"', '"arch"', '"model"'].every((key) => json.includes(key))
  );
}

function read(text: string, span: Span): FormatReading {
  const problems: FormatProblem[] = [];
  const json = jsonAt(text, span);
  const rows = json === undefined ? readTable(text, span) : readJson(text, json, problems);
  const hosts: FormatHost[] = [];
  for (const row of rows) {
    const host = hostOf(row, problems);
    if (host !== undefined) hosts.push(host);
  }
  return orNotUnderstood({ hosts, problems }, span.start, 'a cpu_info of nova');
}

function readJson(text: string, json: JsonSpan, problems: FormatProblem[]): CpuInfoRow[] {
  const result = parseJson(text, json, "OpenStack's JSON");
  if (!result.ok) {
    problems.push(result.problem);
    return [];
  }
  const rows: CpuInfoRow[] = [];
  collect(result.value, json.start, rows);
  const alone = membersOf(result.value);
  if (rows.length === 0 && alone?.has('features') === true) {
    rows.push({ cpuInfo: result.value, hostname: undefined, offset: json.start });
  }
  return rows;
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
  rows.push({ cpuInfo, hostname, offset });
}

function hostOf(row: CpuInfoRow, problems: FormatProblem[]): FormatHost | undefined {
  const { hostname, offset } = row;
  const info = membersOf(typeof row.cpuInfo === 'string' ? parseCpuInfo(row.cpuInfo) : row.cpuInfo);
  const arch = textOf(info?.get('arch'));
  const model = textOf(info?.get('model'));
  const features = listOf(info?.get('features'));
  if (info === undefined || !arch || !model || features === undefined) {
    problems.push(
      noCpu(offset, hostname, typeof row.cpuInfo === 'string' && /^\s*["']?\{/.test(row.cpuInfo)),
    );
    return undefined;
  }
  const names = [...new Set(features.filter((name) => typeof name === 'string' && name !== ''))] as string[];
  if (names.length > MAX_FEATURES) {
    problems.push(tooMany(offset, names.length));
    return undefined;
  }
  const vendor = textOf(info.get('vendor'));
  const topology = topologyOf(info.get('topology'));
  const cpu: HostCpu = {
    kind: 'host',
    arch,
    model,
    ...(vendor ? { vendor } : {}),
    ...(topology === undefined ? {} : { topology }),
    features: names,
  };
  const name = hostname === undefined ? {} : { name: hostname };
  return { kind: 'nova', view: 'host', arch, cpu: { kind: 'host', cpu }, offset, ...name };
}

function topologyOf(value: unknown): HostCpu['topology'] {
  const members = membersOf(value);
  const sockets = count(members?.get('sockets'));
  const cores = count(members?.get('cores'));
  const threads = count(members?.get('threads'));
  if (sockets === undefined || cores === undefined || threads === undefined) return undefined;
  return { sockets, dies: 1, clusters: 1, cores, threads };
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 32
    ? value
    : undefined;
}

function noCpu(offset: number, hostname: string | undefined, damaged: boolean): FormatProblem {
  const seen = damaged ? "can't be read: it is cut or not JSON" : 'says no architecture, model and features';
  return {
    code: damaged ? 'malformed' : 'no-cpu',
    offset,
    say: (subject, line) =>
      `The cpu_info of ${hostname ?? subject} (line ${line}) ${seen}. What nova's libvirt driver stores is ` +
      'expected: arch, model, vendor, topology and a list of features.',
  };
}

function tooMany(offset: number, found: number): FormatProblem {
  return {
    code: 'too-many',
    offset,
    say: (subject, line) =>
      `The cpu_info of ${subject} (line ${line}) lists ${found} features; at most ${MAX_FEATURES} are read.`,
  };
}
