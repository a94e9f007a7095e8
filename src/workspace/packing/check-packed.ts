import * as v from 'valibot';
import { compileCpuMap } from '../../cpu-map/compile.ts';
import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import { MAX_GUESTS, MAX_HOSTS } from '../../intake/limits.ts';
import { emptyWorkspace, MAX_EARLIER, type WorkspaceChoices } from '../model/state.ts';
import { choiceChecks } from './choices-schema.ts';
import { cpuMapFacts } from './facts-schema.ts';
import { withGuestsApart } from './guests-apart.ts';
import { list, text } from './limits.ts';
import {
  type Fault,
  type PackedHost,
  type PackedWorkspace,
  type Unpacked,
  unpackSteps,
  WORKSPACE_FORMAT,
} from './packed-workspace.ts';
import { cpuSource, emulator, lineList, packedGuest, packedReading, packedSource } from './source-schema.ts';
import type { Steps } from './steps.ts';

export type Checked =
  /** `packed` holds what is good. A row of a table that is not good leaves its place empty. */
  | { readonly ok: true; readonly packed: PackedWorkspace; readonly faults: readonly Fault[] }
  /** Begins with a verb: `is no workspace …`. */
  | { readonly ok: false; readonly problem: string };

const packedHost: v.GenericSchema<unknown, PackedHost> = v.object({
  name: v.pipe(text, v.trim(), v.minLength(1)),
  included: v.boolean(),
  sources: v.pipe(
    list(packedSource, 3),
    v.minLength(1, 'a host without a source'),
    v.check(
      (sources) => new Set(sources.map(({ view }) => view)).size === sources.length,
      'two sources for one view',
    ),
  ),
  earlier: v.exactOptional(list(packedSource, MAX_EARLIER)),
});

const anyFormat = v.object({ commonbits: v.number() });
const anyHost = v.object({ name: v.string() });
const choices = v.object(choiceChecks);
const { hosts: _hosts, guests: _guests, ...startChoices } = emptyWorkspace;

/**
 * Checks data that nobody vouches for, row by row. Only known keys are taken over. A part that is missing has its
 * value at the start.
 */
export function* checkPacked(data: unknown): Steps<Checked> {
  const format = v.safeParse(anyFormat, data);
  if (!format.success) return { ok: false, problem: 'is not a Commonbits workspace' };
  const { commonbits } = format.output;
  if (commonbits > WORKSPACE_FORMAT) {
    const problem = `was written by a newer Commonbits (format ${commonbits}; this one reads ${WORKSPACE_FORMAT})`;
    return { ok: false, problem };
  }
  const faults: Fault[] = [];
  const given: Given = { rows: withGuestsApart(new Map(Object.entries(Object(data)))), faults };
  const cpus = yield* rowsOf('cpus', cpuSource, 3 * MAX_HOSTS + MAX_GUESTS, given);
  const emulators = yield* rowsOf('emulators', emulator, 3 * MAX_HOSTS, given);
  const lines = yield* rowsOf('lines', lineList, 3 * MAX_HOSTS + MAX_GUESTS, given);
  const hosts = yield* rowsOf('hosts', packedHost, MAX_HOSTS, given);
  const isWaiting = given.rows.get('waiting') !== undefined;
  const waiting = isWaiting ? yield* rowsOf('waiting', packedReading, 3 * MAX_HOSTS, given) : [];
  const guests = given.rows.has('guests') ? yield* rowsOf('guests', packedGuest, MAX_GUESTS, given) : [];
  const cpuMap = mapOf(given);
  const packed: PackedWorkspace = {
    commonbits: WORKSPACE_FORMAT,
    ...choicesOf(given),
    cpus,
    emulators,
    lines,
    // Empty places drop out.
    hosts: hosts.filter(() => true),
    ...(isWaiting ? { waiting: waiting.filter(() => true) } : {}),
    guests: guests.filter(() => true),
    ...(cpuMap === undefined ? {} : { cpuMap }),
  };
  return { ok: true, packed, faults };
}

interface Given {
  readonly rows: ReadonlyMap<string, unknown>;
  /** Those that are found are put here. */
  readonly faults: Fault[];
}

function* rowsOf<T>(
  key: string,
  check: v.GenericSchema<unknown, T>,
  most: number,
  { rows, faults }: Given,
): Steps<T[]> {
  const table = v.safeParse(list(v.unknown(), most), rows.get(key), { abortEarly: true });
  if (!table.success) faults.push({ problem: damaged(key, table.issues[0]) });
  const found = rows.get(key);
  const given: readonly unknown[] = Array.isArray(found) ? found.slice(0, most) : [];
  const good: T[] = [];
  for (const [at, row] of given.entries()) {
    yield;
    const parsed = v.safeParse(check, row, { abortEarly: true });
    if (parsed.success) good[at] = parsed.output;
    else faults.push({ problem: damaged(`${key}.${at}`, parsed.issues[0]), ...hostOf(key, row) });
  }
  return good;
}

function hostOf(key: string, row: unknown): Pick<Fault, 'host'> {
  if (key !== 'hosts' && key !== 'guests') return {};
  return { host: v.is(anyHost, row) ? row.name : `a ${key.slice(0, -1)} without a name` };
}

function choicesOf({ rows, faults }: Given): WorkspaceChoices {
  const keys = v.keyof(choices).options;
  const known = keys.flatMap((key) => (rows.get(key) === undefined ? [] : [[key, rows.get(key)] as const]));
  const good = known.filter(([key, value]) => {
    const parsed = v.safeParse(choiceChecks[key], value, { abortEarly: true });
    if (!parsed.success) faults.push({ problem: damaged(key, parsed.issues[0]), part: key });
    return parsed.success;
  });
  return v.parse(choices, { ...startChoices, ...Object.fromEntries(good) });
}

/** References that show only when the map is compiled. */
function mapOf({ rows, faults }: Given): CpuMapFacts | undefined {
  const given = rows.get('cpuMap');
  if (given === undefined) return undefined;
  const parsed = v.safeParse(cpuMapFacts, given, { abortEarly: true });
  if (!parsed.success) {
    faults.push({ problem: damaged('cpuMap', parsed.issues[0]) });
    return undefined;
  }
  try {
    compileCpuMap(parsed.output);
    return parsed.output;
  } catch (error) {
    faults.push({ problem: `is damaged: ${error instanceof Error ? error.message : String(error)}` });
    return undefined;
  }
}

function damaged(where: string, issue: v.BaseIssue<unknown>): string {
  const inside = v.getDotPath(issue);
  return `is damaged at ${inside === null ? where : `${where}.${inside}`}: ${issue.message}`;
}

export type Opened = ({ readonly ok: true } & Unpacked) | { readonly ok: false; readonly problem: string };

/** Checks data and opens what is good in it; the faults say what is not. */
export function* openPacked(data: unknown): Steps<Opened> {
  const checked = yield* checkPacked(data);
  if (!checked.ok) return checked;
  const opened = yield* unpackSteps(checked.packed);
  return { ok: true, ...opened, faults: [...checked.faults, ...opened.faults] };
}
