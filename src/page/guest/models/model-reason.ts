import { listedAsDisable, type PassedOver } from '../../../cpu/x86/candidates.ts';
import type { ModelChoice } from '../../../fleet/guest/guest.ts';
import type { Pool } from '../../../fleet/pool/pool.ts';
import { plural } from '../../../fleet/wording/phrases.ts';

/** Why libvirt takes this model, or passes it over: one or two sentences. */
export function modelReason(pool: Pool, choice: ModelChoice): string {
  if (!choice.chosen)
    return choice.passedOver === undefined ? '' : `Passed over: ${whyNot(choice.passedOver)}`;
  const named = new Set(pool.kinds.flatMap(({ cpu }) => cpu.definition.model ?? []));
  const relative = `It describes their common features with ${lists(choice)}.`;
  if (!pool.baseline.ok)
    return `The closest model that is left: libvirt itself refuses these hosts. ${relative}`;
  if (named.size === 1 && named.has(choice.model.name)) {
    return `libvirt's choice, because all hosts name it. ${relative}`;
  }
  return `libvirt's choice. No other that it may take needs less than ${lists(choice)}.`;
}

function lists(choice: ModelChoice): string {
  const more = plural(choice.require.length, 'required feature');
  const less = listedAsDisable(choice).length;
  return less === 0 ? `${more} and none disabled` : `${more} and ${less} disabled`;
}

function whyNot(reason: PassedOver): string {
  switch (reason.kind) {
    case 'not-allowed':
      return 'QEMU on these hosts does not offer it.';
    case 'vendor':
      return `it is ${reason.vendor}'s, and the hosts are another vendor's.`;
    case 'decode-off':
      return 'libvirt never picks it by itself. You can choose it.';
    case 'would-disable':
      return `it has ${plural(reason.count, 'feature')} that the hosts lack.`;
    case 'signature':
      return 'it is another CPU by family, model and stepping.';
    case 'preferred':
      return 'libvirt prefers a model that the hosts name.';
    case 'more':
      return `it counts ${reason.total}, the choice ${reason.best} (1 per required feature; 2, 3, 4 … for disabled ones).`;
    case 'disables':
      return `it counts ${reason.total} as the choice does, but disables more.`;
    case 'tie':
      return 'it is equally good; among equals libvirt takes the one later in its CPU map.';
  }
}
