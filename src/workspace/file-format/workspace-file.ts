import * as v from 'valibot';
import { compileCpuMap } from '../../cpu-map/compile.ts';
import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import { nextHostId } from '../model/host-id.ts';
import type { Host, HostSource, Workspace } from '../model/state.ts';
import { type PackedWorkspace, packedWorkspace, WORKSPACE_FORMAT } from './schema.ts';

export type ImportResult =
  | { readonly ok: true; readonly workspace: Workspace; readonly cpuMap?: CpuMapFacts }
  | Refused;

interface Refused {
  readonly ok: false;
  readonly problem: string;
}

export const WORKSPACE_FILE_NAME = 'commonbits.json';

/**
 * Everything that was given and chosen, as JSON; with the CPU map in force where that is the person's own. Host ids
 * are of one page only and are left out.
 */
export function exportWorkspace(workspace: Workspace, cpuMap?: CpuMapFacts): string {
  const packed = packWorkspace(workspace);
  return `${JSON.stringify(cpuMap === undefined ? packed : { ...packed, cpuMap })}\n`;
}

/** Never trusts the text: what is not as it should be is refused in a sentence that begins with a verb. */
export function importWorkspace(text: string): ImportResult {
  const checked = checkWorkspaceText(text);
  return checked.ok ? unpack(checked.packed) : checked;
}

export type Checked = { readonly ok: true; readonly packed: PackedWorkspace } | Refused;

/** The slow part of an import, which needs nothing of the page. */
export function checkWorkspaceText(text: string): Checked {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refused(`is not finished or damaged: ${error instanceof Error ? error.message : 'no JSON'}`);
  }
  return check(data);
}

/** Whether a text wants to be a workspace file: told from its beginning, so that even a cut one is named as such. */
export function isWorkspaceFile(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"commonbits"\s*:/.test(text.slice(0, 200));
}

/** Plain data; what hosts share stands in it once. */
export function packWorkspace({ hosts, mapKey, view, guest }: Workspace): PackedWorkspace {
  const cpus = new Table<HostSource['cpu']>();
  const emulators = new Table<NonNullable<HostSource['emulator']>>();
  const lines = new Table<NonNullable<HostSource['featureLines']>>();
  const packedHosts = hosts.map(({ name, included, sources }) => ({
    name,
    included,
    sources: sources.map(({ cpu, emulator, featureLines, ...rest }) => ({
      ...rest,
      cpu: cpus.at(cpu),
      ...(emulator === undefined ? {} : { emulator: emulators.at(emulator) }),
      ...(featureLines === undefined ? {} : { featureLines: lines.at(featureLines) }),
    })),
  }));
  return {
    commonbits: WORKSPACE_FORMAT,
    mapKey,
    view,
    guest,
    hosts: packedHosts,
    cpus: cpus.values,
    emulators: emulators.values,
    lines: lines.values.map((list) => [...list]),
  };
}

export function unpackWorkspace(data: unknown): ImportResult {
  const checked = check(data);
  return checked.ok ? unpack(checked.packed) : checked;
}

function check(data: unknown): Checked {
  const format = formatOf(data);
  if (format === undefined) return refused('is no workspace of Commonbits');
  if (format > WORKSPACE_FORMAT) {
    return refused(
      `was written by a later Commonbits (format ${format}; this one reads ${WORKSPACE_FORMAT})`,
    );
  }
  const parsed = v.safeParse(packedWorkspace, data, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refused(`is damaged at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`);
  }
  return { ok: true, packed: parsed.output };
}

/** Of data that was checked. */
export function unpack(packed: PackedWorkspace): ImportResult {
  const { hosts, cpus, emulators, lines, mapKey, view, guest, cpuMap } = packed;
  const fault = cpuMap && faultOf(cpuMap);
  if (fault !== undefined) return refused(`is damaged: ${fault}`);
  const unpacked: Host[] = [];
  const names = new Set<string>();
  for (const { name, included, sources: packedSources } of hosts) {
    if (names.has(name)) return refused(`has two hosts with the name ${name}`);
    names.add(name);
    const sources: HostSource[] = [];
    for (const { cpu: at, emulator, featureLines, ...source } of packedSources) {
      const cpu = cpus[at];
      if (cpu === undefined) return refused(`is damaged: the CPU of ${name} is missing`);
      sources.push({
        ...source,
        cpu,
        ...optionalParts(emulators[emulator ?? -1], lines[featureLines ?? -1]),
      });
    }
    unpacked.push({ id: nextHostId(), name, included, sources });
  }
  const workspace = { hosts: unpacked, mapKey, view, guest };
  return { ok: true, workspace, ...(cpuMap === undefined ? {} : { cpuMap }) };
}

/** What refers to what is seen only when the map is compiled. */
function faultOf(cpuMap: CpuMapFacts): string | undefined {
  try {
    compileCpuMap(cpuMap);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Nothing hangs on these two: a number that leads nowhere is as good as none. */
function optionalParts(
  emulator: HostSource['emulator'] | undefined,
  featureLines: HostSource['featureLines'] | undefined,
): Pick<HostSource, 'emulator' | 'featureLines'> {
  return {
    ...(emulator === undefined ? {} : { emulator }),
    ...(featureLines === undefined ? {} : { featureLines }),
  };
}

class Table<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<T, number>();

  at(value: T): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const number = this.values.push(value) - 1;
    this.#numbers.set(value, number);
    return number;
  }
}

const anyFormat = v.object({ commonbits: v.number() });

function formatOf(data: unknown): number | undefined {
  const parsed = v.safeParse(anyFormat, data);
  return parsed.success ? parsed.output.commonbits : undefined;
}

function refused(problem: string): Refused {
  return { ok: false, problem };
}
