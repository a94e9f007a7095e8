import type { CpuMap, Model } from '../../cpu-map/cpu-map.ts';
import type { CpuDefinition, FeaturePolicy, GuestCpu, HostCpu } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { namesIn } from './encode.ts';

/** x86: every feature spelled out [B6]. */
export function expandX86(map: CpuMap, cpu: CpuDefinition): Answer<CpuDefinition> {
  return cpu.kind === 'host' ? expandHost(map, cpu) : expandGuest(map, cpu);
}

/**
 * The model's features as require, then the definition's require and disable features over them by name, then the
 * model's removed features as disable; sorted by bytes. Other policies are dropped.
 */
export function expandGuest(map: CpuMap, guest: GuestCpu): Answer<GuestCpu> {
  const model = guest.model === undefined ? undefined : map.modelByName.get(guest.model);
  if (guest.model !== undefined && model === undefined) return unknownModelToExpand(guest.model);
  const byName = new Map<string, FeaturePolicy>();
  for (const name of modelFeatures(map, model)) byName.set(name, { name, policy: 'require' });
  for (const feature of guest.features) {
    if (feature.policy === 'require' || feature.policy === 'disable') byName.set(feature.name, feature);
  }
  for (const name of model?.removed ?? []) {
    if (!byName.has(name)) byName.set(name, { name, policy: 'disable' });
  }
  return answer({ ...guest, features: [...byName.values()].sort((a, b) => compareBytes(a.name, b.name)) });
}

/** Without model and vendor; listed names are not looked up. */
function expandHost(map: CpuMap, host: HostCpu): Answer<HostCpu> {
  const model = host.model === undefined ? undefined : map.modelByName.get(host.model);
  if (host.model !== undefined && model === undefined) return unknownModelToExpand(host.model);
  const names = new Set([...modelFeatures(map, model), ...host.features]);
  return answer({ ...withoutModel(host), features: [...names].sort(compareBytes) });
}

/** libvirt writes neither of a host that it read. */
function withoutModel(host: HostCpu): HostCpu {
  const { model: _model, vendor: _vendor, ...rest } = host;
  return rest;
}

/** The definition as drivers expand it that know no models. */
export function sortedFeatures(cpu: CpuDefinition): CpuDefinition {
  if (cpu.kind === 'host') return { ...withoutModel(cpu), features: [...cpu.features].sort(compareBytes) };
  return { ...cpu, features: [...cpu.features].sort((a, b) => compareBytes(a.name, b.name)) };
}

/** Small u: this one comes from another place in libvirt than the decoder's. */
function unknownModelToExpand(name: string) {
  return refusal(`internal error: unknown CPU model ${name}`);
}

function modelFeatures(map: CpuMap, model: Model | undefined): string[] {
  return model === undefined ? [] : namesIn(map, model.bits);
}

/** Same order as strcmp: names are ASCII in practice; code points keep byte order for the rest. */
export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
