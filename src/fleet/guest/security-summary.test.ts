import { expect, test } from 'vitest';
import { guestOf, poolOfHosts } from '../pool/guest-pool.test-support.ts';
import { summaryOf } from './security-summary.ts';

const newer = {
  model: 'Cascadelake-Server',
  features: ['md-clear', 'arch-capabilities', 'rdctl-no', 'rsba'],
};
const older = { model: 'Skylake-Server' };

test('says how far the guest reaches, and what is missing to the next level', () => {
  const { level } = summaryOf(poolOfHosts(older), guestOf(poolOfHosts(older)));
  expect(level.name).toBe('x86-64-v4');
  const old = poolOfHosts({ model: 'Nehalem' });
  expect(summaryOf(old, guestOf(old)).level).toMatchObject({ name: 'x86-64-v2', next: 'x86-64-v3' });
});

test('counts mitigations that the guest sees and those that only hosts have', () => {
  const pool = poolOfHosts(newer, older, older);
  const { mitigations } = summaryOf(pool, guestOf(pool));
  const missed = mitigations.groups.flatMap((group) =>
    group.missed.map(({ fact, hosts }) => [fact.name, hosts]),
  );
  expect(missed).toContainEqual(['md-clear', 1]);
  expect(missed).toContainEqual(['rdctl-no', 1]);
  expect(mitigations.missed).toBe(missed.length);
});

test('a feature whose presence asks for care is not missed', () => {
  const pool = poolOfHosts(newer, older);
  const { mitigations } = summaryOf(pool, guestOf(pool));
  const names = mitigations.groups.flatMap(({ missed }) => missed.map(({ fact }) => fact.name));
  expect(names).not.toContain('rsba');
});
