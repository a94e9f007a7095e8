import { expect, test } from 'vitest';
import { guestOf, policyOf, poolOfHosts } from '../pool/guest-pool.test-support.ts';
import { fatesOf, optionalFates, strandedMigration } from './start-outcomes.ts';

const newer = { model: 'Cascadelake-Server', features: ['md-clear'] };
const older = { model: 'Skylake-Server' };
const pool = poolOfHosts(newer, older, older);

test('a guest that is the same wherever it starts has no fates', () => {
  expect(fatesOf(pool, guestOf(pool).cpu)).toEqual([]);
});

test('an optional feature becomes require where the host has it and disable where it lacks it', () => {
  const { cpu } = guestOf(pool, { policies: [{ name: 'md-clear', policy: 'optional' }] });
  const fates = fatesOf(pool, cpu);
  expect(fates.map(({ becomes }) => becomes.ok && policyOf(becomes.value, 'md-clear'))).toEqual([
    'require',
    'disable',
  ]);
  const [fate] = optionalFates(pool, cpu);
  expect(fate).toMatchObject({ name: 'md-clear' });
  expect(fate?.requireOn.map(({ included }) => included[0]?.name)).toEqual(['kvm-01']);
  expect(fate?.disableOn.map(({ included }) => included[0]?.name)).toEqual(['kvm-02']);
});

test('hosts on which the same comes out are one fate', () => {
  const { cpu } = guestOf(pool, { policies: [{ name: 'avx', policy: 'optional' }] });
  expect(fatesOf(pool, cpu)).toHaveLength(1);
});

test('host-model takes the host’s model, and cannot go back to a lesser one', () => {
  const { cpu } = guestOf(pool, { mode: 'host-model' });
  const fates = fatesOf(pool, cpu);
  expect(fates.map(({ becomes }) => becomes.ok && becomes.value.model)).toEqual([
    'Cascadelake-Server',
    'Skylake-Server',
  ]);
  const stranded = strandedMigration(pool, cpu);
  expect(stranded?.from.included[0]?.name).toBe('kvm-01');
  expect(stranded?.to.included[0]?.name).toBe('kvm-02');
  expect(stranded?.missing).toContain('avx512vnni');
});
