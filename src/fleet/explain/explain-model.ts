import { listedAsDisable, type PassedOver } from '../../cpu/x86/candidates.ts';
import type { ModelChoice } from '../guest/guest.ts';
import { code, nameList, type Phrase, plural, text } from '../wording/phrases.ts';
import type { ExplainContext } from './context.ts';
import { aliasesOf } from './explain-host-model.ts';
import type { Explanation, Fact } from './explanation.ts';
import { listFact } from './feature-facts.ts';

/** A model for what the pool shares: what it would take, and why libvirt takes it or not. */
export function explainModel(context: ExplainContext, name: string): Explanation | undefined {
  const ranked = context.models();
  const choice = ranked.find(({ model }) => model.name === name);
  if (choice === undefined) return undefined;
  const chosen = ranked.find((candidate) => candidate.chosen);
  const disable = listedAsDisable(choice);
  const aliases = aliasesOf(context.pool.fleet.map, name);
  return {
    glyph: undefined,
    title: [code(name), text(choice.chosen ? ": libvirt's choice" : '')],
    sentence: [
      ...relative(choice),
      ...why(choice, chosen, context.pool.fleet.map.release),
      ...runs(choice, context.pool.hosts),
    ],
    facts: [
      modelFact(choice, context.pool.fleet.map.release),
      ...(disable.length > 0 ? [listFact('Disable', disable)] : []),
      ...(choice.require.length > 0 ? [listFact('Require', choice.require)] : []),
      ...(aliases.length === 0 ? [] : [{ label: 'Same as', phrases: nameList(aliases) }]),
    ],
    actions:
      choice.chosen || context.guest?.cpu.model === name
        ? []
        : [{ kind: 'take-model', model: name, label: `Use ${name}` }],
  };
}

/** `Intel, family 6, model 85, stepping 5–7, in libvirt 12.8.0's CPU map` */
function modelFact({ model }: ModelChoice, release: string): Fact {
  const [first, ...others] = model.signatures;
  const steppings = (first?.steppings ?? []).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const signature =
    first === undefined
      ? []
      : [
          `family ${first.family}`,
          `model ${first.model}${others.length > 0 ? ` and ${others.length} more` : ''}`,
          ...(steppings.length > 0 ? [`stepping ${steppings.join(', ')}`] : []),
        ];
  const parts = [model.vendor?.name ?? 'of no vendor', ...signature];
  return { label: 'Is', phrases: [text(`${parts.join(', ')}; from the CPU map of ${release}`)] };
}

function relative(choice: ModelChoice): Phrase[] {
  const { require } = choice;
  const disable = listedAsDisable(choice);
  const parts = [
    ...(require.length > 0 ? [`requires ${plural(require.length, 'feature')}`] : []),
    ...(disable.length > 0 ? [`disables ${disable.length}`] : []),
  ];
  return [
    text(
      parts.length === 0
        ? 'It says exactly what the hosts share. '
        : `To say what the hosts share it ${parts.join(' and ')}. `,
    ),
  ];
}

function why(choice: ModelChoice, chosen: ModelChoice | undefined, release: string): Phrase[] {
  if (choice.chosen) {
    const total = choice.score.total;
    return [
      text(
        `libvirt ${release} walks its models from the newest back and keeps the one with the fewest features to list, a disabled one counting double and more: here ${total}. `,
      ),
    ];
  }
  return choice.passedOver === undefined ? [] : passedOverPhrases(choice.passedOver, chosen);
}

export function passedOverPhrases(why: PassedOver, chosen: ModelChoice | undefined): Phrase[] {
  const best = chosen === undefined ? [text('its choice')] : [code(chosen.model.name)];
  switch (why.kind) {
    case 'not-allowed':
      return [text('libvirt passes it over: the hypervisor does not offer it. ')];
    case 'vendor':
      return [text(`libvirt passes it over: it is a model of ${why.vendor}. `)];
    case 'decode-off':
      return [text('libvirt never picks it for a guest by itself (decode off); it can still be named. ')];
    case 'would-disable':
      return [
        text(
          `libvirt passes it over: a host has no way to say that it lacks ${plural(why.count, 'feature')}. `,
        ),
      ];
    case 'signature':
      return [text('libvirt passes it over: the family, model and stepping do not match. ')];
    case 'preferred':
      return [text('libvirt prefers '), ...best, text(', which a host names as its own model. ')];
    case 'more':
      return [
        text(`libvirt passes it over: it would count ${why.total}, `),
        ...best,
        text(` counts ${why.best}. `),
      ];
    case 'disables':
      return [
        text(`libvirt passes it over: it counts ${why.total} as `),
        ...best,
        text(' does, but disables more. '),
      ];
    case 'tie':
      return [
        text('libvirt passes it over: it costs as much as '),
        ...best,
        text(', which comes later in the CPU map. '),
      ];
  }
}

function runs({ runsAsIs }: ModelChoice, hosts: number): Phrase[] {
  const all = runsAsIs === hosts;
  return [
    text(
      all
        ? 'The plain model runs on every host.'
        : `The plain model, nothing disabled, runs on ${runsAsIs} of ${hosts}.`,
    ),
  ];
}
