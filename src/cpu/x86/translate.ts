import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestCpu } from '../definition/definition.ts';
import { type Answer, answer } from '../definition/result.ts';
import { decode } from './decode.ts';
import type { AllowedModel } from './decode-input.ts';
import { encode, unknownModel } from './encode.ts';
import { overlay } from './update.ts';

/** x86: the guest CPU, whose model the hypervisor doesn't offer, said with one that it does [T]. */
export function translateX86(
  map: CpuMap,
  guest: GuestCpu,
  allowed: readonly AllowedModel[],
): Answer<GuestCpu> {
  const model = guest.model === undefined ? undefined : map.modelByName.get(guest.model);
  if (model === undefined) return unknownModel(guest.model ?? '');
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
