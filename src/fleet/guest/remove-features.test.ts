import { expect, test } from 'vitest';
import { hasMask } from '../../bits/bits.ts';
import { guestOf, map, poolOfHosts } from '../pool/guest-pool.test-support.ts';
import { bulkOffs, stepsOff } from './remove-features.ts';

const host = { model: 'Haswell', features: ['vmx', 'vmx-ins-outs', 'invtsc'] };
const pool = poolOfHosts(host, host);

test('each group counts what the guest has of it, and is left out where nobody has anything', () => {
  const groups = bulkOffs(pool, guestOf(pool)).map(({ id, names }) => [id, names]);
  expect(groups).toEqual([
    ['vmx', ['vmx', 'vmx-ins-outs']],
    // A deployable guest has none.
    ['non-migratable', []],
    ['tsx', ['hle', 'rtm']],
  ]);
});

test('a group that is taken off is gone, and listed no longer than needed', () => {
  for (const { names } of bulkOffs(pool, guestOf(pool))) {
    const guest = guestOf(pool, { policies: stepsOff(pool, guestOf(pool), names) });
    for (const name of names) {
      const feature = map.featureByName.get(name);
      expect(feature && hasMask(guest.bits, feature.mask), name).toBe(false);
    }
  }
  expect(stepsOff(pool, guestOf(pool), ['rtm', 'vmx'])).toEqual([
    { name: 'rtm', policy: 'disable' },
    { name: 'vmx', policy: 'absent' },
  ]);
});
