import { describe, expect, it } from 'vitest';
import { map, mapOf } from '../guests.test-support.ts';
import { qemuName } from './qemu-name.ts';

describe('QEMU names', () => {
  it.each([
    ['pclmuldq', 'pclmulqdq'],
    ['lahf_lm', 'lahf-lm'],
    ['tsc_adjust', 'tsc-adjust'],
    ['fxsr_opt', 'fxsr-opt'],
    ['nodeid_msr', 'nodeid-msr'],
    ['vmx-invvpid-single-context-noglobals', 'vmx-invept-single-context-noglobals'],
  ])('has a name of its own for %s', (name, qemu) => {
    expect(qemuName(map, name)).toBe(qemu);
  });

  it.each(['pni', 'sse4.1', 'nx', 'lm', 'svm-lock', 'avx2', 'arch-capabilities'])('keeps %s', (name) => {
    expect(qemuName(map, name)).toBe(name);
  });

  it.each(['osxsave', 'ospke', 'cmt', 'mbm_total'])('has no property for %s', (name) => {
    expect(qemuName(map, name)).toBeUndefined();
  });

  it('takes a name that the map does not know for its own', () => {
    expect(qemuName(map, 'brand_new')).toBe('brand_new');
  });

  it('leaves no underscore in any release where an alias without one is known', () => {
    for (const release of ['9.0.0', '11.3.0', '12.8.0']) {
      const old = mapOf(release);
      const names = old.features.map(({ name }) => qemuName(old, name) ?? '');
      expect(names.filter((name) => name.includes('_'))).toEqual([]);
    }
  });
});
