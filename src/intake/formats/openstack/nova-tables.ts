import type { LineRunRules } from '../../documents/line-runs.ts';
import type { Span } from '../../format.ts';
import { linesIn, type TextLine } from '../../text/text-lines.ts';
import type { CpuInfoRow } from './nova-host.ts';
import { parseCpuInfo } from './nova-info.ts';

/** A field begins where it has a key; without one it carries on the field before it. */
interface Field {
  readonly key: string;
  readonly value: string;
}

/** A text's lines and the fields in them, with those that carry on a YAML value over several lines. */
function* fieldsIn(text: string, span: Span): Generator<{ line: TextLine; field: Field | undefined }> {
  // The indent of a cpu_info whose value has not come to its end.
  let open: number | undefined;
  for (const line of linesIn(text, span)) {
    if (open !== undefined && indentOf(line.text) > open) {
      yield { line, field: { key: '', value: `\n${line.text}` } };
      continue;
    }
    const field = fieldIn(line.text);
    open = field?.key === 'cpu_info' && isOpen(field.value) ? indentOf(line.text) : undefined;
    yield { line, field };
  }
}

/** Nothing yet, so that a mapping follows, or a quoted string that goes on in the next line. */
function isOpen(value: string): boolean {
  return value === '' || (/^['"]/.test(value) && !/['"],?$/.test(value.slice(1)));
}

/** How far a key is indented: that of a list's first is behind the dash. */
function indentOf(line: string): number {
  return /^\s*(?:- +)?/.exec(line)?.[0].length ?? 0;
}

/** Lines of one hypervisor, while they are being found. */
interface Run {
  readonly keys: Set<string>;
  /** The indent of a cpu_info whose value has not come to its end. */
  open: number | undefined;
}

/** Runs of lines in which a field cpu_info stands, each one hypervisor. */
export const tableRules: LineRunRules<Run> = {
  begins(line) {
    const run: Run = { keys: new Set(), open: undefined };
    return takeField(run, line.text) ? run : undefined;
  },
  continues(run, line) {
    if (run.open !== undefined && indentOf(line.text) > run.open) return true;
    const field = fieldIn(line.text);
    if (field?.key === '') return true;
    return field !== undefined && !run.keys.has(field.key) && takeField(run, line.text);
  },
  tells: ({ keys }) => keys.has('cpu_info') || keys.has('cpu_info_features'),
};

function takeField(run: Run, line: string): boolean {
  const field = fieldIn(line);
  if (field === undefined || !/^[a-z][a-z_]{0,40}$|^Field$/.test(field.key)) return false;
  run.keys.add(field.key);
  run.open = field.key === 'cpu_info' && isOpen(field.value) ? indentOf(line) : undefined;
  return true;
}

/** A wrapped value's rows are joined without a blank: nothing in it has one that matters. */
export function readTable(text: string, span: Span): CpuInfoRow[] {
  const values = new Map<string, string>();
  let offset = span.start;
  let last: string | undefined;
  for (const { line, field } of fieldsIn(text, span)) {
    if (field === undefined) continue;
    if (field.key === '') {
      if (last !== undefined) values.set(last, (values.get(last) ?? '') + field.value);
      continue;
    }
    last = values.has(field.key) ? undefined : field.key;
    if (last === 'cpu_info' || last === 'cpu_info_arch') offset = line.start;
    if (last !== undefined) values.set(last, field.value);
  }
  const hostname = word(values.get('hypervisor_hostname')) || word(values.get('service_host')) || undefined;
  const version = word(values.get('hypervisor_version'));
  return [{ cpuInfo: values.get('cpu_info') ?? fromFlat(values), hostname, version, offset }];
}

/** `nova hypervisor-show` gives each member of a cpu_info a row: `cpu_info_arch`, `cpu_info_topology_cores`. */
function fromFlat(values: ReadonlyMap<string, string>): unknown {
  const info = new Map<string, unknown>();
  const topology = new Map<string, number>();
  for (const [key, value] of values) {
    const [, part, name = ''] = /^cpu_info_(topology_)?([a-z]+)$/.exec(key) ?? [];
    if (part !== undefined) topology.set(name, Number(value));
    else if (name !== '') info.set(name, name === 'features' ? parseCpuInfo(value) : value);
  }
  return Object.fromEntries([...info, ['topology', Object.fromEntries(topology)]]);
}

/**
 * `| key | value |` of a client's table (a wrapped value's rows have no key, a rule counts as such a row), and
 * `key: value` or `key="value"` of the database's, the shell's and YAML's output, `"key": value` of a piece of JSON.
 */
function fieldIn(line: string): Field | undefined {
  const trimmed = line.trim();
  if (/^\+[-+=]+\+?$/.test(trimmed)) return { key: '', value: '' };
  if (trimmed.startsWith('|')) {
    const bar = trimmed.indexOf('|', 1);
    if (bar === -1) return undefined;
    const value = trimmed.slice(bar + 1, trimmed.endsWith('|') && trimmed.length > bar + 1 ? -1 : undefined);
    return { key: trimmed.slice(1, bar).trim(), value: value.trim() };
  }
  const found = /^(?:- +)?(["']?)([a-z][a-z_]{0,40})\1(?:: ?|=)(.*)$/.exec(trimmed);
  if (found === null) return undefined;
  const value = found[3] ?? '';
  return { key: found[2] ?? '', value: found[1] === '' ? value : value.replace(/,$/, '') };
}

function word(value: string | undefined): string | undefined {
  return value?.replace(/^(['"])(.*)\1$/, '$2');
}
