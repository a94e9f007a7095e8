import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { type Answer, answer, refusal } from './answer.ts';
import { decode } from './decode.ts';
import type { AllowedModel } from './decode-input.ts';
import type { GuestCpu } from './definition.ts';
import { encode, unknownModel } from './encode.ts';
import { overlay } from './update.ts';

/** x86: the guest CPU said with a model that the hypervisor offers [T]; undefined allows every model. */
export function translateX86(
  map: CpuMap,
  guest: GuestCpu,
  allowed: readonly AllowedModel[] | undefined,
): Answer<GuestCpu> {
  if (allowed === undefined || guest.model === undefined) return answer(guest);
  if (guest.mode === 'host-passthrough' || guest.mode === 'maximum') return answer(guest);
  if (allowed.some(({ name }) => name === guest.model)) return answer(guest);
  if (guest.fallback === 'forbid') {
    return refusal(`unsupported configuration: CPU model ${guest.model} is not supported by hypervisor`);
  }
  const model = map.modelByName.get(guest.model);
  if (model === undefined) return unknownModel(guest.model);
  const bits = encode(map, guest);
  if (!bits.ok) return bits;
  const [first] = model.signatures;
  const signature = first && {
    family: first.family,
    model: first.model,
    stepping: first.steppings.reduce((low, [from]) => Math.min(low, from), first.steppings[0]?.[0] ?? 0),
  };
  const decoded = decode(
    map,
    { bits: bits.value, vendor: model.vendor, signature },
    { type: 'guest', allowed },
  );
  if (!decoded.ok || decoded.value.kind !== 'guest') return decoded as Answer<never>;
  const features = overlay(decoded.value.features, guest.features);
  return answer({
    ...guest,
    ...(decoded.value.model === undefined ? {} : { model: decoded.value.model }),
    features,
  });
}
