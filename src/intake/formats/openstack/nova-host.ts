import type { HostCpu } from '../../../cpu/definition/definition.ts';
import { listOf, membersOf, textOf } from '../../documents/json-spans.ts';
import { tooManyListed } from '../../documents/problem-sentences.ts';
import type { FormatHost, FormatProblem, FormatReading } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { orNotUnderstood } from '../../text/text-lines.ts';
import { parseCpuInfo } from './nova-info.ts';

/** One hypervisor: its cpu_info as text or as read from JSON. */
export interface CpuInfoRow {
  readonly cpuInfo: unknown;
  readonly hostname: string | undefined;
  /** Nova's number of the hypervisor's release: 8002002 is 8.2.2. */
  readonly version: unknown;
  readonly offset: number;
}

/** A host for each hypervisor; `before`: what was wrong before that. */
export function hostsOfNova(
  rows: readonly CpuInfoRow[],
  before: readonly FormatProblem[],
  offset: number,
): FormatReading {
  const problems = [...before];
  const hosts = rows.flatMap((row) => hostOf(row, problems) ?? []);
  return orNotUnderstood({ hosts, problems }, offset, 'a cpu_info of nova');
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
    problems.push(tooManyListed(offset, { what: 'The cpu_info', count: names.length }));
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
  const qemu = qemuRelease(row.version);
  const software = qemu === undefined ? {} : { software: { qemu } };
  return { kind: 'nova', view: 'host', arch, cpu: { kind: 'host', cpu }, offset, ...name, ...software };
}

/** `8002002` → `8.2.2` */
function qemuRelease(version: unknown): string | undefined {
  const number = Number(version);
  if (!Number.isInteger(number) || number < 1e6 || number >= 1e8) return undefined;
  return [Math.floor(number / 1e6), Math.floor(number / 1e3) % 1000, number % 1000].join('.');
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
