import { hasMask } from '../../bits/bits.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import type { CpuSource } from '../../cpu/definition/source.ts';
import { type ResolvedCpu, resolveCpu } from '../../cpu/resolve.ts';
import type { AllowedModel } from '../../cpu/x86/decode-input.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { vendorOf } from '../pool/vendors.ts';

/** One state of a host: what a document told of it. */
export interface HostState {
  readonly cpu: CpuSource;
  readonly arch?: string;
  readonly allowed?: readonly AllowedModel[];
  readonly machine?: string;
  readonly software?: {
    readonly libvirt?: string;
    readonly qemu?: string;
    readonly kernel?: string;
    readonly microcode?: string;
  };
}

/** Told beside the features: `microcode`, before and now. */
export interface ToldChange {
  readonly what: string;
  readonly before: string;
  readonly now: string;
}

/** The changes of a host between two states. */
export interface HostChange {
  /** Names of features, in the order of the CPU map. */
  readonly gone: readonly string[];
  readonly came: readonly string[];
  /** Number of features that both have. */
  readonly same: number;
  readonly told: readonly ToldChange[];
}

export function hostChange(map: CpuMap, before: HostState, now: HostState): HostChange {
  const [left, right] = [before, now].map((state) => resolveCpu(map, state.cpu, state));
  if (left === undefined || right === undefined) throw new Error('two states make two CPUs');
  const had = namesOf(map, left);
  const has = namesOf(map, right);
  return {
    gone: [...had].filter((name) => !has.has(name)),
    came: [...has].filter((name) => !had.has(name)),
    same: [...has].filter((name) => had.has(name)).length,
    told: toldChanges(map, [before, left], [now, right]),
  };
}

/** Known ones in the order of the map, then names that it doesn't know. */
function namesOf(map: CpuMap, { arch, bits, definition, unknownFeatures }: ResolvedCpu): Set<string> {
  if (driverOf(arch) !== 'x86')
    return new Set(definition.features.map((entry) => (typeof entry === 'string' ? entry : entry.name)));
  const known = map.features.filter(({ mask }) => hasMask(bits, mask)).map(({ name }) => name);
  return new Set([...known, ...unknownFeatures]);
}

type Told = readonly [what: string, value: string | undefined];

/** A thing that one state doesn't tell has not changed: it is not known. */
function toldChanges(
  map: CpuMap,
  before: readonly [HostState, ResolvedCpu],
  now: readonly [HostState, ResolvedCpu],
): ToldChange[] {
  const left = new Map(toldOf(map, ...before));
  return toldOf(map, ...now).flatMap(([what, value]) => {
    const old = left.get(what);
    return old === undefined || value === undefined || old === value
      ? []
      : [{ what, before: old, now: value }];
  });
}

function toldOf(map: CpuMap, state: HostState, { definition }: ResolvedCpu): Told[] {
  const { software = {} } = state;
  const own = definition.kind === 'host' ? definition : undefined;
  const signature = own?.signature;
  const usable = state.allowed?.filter(({ blockers }) => blockers.length === 0).length;
  return [
    ['Vendor', vendorOf(map, definition)],
    ['CPU model', definition.model],
    [
      'Processor',
      signature && `family ${signature.family}, model ${signature.model}, stepping ${signature.stepping}`,
    ],
    ['Microcode', microcodeOf(software.microcode, own?.microcode)],
    ['libvirt', software.libvirt],
    ['QEMU', software.qemu],
    ['Kernel', software.kernel],
    ['Machine type', state.machine],
    ['Models that QEMU can give', usable?.toLocaleString('en')],
  ];
}

/** libvirt prints it as a decimal number, Linux as `0x…`. */
function microcodeOf(linux: string | undefined, libvirt: number | undefined): string | undefined {
  if (linux !== undefined) return linux.toLowerCase();
  return libvirt === undefined ? undefined : `0x${libvirt.toString(16)}`;
}

export function isUnchanged({ gone, came, told }: HostChange): boolean {
  return gone.length === 0 && came.length === 0 && told.length === 0;
}

/** No update makes another vendor or signature of a processor: the name stands for another machine now. */
export function isOtherProcessor({ told }: Pick<HostChange, 'told'>): boolean {
  return told.some(({ what }) => what === 'Vendor' || what === 'Processor');
}
