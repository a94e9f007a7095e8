import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { host } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { poolOf } from '../pool/pool.ts';
import { fleetOf } from '../pool/pools.test-support.ts';
import { hostTerm, parseFilter } from './filter.ts';
import { filterRows } from './filter-rows.ts';
import { globMatcher } from './glob.ts';
import { poolWith } from './rows.test-support.ts';
import { rowsOf } from './rows.ts';

describe('parseFilter', () => {
  it.each([
    ['vnni', { kind: 'text', value: 'vnni' }],
    ['AVX512F,hle', { kind: 'any', values: ['avx512f', 'hle'] }],
    ['"a,b"', { kind: 'text', value: 'a,b' }],
    ['"7.0 EBX"', { kind: 'text', value: '7.0 ebx' }],
    ['"group:x"', { kind: 'text', value: 'group:x' }],
    [':x', { kind: 'text', value: ':x' }],
    ['group:AVX512', { kind: 'group', value: 'avx512' }],
    ['group:"debugging and"', { kind: 'group', value: 'debugging and' }],
    ['host:kvm-0*', { kind: 'host', name: 'kvm-0*' }],
    ['missing:KVM-03', { kind: 'missing', name: 'kvm-03' }],
    ['lost:kvm-03', { kind: 'lost', name: 'kvm-03' }],
    ['lost:>0', { kind: 'lost-count', compare: '>', count: 0 }],
    ['lost:<=2', { kind: 'lost-count', compare: '<=', count: 2 }],
    ['lost:2', { kind: 'lost-count', compare: '=', count: 2 }],
    ['lost:"2"', { kind: 'lost', name: '2' }],
    ['only:1', { kind: 'only', count: 1 }],
    ['is:non-migratable', { kind: 'is', what: 'nonmigratable' }],
    ['leaf:7', { kind: 'leaf', leaf: 7, subleaf: undefined }],
    ['leaf:0xD.1', { kind: 'leaf', leaf: 0xd, subleaf: 1 }],
    ['leaf:80000001', { kind: 'leaf', leaf: 0x80000001, subleaf: undefined }],
    ['msr:10a', { kind: 'msr', index: 0x10a }],
  ])('reads %s', (text, test) => {
    expect(parseFilter(text)).toEqual({ terms: [{ ...test, negated: false, text }], problems: [] });
  });

  it('takes several terms, negated ones and an open quote', () => {
    expect(parseFilter('leaf:7 -group:avx512 "a b').terms).toMatchObject([
      { kind: 'leaf', negated: false },
      { kind: 'group', negated: true, text: '-group:avx512' },
      { kind: 'text', value: 'a b' },
    ]);
  });

  it.each([
    ['colour:red', 'Find knows no “colour:”'],
    ['constructor:x', 'Find knows no “constructor:”'],
    ['group:', '“group:” needs a value: group:avx512.'],
    ['only:one', '“only:” needs a number'],
    ['lost:>many', '“lost:” with a comparison needs a number'],
    ['is:blue', '“is:” takes differs'],
    ['leaf:seven', '“leaf:” needs a CPUID leaf'],
    ['msr:zz', '“msr:” needs the number'],
  ])('says what is wrong with %s and goes on', (text, sentence) => {
    const { terms, problems } = parseFilter(`vmx ${text}`);
    expect(terms).toHaveLength(1);
    expect(problems).toEqual([{ term: text, sentence: expect.stringContaining(sentence) }]);
  });
});

const pool = await poolWith({
  'kvm-01': 'avx2 vmx invtsc aes x-new',
  'kvm-02': 'avx2 vmx aes',
  'kvm-03': 'vmx rdrand',
});

function found(text: string): string[] {
  const { rows } = filterRows(pool.rows, parseFilter(`${text} is:differs`), pool.context);
  return rows.map(({ id }) => id);
}

describe('hostTerm', () => {
  it('is one term that finds the host, whatever its name', () => {
    const names = fc.oneof(
      fc.constantFrom('kvm-03', 'kvm-03 (2)', '7', '>0', 'a"b c', '"', 'is:same', '-x', 'a*', '__proto__'),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(names, fc.constantFrom('host', 'missing', 'lost'), (name, key) => {
        const { terms, problems } = parseFilter(`is:same ${hostTerm(key, name)}`);
        expect(problems).toEqual([]);
        expect(terms.map(({ kind }) => kind)).toEqual(['is', key]);
        const [, term] = terms;
        expect(term !== undefined && 'name' in term && globMatcher(term.name)(name)).toBe(true);
      }),
      { seed: 20261126, numRuns: 400 },
    );
  });

  it('stays bare where it can', () => {
    expect(hostTerm('lost', 'kvm-03.example.net')).toBe('lost:kvm-03.example.net');
    expect(hostTerm('lost', 'kvm-03 (2)')).toBe('lost:"kvm-03 (2)"');
  });
});

describe('filterRows', () => {
  it.each([
    ['', ['avx2', 'aes', 'rdrand', 'invtsc', 'x-new']],
    ['AVX', ['avx2']],
    ['avx2,rdrand', ['avx2', 'rdrand']],
    ['avx2 rdrand', ['avx2', 'rdrand']],
    ['-avx2,rdrand', ['aes', 'invtsc', 'x-new']],
    ['avx2 random', []],
    ['"leaf 80000007"', []],
    ['80000007', ['invtsc']],
    ['random', ['rdrand']],
    ['group:crypto', ['aes', 'rdrand']],
    ['group:"7.0 ebx"', ['avx2']],
    ['host:kvm-03', ['rdrand']],
    ['host:kvm-0?', ['avx2', 'aes', 'rdrand', 'invtsc', 'x-new']],
    ['missing:kvm-03', ['avx2', 'aes', 'invtsc', 'x-new']],
    ['missing:kvm-02', ['rdrand', 'invtsc', 'x-new']],
    ['lost:kvm-03', ['avx2', 'aes']],
    ['lost:kvm-02', []],
    ['lost:>1', ['rdrand', 'invtsc', 'x-new']],
    ['lost:=1', ['avx2', 'aes']],
    ['only:1', ['avx2', 'aes', 'rdrand', 'invtsc', 'x-new']],
    ['only:3', []],
    ['is:nonmigratable', ['invtsc']],
    ['is:unknown', ['x-new']],
    ['is:guest', []],
    ['leaf:7', ['avx2']],
    ['leaf:1 -aes', ['rdrand']],
    ['-lost:kvm-03', ['rdrand', 'invtsc', 'x-new']],
    ['msr:10a', []],
    ['colour:red aes', ['aes']],
  ])('%s', (text, names) => {
    expect(found(text).sort()).toEqual([...names].sort());
  });

  it('looks in what features are for where no name or meaning has the word', () => {
    const explanationOf = (name: string) =>
      ({ avx2: 'Numeric code is Faster with it.', aes: 'random' })[name];
    const find = (text: string) =>
      filterRows(pool.rows, parseFilter(`${text} is:differs`), { ...pool.context, explanationOf }).rows.map(
        ({ id }) => id,
      );
    expect(find('faster')).toEqual(['avx2']);
    expect(find('performance')).toContain('avx2');
    expect(find('-faster')).not.toContain('avx2');
    // A meaning has it: what is said elsewhere is left alone.
    expect(find('random')).toEqual(['rdrand']);
    expect(find('nonsense')).toEqual([]);
  });

  it('is:listed finds what the guest names beside its model', () => {
    const listed = pool.context.guest?.cpu.features.map(({ name }) => name) ?? [];
    expect(listed).not.toEqual([]);
    const { rows } = filterRows(pool.rows, parseFilter('is:listed'), pool.context);
    expect(rows.map(({ id }) => id).sort()).toEqual([...listed].sort());
  });

  it('says which host or group nobody is called', () => {
    const { rows, problems } = filterRows(
      pool.rows,
      parseFilter('missing:kvm-99 group:nonsense'),
      pool.context,
    );
    expect(rows).toEqual([]);
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      'No host is called “kvm-99”.',
      'No group is called “nonsense”.',
    ]);
  });

  it.each(['-missing:nobody', '-host:nobody', '-lost:nobody', '-group:nonsense'])(
    'says of %s what nobody is called, and shows no rows as if it had been done',
    (text) => {
      const { rows, problems } = filterRows(pool.rows, parseFilter(text), pool.context);
      expect(rows).toEqual([]);
      expect(problems).toMatchObject([{ term: text }]);
    },
  );

  it('takes an excluded host by its name, and counts it for nothing', async () => {
    const { rows, context } = await poolWith({ a: 'avx2', b: 'avx2 aes', c: '' }, ['c']);
    const names = (text: string) => filterRows(rows, parseFilter(text), context).rows.map(({ id }) => id);
    expect(names('missing:c host:b')).toEqual(expect.arrayContaining(['aes', 'avx2']));
    expect(names('lost:>0')).toEqual(['aes']);
  });

  it('calls no name unknown where libvirt looks none up', async () => {
    const arm = host('a64fx', 'fp asimd', { arch: 'aarch64' });
    const of = poolOf(fleetOf(await loadCpuMap('12.8.0'), [arm]));
    const context = { pool: of, guest: undefined, pinned: new Set<string>() };
    const found = filterRows(rowsOf(of), parseFilter('is:unknown'), context);
    expect(found).toMatchObject({ rows: [], problems: [] });
  });
});
