import { describe, expect, it } from 'vitest';
import { type CpuError, errorSays } from '../../cpu/vocabulary/cpu-error.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { buildFleet, type FleetHost } from '../pool/fleet.ts';
import { poolOf } from '../pool/pool.ts';
import { plainText } from '../wording/phrases.ts';
import { explainError } from './explain-error.ts';

const map = await loadCpuMap('12.8.0');

function poolWith(hosts: Readonly<Record<string, string>>) {
  return poolOf(
    buildFleet(
      map,
      Object.entries(hosts).map(
        ([name, listed]): FleetHost => ({
          id: name,
          name,
          included: true,
          cpu: {
            kind: 'host',
            cpu: {
              kind: 'host',
              arch: 'x86_64',
              model: 'Penryn',
              features: listed.split(' ').filter(Boolean),
            },
          },
        }),
      ),
    ),
  );
}

function missing(...names: string[]): CpuError['features'] {
  return names.map((name) => ({ name, part: 'missing' as const }));
}

const refusal: CpuError = {
  says: 'not-as-described',
  by: 'libvirt',
  features: missing('avx512-bf16', 'amd-stibp', 'taa-no'),
  guest: 'win-11-01',
  to: 'kvm-01',
  from: 'kvm-07',
};

describe('an error', () => {
  it('says who refused what, and which features', () => {
    const { sentence, features } = explainError(refusal, map, undefined);
    expect(plainText(sentence)).toBe(
      'kvm-01 refused win-11-01, moving live from kvm-07: it does not give 3 features that the guest has.',
    );
    expect(features.map(({ name, address }) => [name, address])).toEqual([
      ['avx512-bf16', '7.1 eax 5'],
      ['amd-stibp', '80000008.0 ebx 15'],
      ['taa-no', 'msr 10a eax 8'],
    ]);
  });

  it('has a sentence whatever it says and however little it names', () => {
    for (const says of errorSays) {
      const { sentence } = explainError({ says, by: 'libvirt', features: [] }, map, undefined);
      expect(plainText(sentence)).toMatch(/^[A-Z][^?]*.\.$|\?/);
    }
  });

  it('asks for the hosts where none is here', () => {
    expect(plainText(explainError(refusal, map, undefined).second)).toContain('paste your hosts too');
  });

  it('names the hosts that give all, and only those', () => {
    const pool = poolWith({ a: 'avx2 hle', b: 'avx2', c: 'avx2 hle' });
    const { second, features } = explainError({ ...refusal, features: missing('avx2', 'hle') }, map, pool);
    expect(plainText(second)).toBe('2 hosts of 3 give them all: a and c.');
    expect(features.map(({ lacking }) => lacking.map(({ name }) => name))).toEqual([[], ['b']]);
  });

  it('decodes a bit by its register, not by its spelling', () => {
    const bit = { kind: 'cpuid', leaf: 7, register: 'ebx', bit: 4 } as const;
    const features = [{ name: 'wrong-name', part: 'missing' as const, bit }];
    expect(explainError({ ...refusal, features }, map, undefined).features).toMatchObject([{ name: 'hle' }]);
    const high = [
      { name: 'x', part: 'missing' as const, bit: { kind: 'msr', index: 0x48b, bit: 43 } as const },
    ];
    expect(explainError({ ...refusal, features: high }, map, undefined).features).toMatchObject([
      { name: 'vmx-rdrand-exit' },
    ]);
  });

  it('keeps a name that no map knows, and says so', () => {
    const [feature] = explainError({ ...refusal, features: missing('__proto__') }, map, undefined).features;
    expect(feature).toMatchObject({ name: '__proto__', feature: undefined, comesBack: false });
    expect(feature?.back).toContain('no CPU map here');
  });

  it('advises to drop, to bring back what can come back, and tells what QEMU sets by itself', () => {
    const { advice } = explainError(
      { ...refusal, features: missing('hle', 'hypervisor', 'avx2') },
      map,
      undefined,
    );
    expect(advice[0]?.drop).toEqual(['hle', 'hypervisor', 'avx2']);
    const words = advice.map(({ title, phrases }) => `${plainText(title)}: ${plainText(phrases)}`);
    expect(words.find((each) => each.startsWith('Bring them to kvm-01'))).toContain('tsx=on');
    expect(words.find((each) => each.startsWith('Reported wrongly'))).toContain('hypervisor is set by QEMU');
  });
});
