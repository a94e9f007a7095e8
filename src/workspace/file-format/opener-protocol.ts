import type { PackedWorkspace } from './schema.ts';
import { checkWorkspaceText } from './workspace-file.ts';

type Tables = Pick<PackedWorkspace, 'cpus' | 'emulators' | 'lines' | 'hosts'>;

/** A workspace file that was checked, on its way to the page: its tables in parts, the rest last. */
export type FromOpener =
  | { readonly kind: 'part'; readonly tables: Tables }
  | { readonly kind: 'rest'; readonly rest: Omit<PackedWorkspace, keyof Tables> }
  | { readonly kind: 'refused'; readonly problem: string };

/** Of each table: what the page takes in within a few milliseconds. */
const ROWS = 500;

export function* openedParts(text: string): Generator<FromOpener> {
  const checked = checkWorkspaceText(text);
  if (!checked.ok) {
    yield { kind: 'refused', problem: checked.problem };
    return;
  }
  const { cpus, emulators, lines, hosts, ...rest } = checked.packed;
  const longest = Math.max(cpus.length, emulators.length, lines.length, hosts.length);
  for (let from = 0; from < longest; from += ROWS) {
    const some = <T>(table: readonly T[]): T[] => table.slice(from, from + ROWS);
    const tables = { cpus: some(cpus), emulators: some(emulators), lines: some(lines), hosts: some(hosts) };
    yield { kind: 'part', tables };
  }
  yield { kind: 'rest', rest };
}

/** Puts the parts together again; the whole once the last one has come. */
export class JoinedParts {
  readonly #tables: Tables = { cpus: [], emulators: [], lines: [], hosts: [] };

  add(part: Exclude<FromOpener, { readonly kind: 'refused' }>): PackedWorkspace | undefined {
    if (part.kind === 'rest') return { ...part.rest, ...this.#tables };
    const { cpus, emulators, lines, hosts } = part.tables;
    this.#tables.cpus.push(...cpus);
    this.#tables.emulators.push(...emulators);
    this.#tables.lines.push(...lines);
    this.#tables.hosts.push(...hosts);
    return undefined;
  }
}
