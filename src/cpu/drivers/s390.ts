import type { GuestCpu, HostCpu } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { isRelative, onHostModel } from '../x86/update.ts';

/** s390: host-model takes the host's model and features; of a custom guest's nothing may depend on the host. */
export function updateS390(guest: GuestCpu, host: HostCpu): Answer<GuestCpu> {
  if (!isRelative(guest)) return answer(guest);
  if (guest.mode === 'host-model') return answer(onHostModel(guest, host, guest.features));
  return refusal(
    guest.match === 'minimum'
      ? 'unsupported configuration: match mode minimum not supported'
      : 'unsupported configuration: optional CPU features are not supported',
  );
}
