import type { CpuDefinition } from '../../cpu/definition/definition.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Kind } from './fleet.ts';

/** Vendors that a pool's CPUs have, in map order, then those that the map doesn't know. */
export function vendorsOf(map: CpuMap, kinds: readonly Kind[]): string[] {
  const names = new Set(kinds.flatMap((kind) => vendorOf(map, kind.cpu.definition) ?? []));
  const known = map.vendors.map(({ name }) => name).filter((name) => names.has(name));
  return [...new Set([...known, ...names])];
}

/** The vendor that a definition states, else its model's. */
export function vendorOf(map: CpuMap, definition: CpuDefinition): string | undefined {
  return definition.vendor ?? map.modelByName.get(definition.model ?? '')?.vendor?.name;
}
