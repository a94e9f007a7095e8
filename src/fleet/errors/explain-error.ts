import type { CpuError, ErrorSays } from '../../cpu/vocabulary/cpu-error.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { FleetHost } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { code, nameList, type Phrase, plural, text } from '../wording/phrases.ts';
import { type ErrorFeatureFacts, errorFeatures } from './error-features.ts';

/** An error in words: what refused what, its features, and what can be done. */
export interface ExplainedError {
  readonly sentence: readonly Phrase[];
  /** The answer of the hosts that are here, or that none is here. */
  readonly second: readonly Phrase[];
  readonly features: readonly ErrorFeatureFacts[];
  /** In the order in which to try them. */
  readonly advice: readonly Advice[];
}

export interface Advice {
  readonly title: readonly Phrase[];
  readonly phrases: readonly Phrase[];
  /** Features to be dropped from the guest, where that is the advice. */
  readonly drop?: readonly string[];
  /** Hosts to be excluded, where that is the advice. */
  readonly exclude?: readonly string[];
}

/** `pool` undefined: no host is here yet. */
export function explainError(error: CpuError, map: CpuMap, pool: Pool | undefined): ExplainedError {
  const features = errorFeatures(map, error.features, pool);
  return {
    sentence: sentenceOf(error, features),
    second: secondOf(features, pool),
    features,
    advice: adviceFor(error, features, pool),
  };
}

function sentenceOf(error: CpuError, features: readonly ErrorFeatureFacts[]): Phrase[] {
  return [...whoOf(error), text(': '), ...whatOf(error, features), text('.')];
}

function whoOf({ says, by, guest, to, from, model }: CpuError): Phrase[] {
  if (says === 'level-too-low')
    return guest === undefined ? [text('A guest does not boot')] : [code(guest), text(' does not boot')];
  if (says === 'no-node-fits')
    return [text('No node takes '), ...(guest === undefined ? [text('the pod')] : [code(guest)])];
  const host = to === undefined ? [text(by === 'QEMU' ? 'QEMU' : 'A host')] : [code(to)];
  const what = guest === undefined ? [text(model === undefined ? 'a guest' : 'a guest CPU')] : [code(guest)];
  const move = from === undefined ? [] : [text(', moving live from '), code(from)];
  return [...host, text(' refused '), ...what, ...move];
}

type Words = (error: CpuError, features: readonly ErrorFeatureFacts[]) => Phrase[];

const whatIs: Readonly<Record<ErrorSays, Words>> = {
  lacks: (_, features) => [text('it does not give '), count(features), text(' that the guest asks for')],
  'has-forbidden': (_, features) => [text('it has '), count(features), text(' that the guest forbids')],
  'has-extra': (_, features) => [
    text('the guest wants exactly its own features (match strict), and the host has '),
    count(features),
    text(' more'),
  ],
  'not-as-described': differs,
  'unknown-model': ({ model }) => [text('this libvirt does not know the model '), code(model ?? '?')],
  'unknown-feature': (_, features) => [
    text('it does not know '),
    ...nameList(features.map(({ spelled }) => spelled)),
  ],
  'unknown-vendor': ({ vendor }) => [text('this libvirt does not know the vendor '), code(vendor ?? '?')],
  'model-not-offered': ({ model }) => [text('QEMU there does not offer the model '), code(model ?? '?')],
  'vendor-differs': ({ vendor, otherVendor, model }) => {
    if (vendor === undefined) return [text('the hosts are of different vendors')];
    if (otherVendor === undefined)
      return [text('the guest states the vendor '), code(vendor), text(', the host has another')];
    return [
      text('the vendor of the model '),
      code(model ?? '?'),
      text(' is '),
      code(vendor),
      text(', not '),
      code(otherVendor),
    ];
  },
  'nothing-in-common': () => [text('the CPUs have no feature in common')],
  'no-model-fits': () => [text('no model of its CPU map matches the CPU')],
  'arch-differs': ({ detail }) => [text('the guest is '), code(detail ?? '?'), text(', the host is not')],
  'mode-not-possible': ({ detail }) => [
    text('the CPU mode '),
    code(detail ?? '?'),
    text(' is not possible there'),
  ],
  'no-invariant-tsc': () => [
    text('the guest asks for '),
    code('invtsc'),
    text(', and the host gives no invariant TSC'),
  ],
  'no-tsc-frequency': () => [
    text('a guest with '),
    code('invtsc'),
    text(' moves live only if its TSC frequency is stated'),
  ],
  'tsc-frequency-differs': () => [text("its TSC runs at another frequency, and it can't scale")],
  'bad-address-bits': ({ detail }) => [
    text("it can't give "),
    code(detail ?? '?'),
    text(' bits of physical address'),
  ],
  'no-node-fits': ({ model }, features) => {
    const asked = [
      ...(features.length > 0 ? [count(features)] : []),
      ...(model === undefined
        ? []
        : [text(features.length > 0 ? ' and the model ' : 'the model '), code(model)]),
    ];
    return asked.length === 0
      ? [text('its node selector matches no node')]
      : [text('it asks its node for '), ...asked];
  },
  'level-too-low': ({ detail }) => [
    text('its system needs '),
    { kind: 'word', text: detail ?? 'a newer CPU' },
  ],
};

function whatOf(error: CpuError, features: readonly ErrorFeatureFacts[]): Phrase[] {
  return whatIs[error.says](error, features);
}

function differs(_: CpuError, features: readonly ErrorFeatureFacts[]): Phrase[] {
  const missing = features.filter(({ part }) => part === 'missing');
  const extra = features.filter(({ part }) => part === 'extra');
  if (missing.length === 0 && extra.length === 0)
    return [text('the CPU that QEMU made is not the one described')];
  const lacks =
    missing.length === 0 ? [] : [text('it does not give '), count(missing), text(' that the guest has')];
  if (extra.length === 0) return lacks;
  const more = [count(extra), text(" that the guest's description lacks")];
  return missing.length === 0 ? [text('it gives '), ...more] : [...lacks, text(', and gives '), ...more];
}

/** The count leads to the rows of these features. */
function count(features: readonly ErrorFeatureFacts[]): Phrase {
  const filter = features.map(({ name }) => name).join(',');
  return {
    kind: 'count',
    text: plural(features.length, 'feature'),
    to: { to: 'filter', filter, all: true },
    loss: true,
  };
}

function secondOf(features: readonly ErrorFeatureFacts[], pool: Pool | undefined): Phrase[] {
  const missing = features.filter(({ part }) => part === 'missing');
  if (missing.length === 0) return [];
  if (pool === undefined || pool.hosts === 0)
    return [text('The error does not say which of your hosts give them: paste your hosts too.')];
  const able = ableHosts(missing, pool);
  if (able.length === 0)
    return [
      text(missing.length === 1 ? 'None of your hosts gives it.' : 'None of your hosts gives them all.'),
    ];
  if (able.length === pool.hosts)
    return [
      text(
        `All hosts that are here give ${missing.length === 1 ? 'it' : 'them'}: paste the host that refused.`,
      ),
    ];
  return [
    text(`${plural(able.length, 'host')} of ${pool.hosts.toLocaleString('en')} `),
    text(`${able.length === 1 ? 'gives' : 'give'} ${missing.length === 1 ? 'it' : 'them all'}: `),
    ...nameList(able.map(({ name }) => name)),
    text('.'),
  ];
}

/** Hosts that have every one of the features. */
function ableHosts(missing: readonly ErrorFeatureFacts[], pool: Pool): FleetHost[] {
  if (missing.some(({ feature }) => feature === undefined)) return [];
  const having = missing.map((each) => new Set(each.having.map(({ id }) => id)));
  return pool.kinds
    .flatMap(({ included }) => included)
    .filter(({ id }) => having.every((hosts) => hosts.has(id)));
}

function adviceFor(
  error: CpuError,
  features: readonly ErrorFeatureFacts[],
  pool: Pool | undefined,
): Advice[] {
  if (error.says === 'no-tsc-frequency') return [tscAdvice];
  if (error.says === 'level-too-low') return [levelAdvice(error)];
  if (error.says === 'unknown-model' || error.says === 'unknown-feature') return [releaseAdvice(error)];
  const missing = features.filter(({ part }) => part === 'missing');
  if (missing.length === 0) return otherAdvice(error, features);
  const wrongly = missing.filter(({ isSetByQemu }) => isSetByQemu);
  return [
    dropAdvice(error, missing),
    ...elsewhereAdvice(error, missing, pool),
    backAdvice(error, missing),
    ...(wrongly.length === 0 ? [] : [wronglyAdvice(wrongly)]),
    {
      title: [text('How to prevent it')],
      phrases: [
        text(
          'Usually such a guest has mode host-model, or a model newer than the oldest host. Give it a CPU that all hosts share: that is the answer of this page.',
        ),
      ],
    },
  ];
}

const tscAdvice: Advice = {
  title: [text('State the frequency')],
  phrases: [
    text('Add '),
    code("<timer name='tsc' frequency='…'/>"),
    text(" with the host's frequency to the guest's "),
    code('<clock>'),
    text(', or drop '),
    code('invtsc'),
    text('. Then power the guest off and start it.'),
  ],
  drop: ['invtsc'],
};

function levelAdvice({ detail }: CpuError): Advice {
  return {
    title: [text('Give the guest a better CPU')],
    phrases: [
      text('The guest sees less than its host has. Choose a model of '),
      { kind: 'word', text: detail ?? 'that level' },
      text(
        " that all hosts share, power the guest off and start it. A guest without <cpu> has QEMU's qemu64, which is x86-64-v1.",
      ),
    ],
  };
}

function releaseAdvice({ model, features }: CpuError): Advice {
  const name = model ?? features[0]?.name ?? '?';
  return {
    title: [text('Ask for less, or update libvirt and QEMU')],
    phrases: [
      text('Releases that know '),
      code(name),
      text(' are shown under the XML. On older hosts use what they know.'),
    ],
  };
}

function otherAdvice(error: CpuError, features: readonly ErrorFeatureFacts[]): Advice[] {
  if (error.says === 'has-forbidden' || error.says === 'has-extra' || features.length > 0) {
    return [
      {
        title: [text('Ask less strictly')],
        phrases: [
          text(
            'Let the guest state these with policy disable instead of forbid, and use match exact: the guest then runs without them on hosts that have them.',
          ),
        ],
        drop: features.map(({ name }) => name),
      },
    ];
  }
  if (error.says === 'vendor-differs') {
    return [
      {
        title: [text('Separate the vendors')],
        phrases: [
          text(
            'Neither Intel nor AMD supports live migration between them. Make one group of hosts for each vendor.',
          ),
        ],
      },
    ];
  }
  return [];
}

function dropAdvice({ guest }: CpuError, missing: readonly ErrorFeatureFacts[]): Advice {
  const what = missing.length === 1 ? 'it' : `the ${missing.length.toLocaleString('en')}`;
  return {
    title: [text(missing.length === 1 ? 'Drop it from the guest' : 'Drop them from the guest')],
    phrases: [
      text('Power '),
      guest === undefined ? text('the guest') : code(guest),
      text(
        ` off, give it a CPU without ${what}, and start it. A running guest keeps the CPU that it was started with.`,
      ),
    ],
    drop: missing.map(({ name }) => name),
  };
}

function elsewhereAdvice(
  { to }: CpuError,
  missing: readonly ErrorFeatureFacts[],
  pool: Pool | undefined,
): Advice[] {
  const able = pool === undefined ? [] : ableHosts(missing, pool);
  const refusing = pool?.fleet.hosts.find(({ name }) => name === to);
  const title = [text('Use another host')];
  if (able.length === 0) {
    return pool === undefined || pool.hosts === 0
      ? [
          {
            title,
            phrases: [text('Move it to a host that has them. Paste your hosts, and they are named here.')],
          },
        ]
      : [];
  }
  return [
    {
      title,
      phrases: [
        ...nameList(able.map(({ name }) => name)),
        text(`${able.length === 1 ? ' gives' : ' give'} ${missing.length === 1 ? 'it' : 'them all'}.`),
      ],
      ...(refusing === undefined ? {} : { exclude: [refusing.id] }),
    },
  ];
}

function backAdvice({ to }: CpuError, missing: readonly ErrorFeatureFacts[]): Advice {
  const coming = missing.filter(({ comesBack }) => comesBack);
  const host = to === undefined ? [text('the host')] : [code(to)];
  const phrases = coming.flatMap(({ name, back }, index): Phrase[] => [
    ...(index === 0 ? [] : [text(' ')]),
    code(name),
    text(`: ${back}.`),
  ]);
  const rest = missing.length - coming.length;
  const hardware =
    rest === 0 ? [] : [text(`${coming.length === 0 ? '' : ' '}${restWords(rest, missing.length)}`)];
  return { title: [text('Bring them to '), ...host], phrases: [...phrases, ...hardware] };
}

function restWords(rest: number, all: number): string {
  if (rest === all) return 'Nothing here can: it is hardware.';
  return `The other ${rest === 1 ? 'one is' : `${rest.toLocaleString('en')} are`} hardware.`;
}

function wronglyAdvice(wrongly: readonly ErrorFeatureFacts[]): Advice {
  return {
    title: [text('Reported wrongly')],
    phrases: [
      ...nameList(wrongly.map(({ name }) => name)),
      text(wrongly.length === 1 ? ' is' : ' are'),
      text(
        ' set by QEMU itself on every host: a CPU given by hand must not require what only a running guest shows.',
      ),
    ],
  };
}
