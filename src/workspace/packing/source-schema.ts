import * as v from 'valibot';
import {
  cacheModes,
  checks,
  fallbacks,
  matches,
  maxPhysAddrModes,
  modes,
  policies,
} from '../../cpu/definition/definition.ts';
import type { CpuSource } from '../../cpu/definition/source.ts';
import { type Emulator, guestKinds, type HostSoftware, sourceKinds } from '../../intake/reading.ts';
import { count, list, onOff, optional, text, word } from './limits.ts';
import type { PackedReading } from './packed-workspace.ts';
import type { PackedGuest, PackedSource } from './tables.ts';

export const topology = v.object({
  sockets: count,
  dies: count,
  clusters: count,
  cores: count,
  threads: count,
});
export const cache = v.object({ level: optional(count), mode: v.picklist(cacheModes) });
export const maxphysaddr = v.object({
  mode: v.picklist(maxPhysAddrModes),
  bits: optional(count),
  limit: optional(count),
});
const signature = v.object({ family: count, model: count, stepping: count });
const policy = v.picklist(policies);
const common = {
  vendor: optional(text),
  topology: optional(topology),
  cache: optional(cache),
  maxphysaddr: optional(maxphysaddr),
};

const hostCpu = v.object({
  kind: v.literal('host'),
  ...common,
  arch: text,
  model: optional(text),
  microcode: optional(count),
  signature: optional(signature),
  counter: optional(v.object({ frequency: text, scaling: optional(v.picklist(['yes', 'no'])) })),
  features: list(text),
});

const guestCpu = v.object({
  kind: v.literal('guest'),
  ...common,
  mode: v.picklist(modes),
  match: v.picklist(matches),
  check: optional(v.picklist(checks)),
  migratable: optional(onOff),
  deprecatedFeatures: optional(onOff),
  model: optional(text),
  fallback: v.picklist(fallbacks),
  vendorId: optional(text),
  features: list(v.object({ name: text, policy })),
});

const registers = v.object({
  cpuid: list(v.object({ leaf: word, subleaf: word, eax: word, ebx: word, ecx: word, edx: word })),
  msr: list(v.object({ index: word, eax: word, edx: word })),
});

export const cpuSource: v.GenericSchema<unknown, CpuSource> = v.variant('kind', [
  v.object({ kind: v.literal('host'), cpu: hostCpu }),
  v.object({ kind: v.literal('guest'), cpu: guestCpu }),
  v.object({ kind: v.literal('registers'), arch: v.literal('x86_64'), registers }),
  v.object({
    kind: v.literal('names'),
    arch: text,
    vocabulary: v.picklist(['linux', 'qemu', 'libvirt']),
    vendor: optional(text),
    signature: optional(signature),
    names: list(text),
    model: optional(text),
  }),
]);

export const emulator: v.GenericSchema<unknown, Emulator> = v.object({
  path: optional(text),
  domain: optional(text),
  machine: optional(text),
  models: list(
    v.object({
      name: text,
      usable: v.picklist(['yes', 'no', 'unknown']),
      deprecated: optional(v.boolean()),
      vendor: optional(text),
      canonical: optional(text),
      blockers: list(text),
    }),
  ),
});

const software: v.GenericSchema<unknown, HostSoftware> = v.object({
  libvirt: optional(text),
  qemu: optional(text),
  kernel: optional(text),
  microcode: optional(text),
  processor: optional(text),
});

/** A file and a line in it. */
export const place = v.object({ file: text, line: count });

/** CPUs, emulators and line lists are numbers into the tables. */
const sourceParts = {
  kind: v.picklist(sourceKinds),
  view: v.picklist(['host', 'qemu']),
  arch: text,
  cpu: count,
  place,
  featureLines: optional(count),
  uuid: optional(text),
  emulator: optional(count),
  software: optional(software),
  added: optional(text),
};

export const packedSource: v.GenericSchema<unknown, PackedSource> = v.object(sourceParts);

export const packedReading: v.GenericSchema<unknown, PackedReading> = v.object({
  ...sourceParts,
  name: optional(text),
});

export const packedGuest: v.GenericSchema<unknown, PackedGuest> = v.object({
  name: v.pipe(text, v.trim(), v.minLength(1)),
  on: optional(text),
  kind: v.picklist(guestKinds),
  view: v.literal('guest'),
  arch: text,
  cpu: count,
  vocabulary: optional(v.literal('qemu')),
  place: v.object({ file: text, line: count }),
  featureLines: optional(count),
  uuid: optional(text),
  virttype: optional(text),
  machine: optional(text),
  tscFrequency: optional(text),
  live: optional(v.boolean()),
});

export const lineList: v.GenericSchema<unknown, readonly number[]> = list(count);
