import * as v from 'valibot';
import { MAX_GUESTS, MAX_HOSTS, MAX_TEXT } from '../../intake/limits.ts';
import type { GuestReading, HostReading } from '../../intake/reading.ts';
import type { HostSource, Workspace } from '../model/state.ts';
import { choiceChecks } from './choices-schema.ts';
import { inWords } from './limits.ts';
import { cpuSource, emulator, lineList, packedGuest, packedSource } from './source-schema.ts';
import { TableWriter } from './tables.ts';

/*
 * Input is held to the checks by which it is read back: a workspace never holds what can't be stored.
 * Objections continue a sentence: `a name has 5,000 characters; the limit is 4,096`.
 */

/** CPUs and the like that hosts share are looked at once. */
const good = new WeakSet<object>();

/** Undefined: it can be held. */
export function objectionToReading(reading: HostReading | GuestReading): string | undefined {
  if (reading.view === 'guest') return objectionToGuest(reading);
  const { name, ...source } = reading;
  return objectionToName(name ?? '') ?? objectionToSource(source);
}

function objectionToName(name: string): string | undefined {
  if (name.length <= MAX_TEXT) return undefined;
  return `a name has ${inWords(name.length)} characters; the limit is ${inWords(MAX_TEXT)}`;
}

function objectionToGuest({ name = 'a guest', on, ...reading }: GuestReading): string | undefined {
  const { cpu, featureLines } = reading;
  const packed = new TableWriter().packGuest({ ...reading, name, ...(on === undefined ? {} : { on }) });
  return (
    objectionToName(name) ??
    objectionToName(on ?? '') ??
    objection(packedGuest, packed) ??
    once(cpuSource, cpu) ??
    (featureLines && once(lineList, featureLines))
  );
}

function objectionToSource(source: HostSource): string | undefined {
  const { cpu, emulator: emulated, featureLines } = source;
  return (
    objection(packedSource, new TableWriter().pack(source)) ??
    once(cpuSource, cpu) ??
    (emulated && once(emulator, emulated)) ??
    (featureLines && once(lineList, featureLines))
  );
}

/** The objection to an action's result, given the workspace before. */
export function objectionToChange(before: Workspace, after: Workspace): string | undefined {
  const keys = v.keyof(v.object(choiceChecks)).options;
  const changed = keys.filter((key) => after[key] !== before[key] && after[key] !== undefined);
  for (const key of changed) {
    const found = objection(choiceChecks[key], after[key]);
    if (found !== undefined) return found;
  }
  if (after.guests.length > MAX_GUESTS && after.guests !== before.guests) {
    return `they would be ${inWords(after.guests.length)} guests; the limit is ${inWords(MAX_GUESTS)}`;
  }
  const guestsBefore = new Set(before.guests);
  const named = after.guests.filter((guest) => !guestsBefore.has(guest));
  const faulty = named.map(({ name }) => objectionToName(name)).find((found) => found !== undefined);
  if (faulty !== undefined) return faulty;
  if (after.hosts === before.hosts) return undefined;
  if (after.hosts.length > MAX_HOSTS) {
    return `they would be ${inWords(after.hosts.length)} hosts; the limit is ${inWords(MAX_HOSTS)}`;
  }
  const known = new Set(before.hosts);
  for (const host of after.hosts) {
    const found = known.has(host) ? undefined : objectionToName(host.name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function once<T extends object>(check: v.GenericSchema<unknown, T>, value: T): string | undefined {
  if (good.has(value)) return undefined;
  const found = objection(check, value);
  if (found === undefined) good.add(value);
  return found;
}

function objection(check: v.GenericSchema, value: unknown): string | undefined {
  const parsed = v.safeParse(check, value, { abortEarly: true });
  if (parsed.success) return undefined;
  const [issue] = parsed.issues;
  const steps = (v.getDotPath(issue) ?? '').split('.').filter((step) => !/^\d*$/.test(step));
  return `${partInWords(steps.at(-1))}: ${issue.message}`;
}

function partInWords(step: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    features: 'a feature',
    names: 'a feature',
    policies: 'a policy',
    blockers: 'a feature that a model lacks',
    models: 'a model of the emulator',
    file: 'the path',
    path: "the emulator's path",
  };
  if (step === undefined) return 'a part';
  return Object.hasOwn(words, step) ? (words[step] ?? step) : `“${step}”`;
}
