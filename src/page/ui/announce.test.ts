import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce, announcements } from './announce.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('sentences said at the same time are one change, with each sentence once', () => {
  const changes: string[] = [];
  const stop = announcements.subscribe(({ text }) => changes.push(text));
  announce('ssbd: require.');
  announce('Runs on 2 of 3 hosts.');
  announce('ssbd: require.');
  vi.runAllTimers();
  stop();
  expect(changes).toEqual(['ssbd: require. Runs on 2 of 3 hosts.']);
});

test('the same sentence later is another change', () => {
  announce('12 of 40 rows.');
  vi.runAllTimers();
  const { count } = announcements.getState();
  announce('12 of 40 rows.');
  vi.runAllTimers();
  expect(announcements.getState()).toEqual({ text: '12 of 40 rows.', count: count + 1 });
});
