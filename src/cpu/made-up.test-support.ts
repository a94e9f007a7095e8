import { compileCpuMap } from '../cpu-map/compile.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { type GuestCpu, type HostCpu, policies } from './definition/definition.ts';

export function host(model: string, features = '', more: Partial<HostCpu> = {}): HostCpu {
  return { kind: 'host', arch: 'x86_64', model, features: words(features), ...more };
}

/** Features as `name`, or `policy:name`. */
export function guest(model: string | undefined, features = '', more: Partial<GuestCpu> = {}): GuestCpu {
  return {
    kind: 'guest',
    mode: 'custom',
    match: 'exact',
    fallback: 'allow',
    ...(model === undefined ? {} : { model }),
    features: words(features).map((word) => {
      const [name = '', policy] = word.split(':').reverse();
      return { name, policy: policies.find((known) => known === policy) ?? 'require' };
    }),
    ...more,
  };
}

export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Features f0 … f7 of one bit each, and `wide` of two bits in two words; wide's bits are nobody else's. */
export const small: CpuMap = compileCpuMap({
  format: 1,
  release: '99.0.0',
  origin: 'made up',
  x86: {
    vendors: [
      { name: 'Intel', string: 'GenuineIntel' },
      { name: 'AMD', string: 'AuthenticAMD' },
    ],
    features: [
      ...Array.from({ length: 8 }, (_, i) => ({
        name: `f${i}`,
        masks: [`1.0 ecx ${((1 << (24 + i)) >>> 0).toString(16).padStart(8, '0')}`],
        ...(i === 7 ? { migratable: false as const } : {}),
      })),
      { name: 'wide', masks: ['7.0 ebx 80000000', '7.0 ecx 00000001'] },
      { name: 'left', masks: ['7.0 ebx 80000000'] },
      { name: 'right', masks: ['7.0 ecx 00000001'] },
    ],
    models: [
      { name: 'none' },
      { name: 'base', features: 'f0 f1' },
      { name: 'intel', vendor: 'Intel', features: 'f0 f1 f2' },
      { name: 'intel-new', ancestor: 'intel', features: 'f3', removed: 'f6' },
      { name: 'amd', vendor: 'AMD', features: 'f0 f1 f4' },
      { name: 'broad', features: 'f0 wide' },
    ],
  },
  ppc64: { vendors: ['IBM'], models: [{ name: 'POWER8', vendor: 'IBM', pvrs: [] }] },
  arm: { vendors: [], features: '', models: [] },
});
