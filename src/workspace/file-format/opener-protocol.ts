import type { PackedWorkspace } from '../packing/packed-workspace.ts';
import { checkWorkspaceText } from './workspace-file.ts';

type Rows = Pick<PackedWorkspace, 'cpus' | 'emulators' | 'lines' | 'hosts'>;

/** A workspace file that was checked, on its way to the page: its tables in parts, the rest last. */
export type FromOpener =
  | { readonly kind: 'part'; readonly rows: Rows }
  | { readonly kind: 'rest'; readonly rest: Omit<PackedWorkspace, keyof Rows> }
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
    const rows = { cpus: some(cpus), emulators: some(emulators), lines: some(lines), hosts: some(hosts) };
    yield { kind: 'part', rows };
  }
  yield { kind: 'rest', rest };
}

/** Puts the parts together again; the whole once the last one has come. */
export class JoinedParts {
  readonly #cpus: Rows['cpus'][number][] = [];
  readonly #emulators: Rows['emulators'][number][] = [];
  readonly #lines: Rows['lines'][number][] = [];
  readonly #hosts: Rows['hosts'][number][] = [];

  add(part: Exclude<FromOpener, { readonly kind: 'refused' }>): PackedWorkspace | undefined {
    if (part.kind === 'rest') {
      return {
        ...part.rest,
        cpus: this.#cpus,
        emulators: this.#emulators,
        lines: this.#lines,
        hosts: this.#hosts,
      };
    }
    const { cpus, emulators, lines, hosts } = part.rows;
    this.#cpus.push(...cpus);
    this.#emulators.push(...emulators);
    this.#lines.push(...lines);
    this.#hosts.push(...hosts);
    return undefined;
  }
}
