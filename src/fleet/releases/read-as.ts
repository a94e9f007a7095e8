import { addMask, emptyBits, hasMask } from '../../bits/bits.ts';
import type { CpuDefinition } from '../../cpu/definition/definition.ts';
import type { CpuSource } from '../../cpu/definition/source.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { decode } from '../../cpu/x86/decode.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { FleetHost } from '../pool/fleet.ts';

/** A CPU on a model that a release doesn't know, said in models that it knows. */
export interface ReadAs {
  readonly source: CpuSource;
  /** The unknown model. */
  readonly model: string;
  /** Names of features that the release doesn't know either: they are not in the source. */
  readonly left: readonly string[];
}

const memory = new WeakMap<CpuMap, WeakMap<CpuSource, ReadAs | 'as it is'>>();

/**
 * libvirt refuses a CPU whose model it doesn't know. Where another release's map knows it, its features can be known, and
 * the release's own models for them: our own reading, to be said as such. Undefined where it is not needed or not possible.
 */
export function readAs(map: CpuMap, source: CpuSource, reference: CpuMap): ReadAs | undefined {
  const ofMap = memory.get(map) ?? new WeakMap<CpuSource, ReadAs | 'as it is'>();
  memory.set(map, ofMap);
  const before = ofMap.get(source);
  if (before !== undefined) return before === 'as it is' ? undefined : before;
  const read = translate(map, source, reference);
  ofMap.set(source, read ?? 'as it is');
  return read;
}

function translate(map: CpuMap, source: CpuSource, reference: CpuMap): ReadAs | undefined {
  if (source.kind !== 'host' && source.kind !== 'guest') return undefined;
  const { model } = source.cpu;
  if (model === undefined || map.modelByName.has(model) || !reference.modelByName.has(model))
    return undefined;
  const known = resolveDefinition(reference, source.cpu);
  const bits = emptyBits(map.words.length);
  const left: string[] = [];
  for (const feature of reference.features) {
    if (!hasMask(known.bits, feature.mask)) continue;
    const own = map.featureByName.get(feature.name);
    if (own === undefined) left.push(feature.name);
    else addMask(bits, own.mask);
  }
  const vendor = source.cpu.vendor ?? reference.modelByName.get(model)?.vendor?.name;
  const signature = source.kind === 'host' ? source.cpu.signature : undefined;
  const data = { bits, vendor: map.vendorByName.get(vendor ?? ''), signature };
  const decoded = decode(map, data, { type: source.kind });
  if (!decoded.ok) return undefined;
  return { source: withParts(source.cpu, decoded.value), model, left };
}

/** Names that are no model and no feature stay as they were read. */
function withParts(before: CpuDefinition, after: CpuDefinition): CpuSource {
  if (after.kind === 'host') {
    const { model: _model, features: _features, ...rest } = before.kind === 'host' ? before : after;
    return { kind: 'host', cpu: { ...rest, ...after } };
  }
  return { kind: 'guest', cpu: after };
}

/** Hosts with every CPU in models that the map knows, as far as the reference can tell them. */
export function readableHosts(
  map: CpuMap,
  hosts: readonly FleetHost[],
  reference: CpuMap | undefined,
): readonly FleetHost[] {
  if (reference === undefined || reference === map) return hosts;
  let changed = false;
  const readable = hosts.map((host): FleetHost => {
    const read = readAs(map, host.cpu, reference);
    if (read === undefined) return host;
    changed = true;
    return { ...host, cpu: read.source, readAs: { model: read.model, left: read.left } };
  });
  return changed ? readable : hosts;
}
