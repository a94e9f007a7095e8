import { optionalFates, type Stranded, strandedMigration } from '../guest/start-outcomes.ts';
import { runs } from '../guest/verdicts.ts';
import { code, type Phrase, plural, text } from '../wording/phrases.ts';
import type { LintInput, LintItem, LintRule } from './lint-item.ts';
import { featuresInWords, firstHost, hostsInWords, whichOf } from './lint-words.ts';

/** Consequences of mode, match, check, fallback and vendor. */
export const modeRules: readonly LintRule[] = [
  hostsOwnCpu,
  dependsOnHost,
  strictIsBrittle,
  checkIsOff,
  modelNotOffered,
  letsBlockersIn,
];

const useCustom = { label: 'Use custom', step: 'mode custom', fields: { mode: undefined } } as const;

function hostsOwnCpu({ pool, guest }: LintInput): LintItem | undefined {
  const { mode } = guest.cpu;
  if ((mode !== 'host-passthrough' && mode !== 'maximum') || pool.kinds.length < 2) return undefined;
  const gives =
    mode === 'maximum'
      ? ' gives the guest all that QEMU can give on its host'
      : ' gives the guest the CPU of its host';
  return {
    id: 'hosts-own-cpu',
    glyph: 'warning',
    sentence: [
      code(mode),
      text(`${gives}, so it can't safely move between these ${plural(pool.kinds.length, 'kind')} of CPU.`),
    ],
    fix: useCustom,
  };
}

/** host-model, minimum and optional: one guest per host. */
function dependsOnHost(input: LintInput): LintItem | undefined {
  const { pool, guest } = input;
  const isHostModel = guest.cpu.mode === 'host-model';
  const isMinimum = guest.cpu.mode === 'custom' && guest.cpu.match === 'minimum';
  if (!isHostModel && !isMinimum) return optionalDiffers(input);
  if (pool.kinds.length < 2) return undefined;
  const stranded = strandedMigration(pool, guest.cpu);
  if (isHostModel) {
    return {
      id: 'host-model',
      glyph: 'warning',
      sentence: [
        code('host-model'),
        text(' uses the CPU of the host that the guest starts on'),
        ...strandedInWords(stranded),
        text('.'),
      ],
      fix: useCustom,
    };
  }
  return {
    id: 'minimum',
    glyph: 'warning',
    sentence: [
      text('With match minimum the guest gets all that its host has beyond what is written'),
      ...strandedInWords(stranded),
      text('.'),
    ],
    fix: { label: 'Match exact', step: 'match exact', fields: { match: undefined } },
  };
}

function strandedInWords(stranded: Stranded | undefined): Phrase[] {
  if (stranded === undefined) return [];
  const { from, to, missing } = stranded;
  const why: Phrase[] = missing.length === 1 ? [text(', which lacks '), ...featuresInWords(missing)] : [];
  return [
    text(': started on '),
    code(firstHost(from)),
    text(" it can't migrate to "),
    code(firstHost(to)),
    ...why,
  ];
}

function optionalDiffers({ pool, guest }: LintInput): LintItem | undefined {
  const differing = optionalFates(pool, guest.cpu).filter(
    ({ requireOn, disableOn }) => requireOn.length > 0 && disableOn.length > 0,
  );
  const [first] = differing;
  const [from] = first?.requireOn ?? [];
  const [to] = first?.disableOn ?? [];
  if (first === undefined || from === undefined || to === undefined) return undefined;
  const names = differing.map(({ name }) => name);
  const [is, has] = names.length === 1 ? [' is', ' has it'] : [' are', ' has what that host has'];
  return {
    id: 'optional',
    glyph: 'warning',
    sentence: [
      ...featuresInWords(names),
      text(`${is} optional: a guest started on `),
      code(firstHost(from)),
      text(`${has}, and can't migrate to `),
      ...(first.disableOn.length === 1 ? hostsInWords(first.disableOn) : [code(firstHost(to))]),
      text('.'),
    ],
    names,
    fix: {
      label: `Disable ${whichOf(names)}`,
      step: `disabling ${plural(names.length, 'feature')}`,
      policies: names.map((name) => ({ name, policy: 'disable' })),
    },
  };
}

/** Only while it still runs everywhere: where it doesn't, that is said of the hosts. */
function strictIsBrittle({ guest, verdicts }: LintInput): LintItem | undefined {
  const { mode, match } = guest.cpu;
  if (mode !== 'custom' || match !== 'strict' || !verdicts.every(runs)) return undefined;
  return {
    id: 'strict',
    glyph: 'warning',
    sentence: [
      text(
        'With match strict a host that gains one feature, by new microcode for example, no longer runs it.',
      ),
    ],
    fix: { label: 'Match exact', step: 'match exact', fields: { match: undefined } },
  };
}

function checkIsOff({ guest }: LintInput): LintItem | undefined {
  const { mode, check } = guest.cpu;
  if (check !== 'none' || (mode !== 'custom' && mode !== 'host-model')) return undefined;
  return {
    id: 'check-none',
    glyph: 'warning',
    sentence: [
      text('With check none libvirt starts the guest even where a host lacks a feature, and QEMU drops it.'),
    ],
    fix: { label: 'Check partial', step: 'check partial', fields: { check: 'partial' } },
  };
}

/** Only where hosts said which models their QEMU offers. */
function modelNotOffered({ pool, guest }: LintInput): LintItem | undefined {
  const { mode, model, fallback } = guest.cpu;
  if (mode !== 'custom' || model === undefined) return undefined;
  const kinds = pool.kinds.filter(({ included }) =>
    included.some(({ allowed }) => allowed?.every(({ name }) => name !== model)),
  );
  if (kinds.length === 0) return undefined;
  const then =
    fallback === 'allow'
      ? '; with fallback allow libvirt takes the closest one that it has.'
      : '; with fallback forbid the guest does not start there.';
  return {
    id: 'fallback',
    glyph: fallback === 'allow' ? 'warning' : 'lacks',
    sentence: [text('QEMU on '), ...hostsInWords(kinds), text(' does not offer '), code(model), text(then)],
  };
}

function letsBlockersIn({ guest }: LintInput): LintItem | undefined {
  if (guest.cpu.migratable !== 'off') return undefined;
  return {
    id: 'migratable-off',
    glyph: 'lock',
    sentence: [text('With migratable off the guest also gets features that block live migration.')],
    fix: { label: 'Migratable on', step: 'migratable on', fields: { migratable: 'on' } },
  };
}
