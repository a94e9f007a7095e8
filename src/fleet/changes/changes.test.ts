import { describe, expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { baselineGuest } from '../pool/pool.ts';
import { pool } from '../pool/pools.test-support.ts';
import { type HostState, hostChange, isOtherProcessor, isUnchanged } from './host-change.ts';
import { answerState, featureChange } from './pool-change.ts';

function state(features: string, more: Partial<HostState> = {}, microcode?: number): HostState {
  const cpu = host('base', features, microcode === undefined ? {} : { microcode });
  return { cpu: { kind: 'host', cpu }, ...more };
}

describe('the changes of a host', () => {
  it('is which features went and came, and how many stayed', () => {
    expect(hostChange(small, state('f2 f3'), state('f3 f4'))).toEqual({
      gone: ['f2'],
      came: ['f4'],
      same: 3,
      told: [],
    });
  });

  it('names features that the map does not know', () => {
    expect(hostChange(small, state(''), state('brand-new')).came).toEqual(['brand-new']);
  });

  it('is microcode and releases too, where both states tell them', () => {
    const before = state('', { software: { libvirt: '9.0.0' } }, 0x2000065);
    const now = state('', { software: { libvirt: '11.3.0', qemu: '10.0.0', microcode: '0x2006E05' } });
    expect(hostChange(small, before, now).told).toEqual([
      { what: 'Microcode', before: '0x2000065', now: '0x2006e05' },
      { what: 'libvirt', before: '9.0.0', now: '11.3.0' },
    ]);
  });

  it('is what QEMU can give', () => {
    const model = (name: string, blockers: readonly string[]) => ({ name, blockers });
    const before = state('', { allowed: [model('a', []), model('b', ['f2'])] });
    const now = state('', { allowed: [model('a', []), model('b', [])] });
    expect(hostChange(small, before, now).told).toEqual([
      { what: 'Models that QEMU can give', before: '1', now: '2' },
    ]);
  });

  it('tells another processor under the same name from an update', () => {
    const of = (more: Parameters<typeof host>[2]): HostState => ({
      cpu: { kind: 'host', cpu: host('base', '', more) },
    });
    const [intel, amd] = [of({ vendor: 'Intel' }), of({ vendor: 'AMD' })];
    expect(hostChange(small, intel, amd).told).toContainEqual({
      what: 'Vendor',
      before: 'Intel',
      now: 'AMD',
    });
    expect(isOtherProcessor(hostChange(small, intel, amd))).toBe(true);
    const stepped = (stepping: number) => of({ signature: { family: 6, model: 85, stepping } });
    expect(isOtherProcessor(hostChange(small, stepped(4), stepped(7)))).toBe(true);
    expect(isOtherProcessor(hostChange(small, state('f2', {}, 1), state('f3', {}, 2)))).toBe(false);
  });

  it('is nothing where all is the same', () => {
    expect(isUnchanged(hostChange(small, state('f2'), state('f2')))).toBe(true);
  });
});

it('a guest gains what all hosts have now, and loses what one has no more', () => {
  const before = pool(small, [host('base', 'f2 f3'), host('base', 'f2')]);
  const now = pool(small, [host('base', 'f2 f3'), host('base', 'f3')]);
  const [left, right] = [before, now].map((of) => answerState(of, baselineGuest(of)));
  if (left === undefined || right === undefined) throw new Error('no answers');
  expect(featureChange(left, right)).toEqual({ gained: ['f3'], lost: ['f2'] });
  expect(right).toMatchObject({ hosts: 2, kinds: 2 });
});
