import { describe, expect, test } from 'vitest';
import { readText } from '../../intake/intake.ts';
import { emptyWorkspace } from '../model/state.ts';
import { Merger, withAdditions } from './merger.ts';
import { replacedInWords } from './summary.ts';

const domain = (name: string, model: string, id = '') =>
  `<domain type='kvm'${id}><name>${name}</name><cpu mode='custom'><model>${model}</model></cpu></domain>\n`;

function taken(before: typeof emptyWorkspace, text: string) {
  const merger = new Merger(before);
  const { hosts, guests } = readText(text, 'paste 1');
  const outcomes = [...hosts, ...guests].map((reading) => merger.add(reading));
  return { outcomes, workspace: withAdditions(before, merger.take()) };
}

describe('guests that come', () => {
  test('two of one name on two hosts are both kept', () => {
    const text = `root@kvm-01:~# virsh dumpxml web\n${domain('web', 'Haswell')}root@kvm-02:~# virsh dumpxml web\n${domain('web', 'Haswell')}`;
    const { workspace } = taken(emptyWorkspace, text);
    expect(workspace.hosts).toEqual([]);
    expect(workspace.guests.map(({ name, on }) => [name, on])).toEqual([
      ['web', 'kvm-01'],
      ['web', 'kvm-02'],
    ]);
  });

  test('one added again with a different CPU replaces the first, and undo restores it', () => {
    const first = taken(emptyWorkspace, domain('web', 'Haswell')).workspace;
    const { outcomes, workspace } = taken(first, domain('web', 'EPYC'));
    expect(outcomes).toEqual(['guest replaced']);
    expect(workspace.guests).toMatchObject([{ id: first.guests[0]?.id, cpu: { cpu: { model: 'EPYC' } } }]);
    const [before, after] = [first.guests[0], workspace.guests[0]];
    if (before === undefined || after === undefined) throw new Error('no guest');
    expect(replacedInWords([{ before, after }])).toMatch(
      /was added again with a different CPU \(Haswell before, EPYC now\)/,
    );
    expect(replacedInWords([{ before, after: { ...before, machine: 'q35' } }])).toBeUndefined();
  });

  test('of one paste nothing takes the place of another: a second definition has a name of its own', () => {
    const { workspace } = taken(emptyWorkspace, domain('web', 'Haswell') + domain('web', 'EPYC'));
    expect(workspace.guests.map(({ name }) => name)).toEqual(['web', 'web (2)']);
  });

  test('the running one and the one that is defined are both kept', () => {
    const first = taken(emptyWorkspace, domain('web', 'Haswell')).workspace;
    const { workspace } = taken(first, domain('web', 'Haswell', " id='3'"));
    expect(workspace.guests.map(({ live }) => live)).toEqual([false, true]);
  });
});
