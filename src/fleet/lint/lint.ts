import type { GuestChoices } from '../guest/guest-choices.ts';
import { featureRules } from './lint-features.ts';
import { hostRules } from './lint-hosts.ts';
import type { LintFix, LintInput, LintItem } from './lint-item.ts';
import { modeRules } from './lint-modes.ts';
import { partRules } from './lint-parts.ts';

/** Sorted: first, things that keep the guest from running; then, things that will hurt; then, things worth knowing. */
export function lint(input: LintInput): LintItem[] {
  if (input.pool.driver !== 'x86') return [];
  return [...hostRules, ...partRules, ...modeRules, ...featureRules].flatMap((rule) => rule(input) ?? []);
}

/** The choices with a fix in them. */
export function withFix(choices: GuestChoices, { fields = {}, policies = [] }: LintFix): GuestChoices {
  const kept = Object.entries({ ...choices, ...fields }).filter(([, value]) => value !== undefined);
  const byName = new Map(choices.policies.map((choice) => [choice.name, choice]));
  for (const { name, policy } of policies) byName.set(name, { name, policy });
  return { ...Object.fromEntries(kept), policies: [...byName.values()] };
}
