import * as v from 'valibot';
import { checks, fallbacks, matches, modes, policies } from '../../cpu/definition/definition.ts';
import { errorSays, errorSources } from '../../cpu/vocabulary/cpu-error.ts';
import { cpuidRegisters } from '../../cpu-map/register-word.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import { MAX_HOSTS } from '../../intake/limits.ts';
import type { ErrorReading } from '../../intake/reading.ts';
import type { Groups, WorkspaceChoices } from '../model/state.ts';
import { count, list, onOff, optional, text } from './limits.ts';
import { cache, maxphysaddr, place, topology } from './source-schema.ts';

const guestChoices: v.GenericSchema<unknown, GuestChoices> = v.object({
  mode: optional(v.picklist(modes)),
  model: optional(text),
  hostModel: optional(text),
  match: optional(v.picklist(matches)),
  check: optional(v.nullable(v.picklist(checks))),
  fallback: optional(v.picklist(fallbacks)),
  vendor: optional(v.nullable(text)),
  vendorId: optional(v.nullable(text)),
  migratable: optional(v.nullable(onOff)),
  deprecatedFeatures: optional(v.nullable(onOff)),
  topology: optional(v.nullable(topology)),
  cache: optional(v.nullable(cache)),
  maxphysaddr: optional(v.nullable(maxphysaddr)),
  policies: list(v.object({ name: text, policy: v.picklist([...policies, 'absent']) })),
});

/** Hosts are in them by name: one that is not here is no fault. */
const groups: v.GenericSchema<unknown, Groups> = v.object({
  list: list(
    v.object({ name: optional(text), hosts: list(text, MAX_HOSTS), guest: guestChoices }),
    MAX_HOSTS,
  ),
  inHand: v.union([v.literal('all'), count]),
  guestOfAll: optional(guestChoices),
});

const bit = v.variant('kind', [
  v.object({
    kind: v.literal('cpuid'),
    leaf: count,
    subleaf: optional(count),
    register: v.picklist(cpuidRegisters),
    bit: count,
  }),
  v.object({ kind: v.literal('msr'), index: count, bit: count }),
]);

const error: v.GenericSchema<unknown, ErrorReading> = v.object({
  says: v.picklist(errorSays),
  by: v.picklist(errorSources),
  features: list(
    v.object({ name: text, part: v.picklist(['missing', 'forbidden', 'extra']), bit: optional(bit) }),
  ),
  model: optional(text),
  vendor: optional(text),
  otherVendor: optional(text),
  detail: optional(text),
  guest: optional(text),
  to: optional(text),
  from: optional(text),
  said: text,
  place,
});

type Checks<T> = { readonly [Key in keyof T]-?: v.GenericSchema<unknown, T[Key]> };

/**
 * The check of each part of a workspace beside its hosts. A new part gets its line here, and its value at the start in
 * `emptyWorkspace`: what was packed before it was there is opened with that value.
 */
export const choiceChecks = {
  mapKey: text,
  view: v.picklist(['host', 'qemu', 'auto']),
  guest: guestChoices,
  groups: optional(groups),
  errors: optional(list(error)),
} satisfies Checks<WorkspaceChoices>;

/** Each part's name for a person. */
export const partWords: Readonly<Record<keyof WorkspaceChoices, string>> = {
  mapKey: 'the chosen CPU map',
  view: 'the chosen view',
  guest: 'the guest CPU',
  groups: 'the groups',
  errors: 'the errors that were pasted',
};
