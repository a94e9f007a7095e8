import { hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { CpuDefinition, FeaturePolicy, GuestCpu, Policy } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { encode, policiesOf, unknownModel } from './encode.ts';

/** x86: the guest CPU as it becomes on `host` [U]; `host` is looked at only when the guest is relative to it. */
export function updateX86(
  map: CpuMap,
  input: { readonly guest: GuestCpu; readonly host: CpuDefinition; readonly removedPolicy?: Policy },
): Answer<GuestCpu> {
  const { guest, host } = input;
  if (guest.mode === 'host-passthrough' || guest.mode === 'maximum') return answer(guest);
  const relative = isRelative(guest) ? resolveAgainst(map, guest, host) : answer(guest);
  if (!relative.ok) return relative;
  const policy = map.dialect.removedPolicyAsAsked ? (input.removedPolicy ?? 'disable') : 'disable';
  return addRemoved(map, relative.value, policy);
}

/** Whether what the guest gets depends on the host that it starts on. */
export function isRelative(guest: GuestCpu): boolean {
  if (guest.mode === 'host-model') return true;
  if (guest.mode !== 'custom') return false;
  return guest.match === 'minimum' || guest.features.some(({ policy }) => policy === 'optional');
}

function resolveAgainst(map: CpuMap, guest: GuestCpu, host: CpuDefinition): Answer<GuestCpu> {
  const hostBits = encode(map, host);
  if (!hostBits.ok) return hostBits;
  const own: FeaturePolicy[] = [];
  for (const { name, policy } of guest.features) {
    if (policy !== 'optional') {
      own.push({ name, policy });
      continue;
    }
    const feature = map.featureByName.get(name);
    if (feature === undefined) return refusal(`internal error: unknown CPU feature ${name}`);
    own.push({ name, policy: hasMask(hostBits.value, feature.mask) ? 'require' : 'disable' });
  }
  if (guest.mode === 'custom' && guest.match !== 'minimum') return answer({ ...guest, features: own });
  return answer(onHostModel(guest, host, own));
}

/** The host's model and its features (as require, or as what QEMU gives lists them), with the guest's own over them; all else stays the guest's. */
export function onHostModel(guest: GuestCpu, host: CpuDefinition, own: readonly FeaturePolicy[]): GuestCpu {
  const { vendor: guestVendor, model: _model, ...rest } = guest;
  const vendor = guest.mode === 'host-model' ? host.vendor : guestVendor;
  return {
    ...rest,
    mode: 'custom',
    match: 'exact',
    ...(host.model === undefined ? {} : { model: host.model }),
    ...(vendor === undefined ? {} : { vendor }),
    features: overlay(policiesOf(host), own),
  };
}

/** `over` replaces policies in place by name; what is new follows in its own order. */
export function overlay(base: readonly FeaturePolicy[], over: readonly FeaturePolicy[]): FeaturePolicy[] {
  const byName = new Map(base.map((feature) => [feature.name, feature]));
  for (const feature of over) byName.set(feature.name, feature);
  return [...byName.values()];
}

/** A guest that gets a model gets what that model no longer has, explicitly. */
function addRemoved(map: CpuMap, guest: GuestCpu, policy: Policy): Answer<GuestCpu> {
  if (guest.mode !== 'custom' || guest.model === undefined) return answer(guest);
  const model = map.modelByName.get(guest.model);
  if (model === undefined) return unknownModel(guest.model);
  const listed = new Set(guest.features.map(({ name }) => name));
  const removed = model.removed.filter((name) => !listed.has(name)).map((name) => ({ name, policy }));
  return answer(removed.length === 0 ? guest : { ...guest, features: [...guest.features, ...removed] });
}
