import { hasMask } from '../../bits/bits.ts';
import { policies } from '../../cpu/definition/definition.ts';
import type { Guest } from '../guest/guest.ts';
import { optionalFates } from '../guest/start-outcomes.ts';
import { hostsInWords } from '../lint/lint-words.ts';
import { policyWords } from '../wording/guest-words.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';
import type { ExplainContext } from './context.ts';
import type { Explanation, ExplanationAction, Fact } from './explanation.ts';
import { featureFacts } from './feature-facts.ts';

/** The policy of a listed feature: what it says, what comes of it on these hosts, what else it may be. */
export function explainPolicy(context: ExplainContext, name: string): Explanation | undefined {
  const { guest, pool } = context;
  const listed = guest?.cpu.features.find((feature) => feature.name === name);
  if (guest === undefined || listed === undefined) return undefined;
  const feature = pool.fleet.map.featureByName.get(name);
  const others = policies.filter((policy) => policy !== listed.policy);
  return {
    glyph: undefined,
    title: [code(name), text(': policy '), code(listed.policy)],
    sentence: [code(listed.policy), text(`: ${policyWords[listed.policy]}`)],
    facts: [
      ...onHosts(context, name),
      fromFact(guest, name),
      ...others.map((policy) => ({ label: `Or ${policy}`, phrases: [text(policyWords[policy])] })),
      ...(feature === undefined ? [] : featureFacts(pool.fleet.map, feature)),
    ],
    actions: backAction(guest, name),
    feature: name,
  };
}

/** For an optional feature: its value on each host. For another one: the hosts that have it. */
function onHosts({ pool, guest }: ExplainContext, name: string): Fact[] {
  const mask = pool.fleet.map.featureByName.get(name)?.mask;
  if (mask === undefined || guest === undefined) return [];
  const fate = optionalFates(pool, guest.cpu).find((each) => each.name === name);
  if (fate !== undefined) {
    const parts = [
      { kinds: fate.requireOn, word: 'require' },
      { kinds: fate.disableOn, word: 'disable' },
    ].filter(({ kinds }) => kinds.length > 0);
    const phrases = parts.flatMap(({ kinds, word }, i): Phrase[] => [
      text(i === 0 ? '' : ', '),
      code(word),
      text(' on '),
      ...hostsInWords(kinds),
    ]);
    return [{ label: 'Becomes', phrases }];
  }
  const has = pool.kinds.filter(({ cpu }) => hasMask(cpu.bits, mask));
  const lacks = pool.kinds.filter(({ cpu }) => !hasMask(cpu.bits, mask));
  if (has.length === 0) return [{ label: 'On', phrases: [text('no host')] }];
  if (lacks.length === 0) return [{ label: 'On', phrases: [text('every host')] }];
  return [{ label: 'On', phrases: [...hostsInWords(has), text(', not on '), ...hostsInWords(lacks)] }];
}

/** The baseline's policy only where the guest is said with the baseline's model: with another, other features are listed. */
function baselinePolicy({ cpu, baseline }: Guest, name: string): string | undefined {
  return cpu.model === baseline.model
    ? (baseline.features.find((feature) => feature.name === name)?.policy ?? 'not listed')
    : undefined;
}

function fromFact(guest: Guest, name: string): Fact {
  const before = baselinePolicy(guest, name);
  const now = guest.cpu.features.find((feature) => feature.name === name)?.policy;
  const label = 'From';
  if (before === undefined)
    return { label, phrases: [text('saying the baseline with another model, or here')] };
  if (before === now) return { label, phrases: [text('the baseline, unchanged')] };
  return {
    label,
    phrases: [
      text('here: in the baseline it is '),
      ...(before === 'not listed' ? [text(before)] : [code(before)]),
    ],
  };
}

function backAction(guest: Guest, feature: string): ExplanationAction[] {
  const before = baselinePolicy(guest, feature);
  const now = guest.cpu.features.find(({ name }) => name === feature)?.policy;
  if (before === undefined || before === now) return [];
  return [{ kind: 'as-baseline', feature, label: 'As in the baseline' }];
}
