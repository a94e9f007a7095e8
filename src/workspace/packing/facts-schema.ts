import * as v from 'valibot';
import { type CpuMapFacts, FACTS_FORMAT } from '../../cpu-map/facts.ts';

/** Check of CPU maps that come from storage or from a workspace file. */
const text = v.string();
export const MAX_RELEASE = 100;
const name = v.pipe(text, v.trim(), v.minLength(1), v.maxLength(MAX_RELEASE));
const optional = v.exactOptional;

/** Ten times what libvirt has, so that no map can fill the memory: each model has a word for each register. */
function list<T extends v.GenericSchema>(items: T, most = 2000) {
  return v.pipe(v.array(items), v.maxLength(most));
}

export const cpuMapFacts: v.GenericSchema<unknown, CpuMapFacts> = v.object({
  format: v.literal(FACTS_FORMAT),
  release: name,
  origin: text,
  x86: v.object({
    vendors: list(v.object({ name: text, string: text })),
    features: list(
      v.object({
        name: text,
        masks: list(text, 4),
        migratable: optional(v.literal(false)),
        aliases: optional(list(v.object({ name: text, source: text }), 20)),
      }),
    ),
    models: list(
      v.object({
        name: text,
        decodeHost: optional(v.literal(false)),
        decodeGuest: optional(v.literal(false)),
        checkCompat: optional(v.literal(true)),
        ancestor: optional(text),
        signatures: optional(list(text, 100)),
        vendor: optional(text),
        features: optional(text),
        removed: optional(text),
        added: optional(text),
      }),
    ),
  }),
  ppc64: v.object({
    vendors: list(text),
    models: list(v.object({ name: text, vendor: optional(text), pvrs: v.array(text) })),
  }),
  arm: v.object({
    vendors: list(v.object({ name: text, value: text })),
    features: text,
    models: list(
      v.object({ name: text, vendor: optional(text), pvr: optional(text), features: optional(text) }),
    ),
  }),
});
