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
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import { MAX_FEATURES, MAX_HOSTS } from '../../intake/limits.ts';
import type { Emulator } from '../../intake/reading.ts';
import { cpuMapFacts } from './facts-schema.ts';

/** Checks of data that comes from outside: files, links, storage. Only known keys are taken over. */
const text = v.pipe(v.string(), v.maxLength(4096));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const word = v.pipe(count, v.maxValue(0xffffffff));
const onOff = v.picklist(['on', 'off']);
const optional = v.exactOptional;

function list<T extends v.GenericSchema>(items: T, most = MAX_FEATURES) {
  return v.pipe(v.array(items), v.maxLength(most));
}

const topology = v.object({ sockets: count, dies: count, clusters: count, cores: count, threads: count });
const cache = v.object({ level: optional(count), mode: v.picklist(cacheModes) });
const maxphysaddr = v.object({
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

/** CPUs, emulators and line lists are numbers into the file's tables. */
export const packedHost = v.object({
  name: v.pipe(text, v.trim(), v.minLength(1)),
  included: v.boolean(),
  sources: v.pipe(
    list(
      v.object({
        kind: v.picklist([
          'capabilities',
          'domcapabilities',
          'domain',
          'cpu',
          'cpudata',
          'cpuinfo',
          'lscpu',
          'cpuid',
          'qmp-expansion',
          'qmp-definitions',
          'kubevirt',
          'nova',
        ]),
        view: v.picklist(['host', 'qemu', 'guest']),
        arch: text,
        cpu: count,
        place: v.object({ file: text, line: count }),
        featureLines: optional(count),
        uuid: optional(text),
        driver: optional(v.literal('qemu')),
        emulator: optional(count),
      }),
      3,
    ),
    v.minLength(1, 'a host without a source'),
    v.check(
      (sources) => new Set(sources.map(({ view }) => view)).size === sources.length,
      'two sources for one view',
    ),
  ),
});

export const guestChoices: v.GenericSchema<unknown, GuestChoices> = v.object({
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
  onlyMigratable: optional(v.boolean()),
  connection: optional(v.literal('test')),
});

export const WORKSPACE_FORMAT = 1;

export const packedWorkspace = v.object({
  commonbits: v.literal(WORKSPACE_FORMAT),
  mapKey: text,
  view: v.picklist(['host', 'qemu']),
  guest: guestChoices,
  cpus: list(cpuSource, 3 * MAX_HOSTS),
  emulators: list(emulator, 3 * MAX_HOSTS),
  lines: list(list(count), 3 * MAX_HOSTS),
  hosts: list(packedHost, MAX_HOSTS),
  /** The person's own map that `mapKey` names, for a browser that has not got it. */
  cpuMap: optional(cpuMapFacts),
});

export type PackedWorkspace = v.InferOutput<typeof packedWorkspace>;
