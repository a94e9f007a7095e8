import * as v from 'valibot';
import { type CpuMapFacts, FACTS_FORMAT } from '../cpu-map/facts.ts';

/** Check of CPU maps that come from storage or from a workspace file. */
const text = v.string();
const name = v.pipe(text, v.trim(), v.minLength(1), v.maxLength(100));
const optional = v.exactOptional;

export const cpuMapFacts: v.GenericSchema<unknown, CpuMapFacts> = v.object({
  format: v.literal(FACTS_FORMAT),
  release: name,
  origin: text,
  x86: v.object({
    vendors: v.array(v.object({ name: text, string: text })),
    features: v.array(
      v.object({
        name: text,
        masks: v.array(text),
        migratable: optional(v.literal(false)),
        aliases: optional(v.array(v.object({ name: text, source: text }))),
      }),
    ),
    models: v.array(
      v.object({
        name: text,
        decodeHost: optional(v.literal(false)),
        decodeGuest: optional(v.literal(false)),
        checkCompat: optional(v.literal(true)),
        ancestor: optional(text),
        signatures: optional(v.array(text)),
        vendor: optional(text),
        features: optional(text),
        removed: optional(text),
        added: optional(text),
      }),
    ),
  }),
  ppc64: v.object({
    vendors: v.array(text),
    models: v.array(v.object({ name: text, vendor: optional(text), pvrs: v.array(text) })),
  }),
  arm: v.object({
    vendors: v.array(v.object({ name: text, value: text })),
    features: text,
    models: v.array(
      v.object({ name: text, vendor: optional(text), pvr: optional(text), features: optional(text) }),
    ),
  }),
});
