import { describe, expect, it } from 'vitest';
import { sampleHost } from '../samples.test-support.ts';
import { renameHost, setGuest } from './actions.ts';
import {
  forgetGroups,
  lookAtGroup,
  partInto,
  removeEmptyGroups,
  renameGroup,
  type ShownGroup,
} from './group-actions.ts';
import type { Edit } from './history.ts';
import { nextHostId } from './host-id.ts';
import { emptyWorkspace, type Workspace } from './state.ts';

const [a, b, c] = ['kvm-01', 'kvm-02', 'kvm-03'] as const;
const hosts = [a, b, c].map((name) => sampleHost(name));
const start: Workspace = { ...emptyWorkspace, hosts };
const byVendor: readonly ShownGroup[] = [
  { name: 'Intel', hosts: [{ name: a }, { name: b }], chosen: undefined },
  { name: 'AMD', hosts: [{ name: c }], chosen: undefined },
];
const chosen = byVendor.map((group, at) => ({ ...group, chosen: at }));

function changed(workspace: Workspace, ...edits: readonly Edit[]): Workspace {
  return edits.reduce((before, edit) => edit(before)?.workspace ?? before, workspace);
}

describe('looking at a group', () => {
  it('makes those that are shown the own ones, and each keeps its guest', () => {
    const intel = changed(start, setGuest({ model: 'Haswell' }));
    const amd = changed(intel, lookAtGroup(1, byVendor), setGuest({ model: 'EPYC' }));
    expect(amd.groups?.inHand).toBe(1);
    expect(amd.guest).toEqual({ model: 'EPYC', policies: [] });
    const back = changed(amd, lookAtGroup(0, chosen));
    expect(back.guest).toEqual({ model: 'Haswell', policies: [] });
    expect(back.groups?.list[1]?.guest).toEqual({ model: 'EPYC', policies: [] });
  });

  it('looks at all hosts with a guest of their own', () => {
    const all = changed(start, lookAtGroup('all', byVendor), setGuest({ model: 'kvm64' }));
    const back = changed(all, lookAtGroup(0, chosen));
    expect(back.guest).toEqual({ policies: [] });
    expect(changed(back, lookAtGroup('all', chosen)).guest).toEqual({ model: 'kvm64', policies: [] });
  });

  it('changes nothing where it is looked at already', () => {
    expect(lookAtGroup(0, byVendor)(start)).toBeUndefined();
  });
});

describe('parting the hosts', () => {
  it('keeps name and guest of a group whose hosts stay', () => {
    const named = changed(
      start,
      renameGroup(1, 'lab', byVendor),
      lookAtGroup(1, chosen),
      setGuest({ model: 'EPYC' }),
    );
    const parted = changed(named, partInto([[a], [b], [c]], chosen));
    expect(parted.groups?.list.map(({ name }) => name)).toEqual([undefined, undefined, 'lab']);
    expect(parted.groups?.inHand).toBe(2);
    expect(parted.guest).toEqual({ model: 'EPYC', policies: [] });
  });

  it('looks at the group that has most of the hosts that were looked at', () => {
    const parted = changed(start, partInto([[c], [a, b]], byVendor));
    expect(parted.groups?.inHand).toBe(1);
    expect(partInto([[c], [a, b]], [])(parted)).toBeUndefined();
  });

  it('can be taken back to one group for each vendor', () => {
    const parted = changed(start, partInto([[a], [b], [c]], byVendor), forgetGroups());
    expect(parted.groups).toBeUndefined();
  });
});

describe('renaming a host', () => {
  it('keeps it in its group', () => {
    const parted = changed(start, partInto([[a], [b, c]], byVendor));
    const renamed = changed(parted, renameHost(hosts[0]?.id ?? nextHostId(), 'lab-1'));
    expect(renamed.groups?.list.map((group) => group.hosts)).toEqual([['lab-1'], [b, c]]);
  });
});

describe('groups whose hosts are gone', () => {
  it('are taken out, and what is looked at stays', () => {
    const parted = changed(start, partInto([[a], [b], [c]], byVendor));
    const looked = changed(
      parted,
      lookAtGroup(
        2,
        [0, 1, 2].map((at) => ({ name: '', hosts: [], chosen: at })),
      ),
    );
    const less = { ...looked, hosts: hosts.slice(1) };
    const cleared = changed(less, removeEmptyGroups());
    expect(cleared.groups?.list.map((group) => group.hosts)).toEqual([[b], [c]]);
    expect(cleared.groups?.inHand).toBe(1);
    expect(removeEmptyGroups()(cleared)).toBeUndefined();
  });
});
