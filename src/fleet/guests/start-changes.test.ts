import { describe, expect, it } from 'vitest';
import type { StartState } from '../guest/start-verdict.ts';
import type { FleetGuest, GuestKind } from './fleet-guest.ts';
import type { GuestHost, HostKind } from './host-kinds.ts';
import { startChanges } from './start-changes.ts';

/** Kinds of host by the names of their hosts; each guest with its state on each kind. */
function judged(hosts: readonly string[], guests: Readonly<Record<string, readonly StartState[]>>) {
  const kinds = hosts.map((names, index): HostKind => {
    const included = names.split(' ').map((name) => ({ id: name, name }) as GuestHost);
    return { index, included, hosts: included } as unknown as HostKind;
  });
  const rows = Object.entries(guests);
  const own = rows.map(([names], index): GuestKind => {
    const each = names.split(' ').map((name): FleetGuest => ({ id: name, name, arch: '', cpu: undefined }));
    return { index, guests: each } as unknown as GuestKind;
  });
  return { guests: own, hosts: kinds, states: (kind: GuestKind) => rows[kind.index]?.[1] ?? [] };
}

describe('gains and losses of guests', () => {
  it('is told of hosts that took them before and refuse them now, and the other way round', () => {
    const before = judged(['kvm-01 kvm-02'], { 'web-01 web-02': ['starts'], 'db-01': ['refused'] });
    const now = judged(['kvm-01', 'kvm-02'], {
      'web-01 web-02': ['starts', 'refused'],
      'db-01': ['refused', 'without'],
    });
    expect(startChanges(before, now)).toEqual([
      { guests: ['web-01', 'web-02'], lost: ['kvm-02'], gained: [] },
      { guests: ['db-01'], lost: [], gained: ['kvm-02'] },
    ]);
  });

  it('is nothing of hosts and guests that are on one side only', () => {
    const before = judged(['kvm-01', 'old'], { 'web-01': ['starts', 'starts'], gone: ['starts', 'starts'] });
    const now = judged(['kvm-01', 'new'], { 'web-01': ['starts', 'refused'], new: ['refused', 'refused'] });
    expect(startChanges(before, now)).toEqual([]);
  });

  it('is nothing where one side can not tell', () => {
    const before = judged(['a', 'b'], { 'web-01': ['untold', 'starts'] });
    const now = judged(['a', 'b'], { 'web-01': ['refused', 'untold'] });
    expect(startChanges(before, now)).toEqual([]);
  });

  it('counts starting with less as starting', () => {
    const before = judged(['a'], { 'web-01': ['starts'] });
    const now = judged(['a'], { 'web-01': ['without'] });
    expect(startChanges(before, now)).toEqual([]);
  });
});
