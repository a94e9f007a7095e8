import { describe, expect, it } from 'vitest';
import { hasMask } from '../bits/bits.ts';
import { compileCpuMap } from './compile.ts';
import { type CpuMap, type Model, matchesSignature } from './cpu-map.ts';
import { type CpuMapFacts, FACTS_FORMAT, type X86FeatureFact, type X86ModelFact } from './facts.ts';
import { loadCpuMap } from './releases.ts';
import { singleBits } from './single-bits.ts';

const abc: readonly X86FeatureFact[] = ['a', 'b', 'c', 'd'].map((name, i) => ({
  name,
  masks: [`1.0 ecx ${((1 << (28 + i)) >>> 0).toString(16)}`],
}));

function facts(models: readonly X86ModelFact[], features = abc, release = '99.0.0'): CpuMapFacts {
  return {
    format: FACTS_FORMAT,
    release,
    origin: 'made up',
    x86: {
      vendors: [
        { name: 'Intel', string: 'GenuineIntel' },
        { name: 'AMD', string: 'AuthenticAMD' },
      ],
      features,
      models,
    },
    ppc64: { vendors: ['IBM'], models: [{ name: 'POWER8', vendor: 'IBM', pvrs: [] }] },
    arm: { vendors: [{ name: 'ARM', value: '0x41' }], features: 'sve', models: [{ name: 'a64fx' }] },
  };
}

const compile = (models: readonly X86ModelFact[], features = abc) => compileCpuMap(facts(models, features));

function model(map: CpuMap, name: string): Model {
  const found = map.modelByName.get(name);
  if (found === undefined) throw new Error(`no model ${name}`);
  return found;
}

function namesOf(map: CpuMap, name: string): string {
  const { bits } = model(map, name);
  return map.features
    .filter(({ mask }) => hasMask(bits, mask))
    .map((feature) => feature.name)
    .join(' ');
}

describe('a model', () => {
  it('has its ancestor’s features less those that the ancestor lists as removed', () => {
    const map = compile([
      { name: 'old', features: 'a b', removed: 'c' },
      { name: 'new', ancestor: 'old', features: 'd' },
      // A feature that an ancestor both has and lists as removed leaves its descendants, not the ancestor.
      { name: 'odd', features: 'a b', removed: 'b' },
      { name: 'heir', ancestor: 'odd', features: 'c' },
    ]);
    expect(namesOf(map, 'new')).toBe('a b d');
    expect(namesOf(map, 'odd')).toBe('a b');
    expect(namesOf(map, 'heir')).toBe('a c');
  });

  it('does not inherit the removed and added lists', () => {
    const map = compile([
      { name: 'old', features: 'a', removed: 'b', added: 'c' },
      { name: 'new', ancestor: 'old', features: 'd' },
    ]);
    expect(model(map, 'old').removed).toEqual(['b']);
    expect(model(map, 'old').added).toEqual(['c']);
    expect(model(map, 'new').removed).toEqual([]);
    expect(model(map, 'new').added).toEqual([]);
  });

  it('remembers removed and added features without having them', () => {
    expect(namesOf(compile([{ name: 'm', features: 'a', removed: 'b', added: 'c' }]), 'm')).toBe('a');
  });

  it('has its ancestor’s vendor and signatures, unless it states its own', () => {
    const map = compile([
      { name: 'old', vendor: 'Intel', signatures: ['6/85/0-4', '6/86'] },
      { name: 'same', ancestor: 'old', features: 'a' },
      { name: 'signed', ancestor: 'old', signatures: ['6/106'] },
      { name: 'sold', ancestor: 'old', vendor: 'AMD' },
    ]);
    const old = [
      { family: 6, model: 85, steppings: [[0, 4]] },
      { family: 6, model: 86, steppings: [] },
    ];
    expect(model(map, 'same').signatures).toEqual(old);
    expect(model(map, 'same').vendor?.name).toBe('Intel');
    expect(model(map, 'signed').signatures).toEqual([{ family: 6, model: 106, steppings: [] }]);
    expect(model(map, 'signed').vendor?.name).toBe('Intel');
    expect(model(map, 'sold').signatures).toEqual(old);
    expect(model(map, 'sold').vendor?.name).toBe('AMD');
  });

  it('decodes as it says itself: flags are not inherited', () => {
    const map = compile([
      { name: 'old', decodeHost: false, decodeGuest: false, checkCompat: true },
      { name: 'new', ancestor: 'old', features: 'a' },
    ]);
    expect(model(map, 'old')).toMatchObject({ decodeHost: false, decodeGuest: false, checkCompat: true });
    expect(model(map, 'new')).toMatchObject({ decodeHost: true, decodeGuest: true, checkCompat: false });
  });

  it('is the canonical name of the ancestor to which it adds nothing; the first one counts', () => {
    const map = compile([
      { name: 'Haswell', features: 'a' },
      { name: 'Haswell-v1', ancestor: 'Haswell', decodeGuest: false },
      { name: 'Haswell-again', ancestor: 'Haswell' },
      { name: 'Haswell-v2', ancestor: 'Haswell', removed: 'b' },
    ]);
    expect(map.models.map(({ canonical }) => canonical)).toEqual([
      'Haswell-v1',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

it.each([
  [{ family: 6, model: 85, stepping: 0 }, true],
  [{ family: 6, model: 85, stepping: 3 }, true],
  [{ family: 6, model: 85, stepping: 4 }, false],
  [{ family: 6, model: 85, stepping: 5 }, true],
  [{ family: 6, model: 85, stepping: 6 }, false],
  [{ family: 6, model: 86, stepping: 4 }, false],
  [{ family: 6, model: 143, stepping: 15 }, true],
])('the signatures 6/85/0-3,5 and 6/143 match %o: %s', (of, matches) => {
  const { signatures } = model(compile([{ name: 'm', signatures: ['6/85/0-3,5', '6/143'] }]), 'm');
  expect(matchesSignature(signatures, of)).toBe(matches);
});

describe('words and masks', () => {
  it('give every register a place, by address: CPUID first, then MSRs', () => {
    const map = compile(
      [{ name: 'm' }],
      [
        { name: 'm', masks: ['msr 10a edx 80000000'] },
        { name: 'x', masks: ['80000001.0 ecx 1'] },
        { name: 's', masks: ['7.1 eax 1'] },
        { name: 'b', masks: ['7.0 edx 1', '7.0 ebx 3'] },
      ],
    );
    const addresses = ['7.0 ebx', '7.0 edx', '7.1 eax', '80000001.0 ecx', 'msr 10a edx'];
    expect(map.words.map((word) => Object.values(word).slice(1).join(' '))).toEqual([
      '7 0 ebx',
      '7 0 edx',
      '7 1 eax',
      '2147483649 0 ecx',
      '266 edx',
    ]);
    expect(map.words).toHaveLength(addresses.length);
  });

  it('say that a feature of several bits is there only with all of them', () => {
    const wide = { name: 'wide', masks: ['1.0 ecx 80000001', 'msr 10a eax 10'] };
    const part = { name: 'part', masks: ['1.0 ecx 00000001'] };
    const map = compile(
      [
        { name: 'whole', features: 'wide' },
        { name: 'half', features: 'part' },
      ],
      [wide, part],
    );
    expect(namesOf(map, 'whole')).toBe('wide part');
    expect(namesOf(map, 'half')).toBe('part');
    expect(singleBits(map)).toBeUndefined();
  });

  it('know a map whose every feature is a bit of its own', () => {
    expect(singleBits(compile([{ name: 'm' }]))?.featureAt.filter((f) => f !== undefined)).toHaveLength(4);
    const shared = [...abc, { name: 'again', masks: ['1.0 ecx 80000000'] }];
    expect(singleBits(compile([{ name: 'm' }], shared))).toBeUndefined();
  });
});

it.each<[string, X86ModelFact[], X86FeatureFact[] | undefined, string]>([
  ['an ancestor', [{ name: 'm', ancestor: 'gone' }], undefined, 'm refers to gone'],
  ['a feature', [{ name: 'm', features: 'gone' }], undefined, 'm refers to gone'],
  ['a vendor', [{ name: 'm', vendor: 'gone' }], undefined, 'm refers to gone'],
  ['a mask', [], [{ name: 'f', masks: ['1.0 eex 1'] }], "f has the mask '1.0 eex 1'"],
  ['a signature', [{ name: 'm', signatures: ['6/x'] }], undefined, "m has the signature '6/x'"],
])('facts with a bad reference or text are our mistake: %s', (_what, models, features, message) => {
  expect(() => compile(models, features)).toThrow(message);
});

it.each([
  ['9.0.0', false],
  ['5.10.0', false],
  ['10.0.0', true],
  ['12.8.0', true],
  ['our own', true],
])('libvirt %s speaks as 11.3 and 12.8 do: %s', (release, newer) => {
  expect(compileCpuMap(facts([], abc, release)).dialect).toMatchObject({
    writesClusters: newer,
    knowsMaxphysaddrLimit: newer,
    removedPolicyAsAsked: newer,
    knowsDeprecatedFeatures: newer,
    knowsLoongarch64: newer,
    drivesRiscv64: newer,
  });
});

it.each([
  ['7.0.0', false, false, 'old', 'length'],
  ['7.1.0', true, false, 'old', 'length'],
  ['8.7.0', true, true, 'old', 'length'],
  ['9.0.0', true, true, 'new', 'penalty'],
  ['our own', true, true, 'new', 'penalty'],
] as const)('libvirt %s: maximum %s, maxphysaddr %s, %s words, models by %s', (release, ...expected) => {
  const { dialect } = compileCpuMap(facts([], abc, release));
  const { knowsMaximum, knowsMaxphysaddr, attributeWords, modelScore } = dialect;
  expect([knowsMaximum, knowsMaxphysaddr, attributeWords, modelScore]).toEqual(expected);
});

describe('the maps that are built in', () => {
  it.each([
    ['12.8.0', 176, 400, 43],
    ['11.3.0', 150, 364, 36],
    ['9.0.0', 58, 212, 20],
    ['7.0.0', 57, 184, 16],
  ] as const)('libvirt %s has %i models, %i features, %i words, each feature one bit', async (...row) => {
    const [release, models, features, words] = row;
    const map = await loadCpuMap(release);
    expect([map.models.length, map.features.length, map.words.length]).toEqual([models, features, words]);
    expect(singleBits(map)).toBeDefined();
  });

  it('call Haswell Haswell-v1 in 12.8, and nothing else in 9.0', async () => {
    expect(model(await loadCpuMap('12.8.0'), 'Haswell').canonical).toBe('Haswell-v1');
    expect(model(await loadCpuMap('9.0.0'), 'Haswell').canonical).toBeUndefined();
  });
});
