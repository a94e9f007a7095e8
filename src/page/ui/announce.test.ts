import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce, lastAnnouncement, subscribeToAnnouncements } from './announce.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is said at the same time is one change, and the same sentence is in it once', () => {
  const changes: string[] = [];
  const stop = subscribeToAnnouncements(() => changes.push(lastAnnouncement().text));
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
  const { count } = lastAnnouncement();
  announce('12 of 40 rows.');
  vi.runAllTimers();
  expect(lastAnnouncement()).toEqual({ text: '12 of 40 rows.', count: count + 1 });
});
