import { describe, expect, it } from 'vitest';
import { modes } from '../../cpu/definition/definition.ts';
import { guest, host, small } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { purposes } from '../../facts/purposes.ts';
import { cascadeLake, fleetOf, laptop, rome, server, skylake } from '../pool/pools.test-support.ts';
import { plainText } from '../wording/phrases.ts';
import { contextOf } from './context.test-support.ts';
import type { ExplainContext } from './context.ts';
import { explain, type Subject } from './explain.ts';
import { passedOverPhrases } from './explain-model.ts';
import type { Explanation } from './explanation.ts';

const map = await loadCpuMap('12.8.0');

const armHosts = [
  host('Neoverse-N1', 'fp aes', { arch: 'aarch64' }),
  host('a64fx', 'fp', { arch: 'aarch64' }),
];
const smallHosts = [
  host('base', 'f2 f7 wide'),
  host('base', 'f2 f7 wide'),
  host('base', 'f3'),
  host('gone', 'f3'),
  host('base', 'known-later', { vendor: 'Intel' }),
  guest('intel', 'f5'),
];
const contexts: [string, ExplainContext][] = [
  ['three Xeons', contextOf(fleetOf(map, [cascadeLake, cascadeLake, skylake]))],
  ['three Xeons unfolded', contextOf(fleetOf(map, [cascadeLake, cascadeLake, skylake]), { fold: false })],
  ['a preview', contextOf(fleetOf(map, [cascadeLake, skylake]), { without: ['id-kvm-02'] })],
  [
    'a changed guest',
    contextOf(fleetOf(map, [cascadeLake, skylake]), {
      choices: {
        match: 'strict',
        policies: [
          { name: 'clzero', policy: 'require' },
          { name: 'pcid', policy: 'forbid' },
        ],
      },
    }),
  ],
  ['mixed vendors', contextOf(fleetOf(map, [rome, cascadeLake]))],
  ['the article of 2010', contextOf(fleetOf(map, [laptop, server]))],
  ['one host', contextOf(fleetOf(map, [skylake]))],
  ['all excluded', contextOf(fleetOf(map, [skylake], [0]))],
  ['unknown names and one excluded', contextOf(fleetOf(small, smallHosts, [2]))],
  [
    'unknown names unfolded, without sources',
    contextOf(fleetOf(small, smallHosts), { fold: false, sourced: false }),
  ],
  ['a CPU without a model', contextOf(fleetOf(small, [guest(undefined), host('base')]))],
  ['Arm', contextOf(fleetOf(map, armHosts))],
  ['mixed architectures', contextOf(fleetOf(map, [...armHosts, skylake]))],
  ['s390x', contextOf(fleetOf(map, [host('z14', 'vx', { arch: 's390x' })]))],
];

const groups = [
  ...purposes.map(({ id }) => id),
  '7.0 ebx',
  'outside',
  'pinned',
  'all',
  'same',
  'absent',
  'same:crypto',
  'absent:1.0 ecx',
];
const headings = 'feature meaning address lacked guest lacks alone'.split(' ');
const fields =
  'level mode model match check fallback vendor vendorId vendor_id migratable deprecatedFeatures deprecated_features topology cache maxphysaddr'.split(
    ' ',
  );

function subjects(context: ExplainContext): Subject[] {
  // From a real map, every ninth row and every fifth model: enough of each state.
  const rows = context
    .rows()
    .filter((row, i) => row.feature === undefined || context.rows().length < 50 || i % 9 === 0);
  const { hosts } = context.pool.fleet;
  const { map: of } = context.pool.fleet;
  return [
    ...rows.map(({ id }): Subject => ({ kind: 'row', feature: id })),
    ...rows.flatMap(({ id }) =>
      hosts.map((each): Subject => ({ kind: 'cell', feature: id, column: each.id })),
    ),
    ...hosts.map(({ id }): Subject => ({ kind: 'column', column: id })),
    ...hosts.map(({ id }): Subject => ({ kind: 'verdict', host: id })),
    ...groups.map((group): Subject => ({ kind: 'group', group })),
    ...of.models
      .filter((_model, i) => i % 5 === 0)
      .map(({ name }): Subject => ({ kind: 'model', model: name })),
    ...fields.map((field): Subject => ({ kind: 'field', field })),
    ...headings.map((heading): Subject => ({ kind: 'heading', heading })),
    ...(context.guest?.cpu.features ?? []).map(({ name }): Subject => ({ kind: 'policy', feature: name })),
  ];
}

function faults({ title, sentence, facts, actions }: Explanation): string[] {
  const head = plainText(title);
  const says = plainText(sentence);
  const rest = facts.flatMap(({ label, phrases, more = [] }) => [label, plainText(phrases), plainText(more)]);
  const all = [head, says, ...rest, ...actions.map(({ label }) => label)].join('|');
  return [
    ...(head.trim() === '' ? ['no title'] : []),
    ...(/[.]$/.test(says.trim()) ? [] : [`no period: “${says}”`]),
    ...(/undefined|NaN|\[object|\bnull\b(?!-)/.test(all) ? [`“${all}”`] : []),
    ...(/ {2}|^ | [,.]|\.\./.test(says.trimEnd()) ? [`spaces: “${says}”`] : []),
  ];
}

describe('everything that can be pointed at has a title and a sentence', () => {
  it.each(contexts)('%s', (_what, context) => {
    const found = new Set<string>();
    let told = 0;
    for (const subject of subjects(context)) {
      const explanation = explain(context, subject);
      // A verdict needs a guest and a host that counts; models and fields are the guest's.
      if (explanation === undefined) {
        const may =
          subject.kind === 'verdict' ||
          (context.guest === undefined && (subject.kind === 'model' || subject.kind === 'field'));
        if (!may) found.add(`nothing is said of ${JSON.stringify(subject)}`);
        continue;
      }
      told++;
      for (const fault of faults(explanation)) found.add(`${subject.kind}: ${fault}`);
    }
    expect([...found].slice(0, 5)).toEqual([]);
    expect(told).toBeGreaterThan(20);
  });

  it.each(modes)('fields in mode %s', (mode) => {
    const fleet = fleetOf(small, [host('base', 'f2')]);
    const context = contextOf(fleet, { choices: { mode, check: 'none', match: 'minimum', policies: [] } });
    for (const field of fields) {
      const said = explain(context, { kind: 'field', field });
      expect(said && faults(said)).toEqual([]);
    }
  });

  it('the explanation of a removed thing is undefined', () => {
    const context = contextOf(fleetOf(small, [host('base')]));
    for (const subject of [
      { kind: 'cell', feature: 'gone', column: 'id-kvm-01' },
      { kind: 'row', feature: 'gone' },
      { kind: 'column', column: 'gone' },
      { kind: 'verdict', host: 'gone' },
      { kind: 'model', model: 'gone' },
      { kind: 'field', field: 'gone' },
      { kind: 'field', field: 'constructor' },
      { kind: 'policy', feature: 'gone' },
      { kind: 'heading', heading: 'gone' },
      { kind: 'heading', heading: 'constructor' },
    ] as const) {
      expect(explain(context, subject)).toBeUndefined();
    }
  });
});

const sentence = (context: ExplainContext, subject: Subject) =>
  plainText(explain(context, subject)?.sentence ?? []);

describe('a cell', () => {
  const fleet = fleetOf(
    small,
    [host('base', 'f2'), host('base', 'f2'), host('base', 'f3 f4'), host('none', 'f4')],
    [3],
  );
  const cell = (fold: boolean, feature: string, column: string) =>
    sentence(contextOf(fleet, { fold }), { kind: 'cell', feature, column: `id-kvm-${column}` });

  it.each([
    [true, 'f2', '03', 'kvm-03 is the only host that lacks it. Without kvm-03 the guest can gain it.'],
    [
      true,
      'f3',
      '01',
      'kvm-01 and 1 host like it are the only hosts that lack it. Without them the guest can gain it and 1 more.',
    ],
    [
      false,
      'f3',
      '01',
      'kvm-01 and kvm-02 are the only hosts that lack it. Without them the guest can gain it and 1 more.',
    ],
    [true, 'f5', '03', 'No host that counts has it, so no guest can.'],
    [true, 'f2', '04', 'kvm-04 is excluded, so this costs the pool nothing.'],
    [true, 'f0', '01', 'The guest has it from its model base.'],
    [true, 'f2', '01', 'The guest does not have it, since not every host does.'],
  ])('folded %s, %s on %s: %s', (fold, feature, column, said) => {
    expect(cell(fold, feature, column)).toBe(said);
  });

  it('names the others that lack it too', () => {
    const four = fleetOf(small, [host('base'), host('base'), host('base', 'f3'), host('base', 'f2')]);
    const said = (fold: boolean) =>
      sentence(contextOf(four, { fold }), { kind: 'cell', feature: 'f2', column: 'id-kvm-01' });
    expect(said(false)).toBe(
      '3 of 4 hosts lack it: besides kvm-01 also kvm-02 and kvm-03. A guest gains it only without all of them.',
    );
    expect(said(true)).toBe(
      '3 of 4 hosts lack it: besides kvm-01 and 1 host like it also kvm-03. A guest gains it only without all of them.',
    );
  });

  it('says where it was seen', () => {
    const seen = (feature: string) =>
      explain(contextOf(fleet), { kind: 'cell', feature, column: 'id-kvm-01' })?.facts.at(-1)?.phrases ?? [];
    expect(plainText(seen('f2'))).toBe('kvm.xml:9 lists it');
    expect(plainText(seen('f0'))).toBe('kvm.xml:3 the model base has it');
    expect(plainText(seen('f5'))).toBe('kvm.xml:3 the model base is without it, and nothing adds it');
  });
});

describe('regaining features', () => {
  const four = fleetOf(small, [
    host('base', 'f2 f3 f4'),
    host('base', 'f2 f4'),
    host('base', 'f3'),
    host('base', 'f2 f3'),
  ]);

  it('a row says what else is gained without the hosts that lack it, and offers to try', () => {
    const said = explain(contextOf(four), { kind: 'row', feature: 'f2' });
    expect(said && plainText(said.sentence)).toBe(
      '3 of 4 hosts have it; kvm-03 lacks it. Without that host the guest can gain it. The guest does not have it, since not every host does.',
    );
    expect(said?.actions).toMatchObject([
      { kind: 'preview', hosts: ['id-kvm-03'], label: 'Preview without that host' },
      { kind: 'leave-out', hosts: ['id-kvm-03'], label: 'Exclude the host that lacks it' },
    ]);
    expect(sentence(contextOf(four), { kind: 'row', feature: 'f4' })).toContain(
      'Without those hosts the guest can gain it and 1 more.',
    );
  });

  it('names the model that comes back too', () => {
    const two = fleetOf(small, [host('base', 'f2'), host('base', 'f2'), host('none')]);
    expect(sentence(contextOf(two), { kind: 'row', feature: 'f2' })).toMatch(
      /Without that host the guest can gain it and 2 more; its model is then base\./,
    );
  });

  it('pinned rows together: the hosts that lack any of them', () => {
    const context = contextOf(four, { pinned: ['f2', 'f3'] });
    const said = explain(context, { kind: 'group', group: 'pinned' });
    expect(said && plainText(said.sentence)).toBe(
      'Pinned features: they stay whatever the filter. 2 hosts lack one or more of them. Without those hosts the guest can gain these 2.',
    );
    expect(said?.actions.map(({ label }) => label)).toEqual([
      'Preview without those hosts',
      'Exclude the 2 hosts that lack any',
    ]);
  });
});

describe('a column', () => {
  const said = (cpus: Parameters<typeof fleetOf>[1], out: number[] = [], without: string[] = []) =>
    sentence(contextOf(fleetOf(small, cpus, out), { without }), { kind: 'column', column: 'id-kvm-01' });

  it.each([
    [[host('base')], [], [], 'This is the only host that counts, so nothing is lost.'],
    [[host('base'), host('base', 'f2')], [0], [], 'Excluded: it does not count here.'],
    [[host('base', 'f2'), host('base')], [], [], 'kvm-01 lacks nothing that another host has.'],
    [
      [host('base'), host('none'), host('base', 'f2')],
      [],
      [],
      'kvm-01 alone costs the pool nothing: other hosts also lack the 1 feature that it lacks.',
    ],
    [
      [host('base'), host('base', 'f2')],
      [],
      [],
      'The pool loses 1 feature because of kvm-01 alone. Without it the guest is base plus 1 feature.',
    ],
    [
      [host('gone'), host('base')],
      [],
      [],
      'libvirt 99.0.0 does not know the model gone. No built-in release knows it.',
    ],
    [
      [host('base', 'known-later'), host('base')],
      [],
      [],
      'kvm-01 lacks nothing that another host has. libvirt 99.0.0 does not know its feature known-later. libvirt 13.0.0 knows it.',
    ],
    [[host('base'), host('none'), host('amd')], [], ['id-kvm-01'], 'Excluded in this preview.'],
  ])('%#', (cpus, out, without, text) => {
    expect(said(cpus, out, without)).toBe(text);
  });
});

it.each([
  ['avx512', /^Instructions on 512-bit vectors\..* \d+ features: 1 differs, \d+ are the same /],
  ['7.0 ebx', /^The register word 7\.0 ebx\. [1-9]\d* features: /],
  ['pinned', /^Pinned features: they stay/],
  [
    'same:avx512',
    /^Instructions on 512-bit vectors\..*: 0 differ, \d+ are the same on all hosts, 0 no host has\.$/,
  ],
  ['same', /^Features that all counted hosts have\. [1-9]\d* features: 0 differ/],
  ['all', /^Every feature of the CPU map\. 400 features/],
])('the group %s says what is in it', (group, said) => {
  expect(sentence(contextOf(fleetOf(map, [cascadeLake, skylake])), { kind: 'group', group })).toMatch(said);
});

it.each([
  [{ kind: 'not-allowed' }, 'libvirt passes it over: the hypervisor does not offer it. '],
  [{ kind: 'vendor', vendor: 'AMD' }, 'libvirt passes it over: it is a model of AMD. '],
  [
    { kind: 'decode-off' },
    'libvirt never picks it for a guest by itself (decode off); it can still be named. ',
  ],
  [
    { kind: 'would-disable', count: 2 },
    'libvirt passes it over: a host has no way to say that it lacks 2 features. ',
  ],
  [{ kind: 'signature' }, 'libvirt passes it over: the family, model and stepping do not match. '],
  [{ kind: 'preferred' }, 'libvirt prefers its choice, which a host names as its own model. '],
  [{ kind: 'more', total: 9, best: 3 }, 'libvirt passes it over: it would count 9, its choice counts 3. '],
  [
    { kind: 'disables', total: 4 },
    'libvirt passes it over: it counts 4 as its choice does, but disables more. ',
  ],
  [
    { kind: 'tie' },
    'libvirt passes it over: it costs as much as its choice, which comes later in the CPU map. ',
  ],
] as const)('%o is said in words', (why, said) => {
  expect(plainText(passedOverPhrases(why, undefined))).toBe(said);
});
