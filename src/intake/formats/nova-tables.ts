import type { Span } from '../format.ts';
import { linesIn } from './text.ts';

/** One hypervisor: its cpu_info as text or as read from JSON. */
export interface CpuInfoRow {
  readonly cpuInfo: unknown;
  readonly hostname: string | undefined;
  readonly offset: number;
}

interface Field {
  readonly key: string;
  readonly value: string;
}

/** Runs of lines in which a field cpu_info stands, each one hypervisor. */
export function findTables(text: string, part: Span): Span[] {
  const spans: Span[] = [];
  let run: { start: number; end: number; keys: Set<string> } | undefined;
  const endRun = () => {
    if (run?.keys.has('cpu_info') === true) spans.push({ start: run.start, end: run.end });
    run = undefined;
  };
  for (const line of linesIn(text, part)) {
    const field = fieldIn(line.text);
    const known = field !== undefined && /^[a-z][a-z_]{0,40}$|^Field$/.test(field.key);
    if (known && run?.keys.has(field.key) === true) endRun();
    if (known) {
      run ??= { start: line.start, end: line.end, keys: new Set() };
      run.keys.add(field.key);
    } else if (field === undefined || field.key !== '') {
      endRun();
      continue;
    }
    if (run !== undefined) run.end = line.end;
  }
  endRun();
  return spans;
}

/** A wrapped value's rows are joined without a blank: nothing in it has one that matters. */
export function readTable(text: string, span: Span): CpuInfoRow[] {
  const values = new Map<string, string>();
  let offset = span.start;
  let last: string | undefined;
  for (const line of linesIn(text, span)) {
    const field = fieldIn(line.text);
    if (field === undefined) continue;
    if (field.key === '') {
      if (last !== undefined) values.set(last, (values.get(last) ?? '') + field.value);
      continue;
    }
    last = values.has(field.key) ? undefined : field.key;
    if (last === 'cpu_info') offset = line.start;
    if (last !== undefined) values.set(last, field.value);
  }
  const hostname = values.get('hypervisor_hostname') || values.get('service_host') || undefined;
  return [{ cpuInfo: unquote(values.get('cpu_info') ?? ''), hostname, offset }];
}

/**
 * `| key | value |` of a client's table (a wrapped value's rows have no key, a rule counts as such a row), and
 * `key: value` or `key="value"` of the database's and the shell's output.
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
  const found = /^([a-z][a-z_]{0,40})(?:: ?|=)(.*)$/.exec(trimmed);
  return found === null ? undefined : { key: found[1] ?? '', value: found[2] ?? '' };
}

/** `"{\"arch\": …}"` as openstack -f shell writes it. */
function unquote(value: string): string {
  return /^"\s*\{.*\}\s*"$/s.test(value) ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
}
