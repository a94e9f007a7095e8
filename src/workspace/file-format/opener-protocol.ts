import type { PackedWorkspace } from '../packing/packed-workspace.ts';
import type { Steps } from '../packing/steps.ts';
import { textOfLink } from './share-link.ts';
import { checkTextSteps } from './workspace-file.ts';

/** The input to open: a file, a pasted text, or a link's fragment from `#pool=` on. */
export type ToOpener =
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly hash: string };

type Rows = Pick<PackedWorkspace, 'cpus' | 'emulators' | 'lines' | 'hosts' | 'guests'>;

/** A workspace file that was checked, on its way to the page: its tables in parts, the rest last. */
export type FromOpener =
  /** It lives, and is not through. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'part'; readonly rows: Rows }
  | { readonly kind: 'rest'; readonly rest: Omit<PackedWorkspace, keyof Rows> }
  | Refusal;

interface Refusal {
  readonly kind: 'refused';
  readonly problem: string;
}

/** The part of each table that the page can process within a few milliseconds. */
const ROWS = 500;
const STEPS_PER_BEAT = 2000;

export async function textToOpen(given: ToOpener): Promise<string | Refusal> {
  if (given.kind === 'text') return given.text;
  if (given.kind === 'link') {
    const unpacked = await textOfLink(given.hash);
    return unpacked.ok ? unpacked.text : { kind: 'refused', problem: unpacked.problem };
  }
  const gone = 'could not be opened: it is gone, or the browser cannot read it';
  return given.file.text().catch((): Refusal => ({ kind: 'refused', problem: gone }));
}

export function* openedParts(text: string): Generator<FromOpener> {
  const checked = yield* withBeats(checkTextSteps(text));
  if (!checked.ok) {
    yield { kind: 'refused', problem: checked.problem };
    return;
  }
  const { cpus, emulators, lines, hosts, guests, ...rest } = checked.packed;
  const longest = Math.max(cpus.length, emulators.length, lines.length, hosts.length, guests.length);
  for (let from = 0; from < longest; from += ROWS) {
    const some = <T>(table: readonly T[]): T[] => table.slice(from, from + ROWS);
    const rows = {
      cpus: some(cpus),
      emulators: some(emulators),
      lines: some(lines),
      hosts: some(hosts),
      guests: some(guests),
    };
    yield { kind: 'part', rows };
  }
  yield { kind: 'rest', rest };
}

function* withBeats<T>(steps: Steps<T>): Generator<FromOpener, T> {
  for (let step = 1; ; step++) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (step % STEPS_PER_BEAT === 0) yield { kind: 'busy' };
  }
}

/** Puts the parts together again; the whole once the last one has come. */
export class JoinedParts {
  readonly #cpus: Rows['cpus'][number][] = [];
  readonly #emulators: Rows['emulators'][number][] = [];
  readonly #lines: Rows['lines'][number][] = [];
  readonly #hosts: Rows['hosts'][number][] = [];
  readonly #guests: Rows['guests'][number][] = [];

  add(part: Exclude<FromOpener, Refusal | { readonly kind: 'busy' }>): PackedWorkspace | undefined {
    if (part.kind === 'rest') {
      return {
        ...part.rest,
        cpus: this.#cpus,
        emulators: this.#emulators,
        lines: this.#lines,
        hosts: this.#hosts,
        guests: this.#guests,
      };
    }
    const { cpus, emulators, lines, hosts, guests } = part.rows;
    this.#cpus.push(...cpus);
    this.#emulators.push(...emulators);
    this.#lines.push(...lines);
    this.#hosts.push(...hosts);
    this.#guests.push(...guests);
    return undefined;
  }
}
