import { describe, expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { deriveGuest } from '../guest/guest.ts';
import { cascadeLake, pool, rome, skylake } from '../pool/pools.test-support.ts';
import { lostAgainstBest } from './lost-against-best.ts';

describe('the features that a guest loses against the best host', () => {
  it('is what that host gives and the guest lacks', () => {
    const hosts = pool(small, [host('base', 'f2 f3'), host('base', 'f2'), host('base', 'f2 f3')]);
    const guest = deriveGuest(hosts, { policies: [] });
    if (guest === undefined) throw new Error('no guest');
    const lost = lostAgainstBest(hosts, guest.bits, true);
    expect(lost?.names).toEqual(['f3']);
    expect(lost?.hosts).toHaveLength(2);
  });

  it('counts a feature that was dropped by hand', () => {
    const hosts = pool(small, [host('base', 'f2'), host('base', 'f2')]);
    const guest = deriveGuest(hosts, { policies: [{ name: 'f2', policy: 'disable' }] });
    if (guest === undefined) throw new Error('no guest');
    expect(lostAgainstBest(hosts, guest.bits, true)?.names).toEqual(['f2']);
  });

  it('counts nothing that KVM makes on every host, though no host CPU lists it', async () => {
    const hosts = pool(await loadCpuMap('12.8.0'), [cascadeLake, skylake]);
    const guest = deriveGuest(hosts, { policies: [] });
    if (guest === undefined) throw new Error('no guest');
    const lost = lostAgainstBest(hosts, guest.bits, false);
    expect(lost?.names).toContain('avx512vnni');
    expect(lost?.names.filter((name) => name.startsWith('vmx-') || name === 'hypervisor')).toEqual([]);
  });

  it('is not said of two vendors together', async () => {
    const hosts = pool(await loadCpuMap('12.8.0'), [rome, skylake]);
    expect(lostAgainstBest(hosts, new Uint32Array(hosts.common.length), true)).toBeUndefined();
  });
});
