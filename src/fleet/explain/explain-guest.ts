import type { PassedOver } from '../../cpu/candidates.ts';
import type { Reason } from '../../cpu/compare.ts';
import type { ModelChoice } from '../guest.ts';
import { code, type Phrase, plural, text } from '../phrases.ts';
import type { Verdict } from '../verdicts.ts';
import type { ExplainContext } from './context.ts';
import type { Explanation, Fact } from './explanation.ts';
import { spaced } from './feature-facts.ts';

/** Whether a host runs the guest, with every reason. */
export function explainVerdict(context: ExplainContext, host: string): Explanation | undefined {
  const kind = context.pool.kinds.find(({ included }) => included.some(({ id }) => id === host));
  const verdict = context.verdicts().find((candidate) => candidate.kind.index === kind?.index);
  const name = kind?.hosts.find(({ id }) => id === host)?.name ?? '';
  if (verdict === undefined) return undefined;
  const title = [code(name), text(`: ${verdict.answer.ok ? verdict.answer.value.result : 'an error'}`)];
  return {
    glyph: undefined,
    title,
    sentence: verdictSentence(verdict),
    facts: verdictFacts(verdict),
    actions: [],
  };
}

function verdictSentence({ answer, unlooked }: Verdict): Phrase[] {
  if (!answer.ok) return [text('libvirt refuses to compare: '), code(answer.error.message), text('.')];
  if (unlooked)
    return [
      text(
        'libvirt answers identical for this architecture without looking. It says nothing of whether the guest runs.',
      ),
    ];
  switch (answer.value.result) {
    case 'identical':
      return [text('The host has exactly what the guest asks for. The guest runs there.')];
    case 'superset':
      return [
        text(
          `The host has all that the guest asks for and ${plural(answer.value.extra.length, 'feature')} more. The guest runs there.`,
        ),
      ];
    case 'incompatible':
      return [
        text(
          'libvirt finds the guest CPU incompatible with this host. Whether it refuses to start it depends on check and on QEMU.',
        ),
      ];
  }
}

function verdictFacts({ answer }: Verdict): Fact[] {
  if (!answer.ok) return [];
  const facts = answer.value.reasons.map(reasonFact);
  if (answer.value.result === 'superset') facts.push(listFact('More', answer.value.extra));
  if (answer.value.unknown !== undefined && answer.value.unknown.length > 0) {
    facts.push(listFact('Unknown', answer.value.unknown));
  }
  const message = answer.value.message;
  return message === undefined ? facts : [...facts, { label: 'libvirt', phrases: [code(message)] }];
}

function reasonFact(reason: Reason): Fact {
  switch (reason.kind) {
    case 'arch':
      return { label: 'Arch', phrases: [text('the CPU is for '), code(reason.arch)] };
    case 'vendor':
      return {
        label: 'Vendor',
        phrases: [
          code(reason.wanted),
          text(' is asked for, the host is '),
          code(reason.host ?? 'not saying'),
        ],
      };
    case 'missing':
      return listFact('Lacks', reason.features);
    case 'forbidden':
      return listFact('Forbidden', reason.features);
    case 'extra':
      return listFact('Too much', reason.features);
    case 'model':
    case 'compatibility':
      return { label: 'Model', phrases: [code(reason.wanted), text(' is asked for')] };
    case 'arm':
      return {
        label: 'Model',
        phrases: [code(`${reason.vendor ?? ''} ${reason.model ?? ''}`.trim()), text(' is asked for')],
      };
  }
}

function listFact(label: string, features: readonly string[]): Fact {
  const rest = features.slice(14);
  return {
    label,
    phrases: spaced(features.slice(0, 14)),
    ...(rest.length > 0 ? { more: spaced(rest) } : {}),
  };
}

/** A model for what the pool shares: what it would take, and why libvirt takes it or not. */
export function explainModel(context: ExplainContext, name: string): Explanation | undefined {
  const ranked = context.models();
  const choice = ranked.find(({ model }) => model.name === name);
  if (choice === undefined) return undefined;
  const chosen = ranked.find((candidate) => candidate.chosen);
  return {
    glyph: undefined,
    title: [code(name), text(choice.chosen ? ': libvirt’s choice' : '')],
    sentence: [
      ...relative(choice),
      ...why(choice, chosen, context.pool.fleet.map.release),
      ...runs(choice, context.pool.hosts),
    ],
    facts: [
      ...(choice.disable.length > 0 ? [listFact('Disable', choice.disable)] : []),
      ...(choice.require.length > 0 ? [listFact('Require', choice.require)] : []),
      ...(choice.model.canonical === undefined
        ? []
        : [{ label: 'Same as', phrases: [code(choice.model.canonical)] }]),
    ],
    actions:
      choice.chosen || context.guest?.cpu.model === name
        ? []
        : [{ kind: 'take-model', model: name, label: `Use ${name}` }],
  };
}

function relative({ require, disable }: ModelChoice): Phrase[] {
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
      return [text('libvirt passes it over: the family, model and stepping are not its. ')];
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
