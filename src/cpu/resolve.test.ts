import { describe, expect, it } from 'vitest';
import { equalBits } from '../bits/bits.test-support.ts';
import { isEmpty } from '../bits/bits.ts';
import { loadCpuMap } from '../cpu-map/releases.ts';
import type { CpuidLeaf } from './definition/registers.ts';
import type { NamedFeatures } from './definition/source.ts';
import { guest, host, small } from './made-up.test-support.ts';
import { resolveCpu, resolveDefinition } from './resolve.ts';
import { encode, namesIn } from './x86/encode.ts';
import { levelOf } from './x86/level.ts';

const newest = await loadCpuMap('12.8.0');
const leaf = (number: number, values: Partial<CpuidLeaf>): CpuidLeaf => ({
  leaf: number,
  subleaf: 0,
  eax: 0,
  ebx: 0,
  ecx: 0,
  edx: 0,
  ...values,
});
const genuineIntel = leaf(0, { ebx: 0x756e6547, edx: 0x49656e69, ecx: 0x6c65746e });

describe('a definition', () => {
  it('has the bits that libvirt gives it, when all names are known', () => {
    for (const cpu of [
      host('intel', 'f5 wide'),
      guest('intel-new', 'force:f5 disable:f1 optional:f4 forbid:f0'),
    ]) {
      const encoded = encode(small, cpu);
      expect(encoded.ok && equalBits(encoded.value, resolveDefinition(small, cpu).bits)).toBe(true);
    }
  });

  it('keeps unknown names apart, and has the bits of the known ones', () => {
    const resolved = resolveDefinition(small, guest('gone', 'f5 lost optional:maybe disable:off'));
    expect(resolved).toMatchObject({
      unknownModel: 'gone',
      unknownFeatures: ['lost', 'maybe'],
      decoded: false,
    });
    expect(namesIn(small, resolved.bits)).toEqual(['f5']);
  });

  it('of another architecture has names alone, though x86 has the same', () => {
    const resolved = resolveDefinition(small, host('base', 'f0 fp', { arch: 'aarch64' }));
    expect(resolved).toMatchObject({
      arch: 'aarch64',
      unknownModel: undefined,
      unknownFeatures: ['f0', 'fp'],
    });
    expect(isEmpty(resolved.bits)).toBe(true);
  });
});

describe('registers', () => {
  const resolve = (...cpuid: CpuidLeaf[]) =>
    resolveCpu(small, { kind: 'registers', arch: 'x86_64', registers: { cpuid, msr: [] } });

  it('[D] are decoded to a host', () => {
    const resolved = resolve(genuineIntel, leaf(1, { eax: 0x50654, ecx: 0x27000000 }));
    expect(resolved).toMatchObject({
      decoded: true,
      definition: {
        kind: 'host',
        arch: 'x86_64',
        model: 'intel',
        vendor: 'Intel',
        signature: { family: 6, model: 85, stepping: 4 },
        features: ['f5'],
      },
    });
  });

  it('[D1] of another maker have no vendor, and of absent registers nothing', () => {
    const { definition } = resolve(leaf(0, { ebx: 1 }), leaf(1, { ecx: 0x03000000 }));
    expect(definition).toMatchObject({ model: 'base', features: [] });
    expect('vendor' in definition || 'signature' in definition).toBe(false);
    expect(resolve().definition).toMatchObject({ model: 'none', features: [] });
  });

  it('keep the bits that no feature names, bit 31 too', () => {
    const { unnamed } = resolve(leaf(1, { ecx: 0x01000001 }), leaf(7, { ebx: 0xc0000000 }));
    expect([...(unnamed ?? [])].map((word) => word.toString(16))).toEqual(['1', '40000000', '0']);
  });

  it('the last of repeated leaves counts', () => {
    const resolved = resolve(leaf(1, { ecx: 0x01000000 }), leaf(1, { ecx: 0x03000000 }));
    expect(namesIn(small, resolved.bits)).toEqual(['f0', 'f1']);
  });
});

describe('names', () => {
  const resolve = (
    source: Partial<NamedFeatures>,
    allowed?: readonly { name: string; blockers: string[] }[],
  ) =>
    resolveCpu(
      small,
      { kind: 'names', arch: 'x86_64', vocabulary: 'libvirt', names: [], ...source },
      { allowed },
    );

  it('are decoded, those that the map doesn’t know kept apart', () => {
    const resolved = resolve({ names: ['f0', 'f1', 'f5', 'lost'], vendor: 'GenuineIntel' });
    expect(resolved).toMatchObject({
      decoded: true,
      unknownFeatures: ['lost'],
      definition: {
        kind: 'guest',
        model: 'base',
        vendor: 'Intel',
        features: [{ name: 'f5', policy: 'require' }],
      },
    });
  });

  it('prefer the model that the machine names, of those that its hypervisor offers', () => {
    expect(resolve({ names: ['f0', 'f1'], model: 'none' }).definition.model).toBe('none');
    expect(resolve({ names: ['f0', 'f1'] }, [{ name: 'intel', blockers: [] }]).definition).toMatchObject({
      model: 'intel',
      features: [{ name: 'f2', policy: 'disable' }],
    });
  });

  it('stand for themselves where no model fits', () => {
    const resolved = resolve({ names: ['f0', 'f5'] }, []);
    expect(resolved.definition.model).toBeUndefined();
    expect(namesIn(small, resolved.bits)).toEqual(['f0', 'f5']);
    const linux = resolve({ vocabulary: 'linux', names: ['f0'] }, []);
    expect(linux.definition).toEqual({ kind: 'host', arch: 'x86_64', features: ['f0'] });
  });

  it('of Linux make a host, of QEMU a guest, in their own spelling', () => {
    const named = (vocabulary: 'linux' | 'qemu', names: string[]) =>
      resolveCpu(newest, { kind: 'names', arch: 'x86_64', vocabulary, names });
    const linux = named('linux', ['pni', 'sse4_1', 'not_a_flag']);
    expect([linux.definition.kind, namesIn(newest, linux.bits), linux.unknownFeatures]).toEqual([
      'host',
      ['pni', 'sse4.1'],
      ['not_a_flag'],
    ]);
    const qemu = named('qemu', ['sse3', 'sse4-1', 'pmu']);
    expect([qemu.definition.kind, namesIn(newest, qemu.bits), qemu.unknownFeatures]).toEqual([
      'guest',
      ['pni', 'sse4.1'],
      [],
    ]);
  });

  it('of another architecture stay names', () => {
    const { definition, unknownFeatures } = resolve({
      arch: 'aarch64',
      vocabulary: 'linux',
      names: ['fp', 'f0'],
      vendor: 'ARM',
      model: 'N1',
    });
    expect(definition).toEqual({
      kind: 'host',
      arch: 'aarch64',
      model: 'N1',
      vendor: 'ARM',
      features: ['fp', 'f0'],
    });
    expect(unknownFeatures).toEqual(['fp', 'f0']);
  });
});

describe('x86-64 levels', () => {
  const level = (model: string, features = '') =>
    levelOf(newest, resolveDefinition(newest, guest(model, features)).bits);

  it.each([
    ['pentium3', '', undefined, 'x86-64-v1', ['lm', 'sse2', 'syscall']],
    ['core2duo', '', 'x86-64-v1', 'x86-64-v2', ['cx16', 'lahf_lm', 'popcnt', 'sse4.1', 'sse4.2']],
    ['Haswell', '', 'x86-64-v2', 'x86-64-v3', ['abm', 'f16c']],
    [
      'Haswell',
      'abm f16c',
      'x86-64-v3',
      'x86-64-v4',
      ['avx512bw', 'avx512cd', 'avx512dq', 'avx512f', 'avx512vl'],
    ],
    // No model of the map has osxsave, which mirrors the guest's system: it does not decide.
    ['Skylake-Server', 'disable:osxsave', 'x86-64-v4', undefined, []],
    // A level is reached with all of those below.
    ['Skylake-Server', 'disable:popcnt', 'x86-64-v1', 'x86-64-v2', ['popcnt']],
  ])('%s %s reaches %s', (...row) => {
    const [model, features, name, next, missing] = row;
    const reached = level(model, features);
    expect([reached.name, reached.next, [...reached.missing].sort()]).toEqual([name, next, missing]);
  });

  it('in a map that does not know the features: none', () => {
    expect(levelOf(small, resolveDefinition(small, host('intel')).bits).name).toBeUndefined();
  });
});

it('a guest definition has the architecture of its document', () => {
  const source = { kind: 'guest', cpu: guest('z14', 'msa5') } as const;
  const resolved = resolveCpu(newest, source, { arch: 's390x' });
  expect(resolved).toMatchObject({ arch: 's390x', unknownFeatures: ['msa5'], unknownModel: undefined });
  expect(resolveCpu(newest, source)).toMatchObject({ arch: 'x86_64', unknownModel: 'z14' });
});
