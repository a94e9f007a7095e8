import { describe, expect, test } from 'vitest';
import {
  endsAsOthersDo,
  featuresOf,
  isSilentlyWrong,
  listDamages,
  listSources,
} from './damaged-lists.test-support.ts';
import { createIntake } from './intake.ts';

/** The same number of each kind is tried, spread over all; `npm run fuzz` tries others. */
const TRIES = 120;

describe.each(listSources)('$title', (source) => {
  const intake = createIntake();
  const whole = [source.text, source.other].map((text) => intake(text, 'paste 1'));
  const right = new Set(whole.flatMap(({ hosts, guests }) => [...hosts, ...guests].map(featuresOf)));

  test('is read whole, without a word', () => {
    for (const { hosts, guests, problems } of whole) {
      expect(hosts.length + guests.length).toBe(1);
      expect(problems).toEqual([]);
    }
  });

  test.each(Object.entries(listDamages))('%s: right, or there is a word of it', (_kind, damage) => {
    const all = [...damage(source)];
    const step = Math.max(1, Math.ceil(all.length / TRIES));
    for (let i = 0; i < all.length; i += step) {
      const { text, how } = all[i] ?? { text: '', how: '' };
      const isWrong = isSilentlyWrong(right, intake(text, 'paste 1'));
      if (isWrong && !endsAsOthersDo.test(text)) throw new Error(how);
    }
  });
});
