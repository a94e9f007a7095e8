import { describe, expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import type { FleetHost } from '../pool/fleet.ts';
import { fleetOf } from '../pool/pools.test-support.ts';
import { type ChosenGroup, hostGroups } from './host-groups.ts';

const included = ({ included }: FleetHost) => included;
const intel = host('intel', '', { vendor: 'Intel' });
const newer = host('intel', 'f3 f4', { vendor: 'Intel' });
const amd = host('amd', '', { vendor: 'AMD' });
const cpus = [intel, amd, intel, newer];
const host0 = (number: number) => `kvm-0${number}`;

function told(chosen?: readonly ChosenGroup[], of = cpus, out: readonly number[] = []) {
  return hostGroups(fleetOf(small, of, out), included, chosen).map(({ name, hosts }) => [
    name,
    hosts.map((each) => each.name.slice(-1)).join(''),
  ]);
}

describe('groups of hosts', () => {
  it('are one for each vendor where none were chosen', () => {
    expect(told()).toEqual([
      ['Intel', '134'],
      ['AMD', '2'],
    ]);
  });

  it('are one where all are of a sort', () => {
    expect(told([], [intel, newer])).toEqual([['Intel', '12']]);
  });

  it('take a host that says no vendor to the only one that others say', () => {
    const silent = host('base');
    expect(told([], [silent, amd])).toEqual([['AMD', '12']]);
    expect(told([], [silent, amd, intel]).map(([name]) => name)).toEqual(['AMD', 'Intel', 'x86_64']);
  });

  it('name their architecture where there are several', () => {
    const arm = host('', '', { arch: 'aarch64' });
    expect(told([], [intel, arm, arm]).map(([name]) => name)).toEqual(['aarch64', 'Intel x86_64']);
  });

  it('are those that were chosen, in their order', () => {
    const chosen = [
      { hosts: [host0(4)] },
      { hosts: [host0(1), host0(3)] },
      { name: 'lab', hosts: [host0(2)] },
    ];
    expect(told(chosen)).toEqual([
      ['Intel new', '4'],
      ['Intel old', '13'],
      ['lab', '2'],
    ]);
  });

  it('take in a host that came later where its equals are, and others by their sort', () => {
    const chosen = [{ name: 'old', hosts: [host0(1)] }];
    expect(told(chosen)).toEqual([
      ['old', '13'],
      ['AMD', '2'],
      ['Intel', '4'],
    ]);
  });

  it('never cross vendors, whatever was chosen', () => {
    expect(told([{ name: 'all', hosts: [host0(1), host0(2), host0(3), host0(4)] }])).toEqual([
      ['all', '134'],
      ['all (AMD)', '2'],
    ]);
  });

  it('have none of the hosts that are gone or excluded', () => {
    const chosen = [{ hosts: [host0(9)] }, { hosts: [host0(1), host0(2)] }];
    expect(told(chosen, cpus, [0, 2, 3])).toEqual([['AMD', '2']]);
  });

  it('are counted where names would be the same', () => {
    const chosen = [
      { name: 'A', hosts: [host0(1)] },
      { name: 'A', hosts: [host0(3)] },
      { name: 'A', hosts: [host0(2)] },
    ];
    expect(told(chosen).map(([name]) => name)).toEqual(['A', 'A (2)', 'A (3)', 'Intel']);
  });
});
