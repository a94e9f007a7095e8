import { type GuestCpu, type Policy, policies } from '../../../cpu/definition/definition.ts';
import { plural } from '../../../fleet/wording/phrases.ts';

export interface PolicyGroup {
  readonly policy: Policy;
  readonly names: readonly string[];
}

const order: readonly Policy[] = ['require', ...policies.filter((policy) => policy !== 'require')];

/** The listed features by policy, required ones first; policies that no feature has are left out. */
export function policyGroups({ features }: GuestCpu): PolicyGroup[] {
  return order
    .map((policy) => ({
      policy,
      names: features.filter((feature) => feature.policy === policy).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
}

const words: Readonly<Record<Policy, string>> = {
  require: 'required',
  force: 'forced',
  optional: 'optional',
  disable: 'disabled',
  forbid: 'forbidden',
};

/** `29 required features`, `No required features`. */
export function groupTitle({ policy, names }: PolicyGroup): string {
  const what = `${words[policy]} feature`;
  return names.length === 0 ? `No ${what}s` : plural(names.length, what);
}
