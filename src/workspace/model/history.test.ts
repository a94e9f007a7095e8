import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleHost, workspaces } from '../samples.test-support.ts';
import {
  addHosts,
  chooseMap,
  chooseView,
  removeHosts,
  renameHost,
  replaceGuest,
  resetGuest,
  setGuest,
  setIncluded,
  setPolicies,
} from './actions.ts';
import { applyEdit, type Edit, type History, MAX_STEPS, stepBack, stepForward } from './history.ts';
import type { Workspace } from './state.ts';

const seeded = { seed: 20100303, numRuns: 200 };

/** An action by number, on whatever hosts there are. */
function anyEdit([kind, at, word]: readonly [number, number, string], { hosts }: Workspace): Edit {
  const id = hosts[at % Math.max(1, hosts.length)]?.id;
  const ids = id === undefined ? [] : [id];
  const edits: readonly Edit[] = [
    addHosts([sampleHost(`new ${word}`, 'vmx')]),
    removeHosts(ids),
    ...ids.flatMap((host) => [renameHost(host, word)]),
    setIncluded(ids, at % 2 === 0),
    chooseMap(at % 2 === 0 ? '9.0.0' : '11.3.0'),
    chooseView(at % 2 === 0 ? 'qemu' : 'host'),
    setGuest({ model: word }),
    setGuest({ vendorId: at % 3 === 0 ? null : word }),
    setGuest({ model: undefined, check: 'full' }),
    setPolicies([{ name: word, policy: at % 2 === 0 ? 'require' : undefined }]),
    replaceGuest({ policies: [], model: word }),
    resetGuest(),
  ];
  return edits[kind % edits.length] ?? resetGuest();
}

const choices = fc.array(fc.tuple(fc.nat(50), fc.nat(9), fc.string({ maxLength: 6 })), { maxLength: 40 });

function performed(workspace: Workspace, list: readonly (readonly [number, number, string])[]): History {
  let history: History = { workspace, past: [], future: [] };
  for (const choice of list) history = applyEdit(history, anyEdit(choice, history.workspace));
  return history;
}

function allBack(history: History): History {
  const before = stepBack(history);
  return before === undefined ? history : allBack(before);
}

function allForward(history: History): History {
  const after = stepForward(history);
  return after === undefined ? history : allForward(after);
}

describe('history', () => {
  test('[H1] undoing everything gives the start, redoing everything the end', () => {
    fc.assert(
      fc.property(workspaces, choices, (start, list) => {
        const end = performed(start, list);
        const begin = allBack(end);
        expect(begin.workspace).toBe(start);
        expect(begin.past).toEqual([]);
        expect(allForward(begin).workspace).toBe(end.workspace);
        expect(allForward(begin).past.map(({ label }) => label)).toEqual(end.past.map(({ label }) => label));
      }),
      seeded,
    );
  });

  test('[H2] names stay apart and every step says what it did', () => {
    fc.assert(
      fc.property(workspaces, choices, (start, list) => {
        const { workspace, past } = performed(start, list);
        expect(past.every(({ label }) => /^[a-z]/.test(label))).toBe(true);
        const names = workspace.hosts.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
      seeded,
    );
  });

  test('[H3] an edit that changes nothing is no step, and keeps what can be redone', () => {
    const host = sampleHost('kvm-01', 'vmx');
    const start = performed(
      { hosts: [host], guests: [], mapKey: '12.8.0', view: 'host', guest: { policies: [] } },
      [],
    );
    const undone = stepBack(applyEdit(start, chooseView('qemu')));
    for (const edit of [
      setIncluded([host.id], true),
      renameHost(host.id, ' kvm-01 '),
      renameHost(host.id, ''),
      chooseMap('12.8.0'),
      setGuest({ model: undefined }),
      setPolicies([{ name: 'avx2', policy: undefined }]),
      resetGuest(),
      removeHosts([]),
    ]) {
      expect(applyEdit(undone!, edit)).toBe(undone);
    }
  });

  test('[H4] typing in one field is one step; another field, or an undo between, begins a new one', () => {
    let history = performed(
      { hosts: [], guests: [], mapKey: '12.8.0', view: 'host', guest: { policies: [] } },
      [],
    );
    for (const vendorId of ['G', 'Ge', 'Gen']) history = applyEdit(history, setGuest({ vendorId }));
    expect(history.past.map(({ label }) => label)).toEqual(['setting vendor_id to Gen']);
    history = applyEdit(history, setGuest({ maxphysaddr: { mode: 'emulate', bits: 40 } }));
    expect(history.past).toHaveLength(2);
    history = applyEdit(stepBack(history)!, setGuest({ vendorId: 'Genu' }));
    expect(history.past).toHaveLength(2);
    expect(stepBack(history)?.workspace.guest.vendorId).toBe('Gen');
  });

  test('[H5] the oldest steps go when there are too many', () => {
    let history = performed(
      { hosts: [], guests: [], mapKey: '12.8.0', view: 'host', guest: { policies: [] } },
      [],
    );
    for (let i = 0; i < MAX_STEPS + 50; i++) history = applyEdit(history, setGuest({ model: `m${i}` }));
    expect(history.past).toHaveLength(MAX_STEPS);
    expect(allBack(history).workspace.guest.model).toBe('m49');
  });
});

describe('actions', () => {
  const hosts = ['kvm-01', 'kvm-02', 'kvm-03'].map((name) => sampleHost(name, 'vmx'));
  const start: Workspace = { hosts, guests: [], mapKey: '12.8.0', view: 'host', guest: { policies: [] } };
  const ids = hosts.map(({ id }) => id);

  test.each([
    [setIncluded([ids[2]!], false), 'excluding kvm-03'],
    [setIncluded(ids, false), 'excluding 3 hosts'],
    [removeHosts([ids[0]!, ids[1]!]), 'removing kvm-01 and kvm-02'],
    [renameHost(ids[0]!, 'kvm-02'), 'renaming kvm-01 to kvm-02 (2)'],
    [chooseMap('9.0.0'), 'choosing the CPU map 9.0.0'],
    [setGuest({ mode: 'host-passthrough' }), 'setting mode to host-passthrough'],
    [setGuest({ vendor: null }), 'unsetting vendor'],
    [setGuest({ cache: { mode: 'disable' } }), 'changing cache'],
    [setPolicies([{ name: 'avx2', policy: 'disable' }]), 'setting avx2 to disable'],
    [
      setPolicies([
        { name: 'avx2', policy: 'disable' },
        { name: 'avx', policy: 'disable' },
      ]),
      'setting 2 features to disable',
    ],
  ])('%# is called for what it does', (edit, label) => {
    expect(edit(start)?.label).toBe(label);
  });

  test('going back to the baseline is called so', () => {
    const choices = [setGuest({ match: 'strict' }), setPolicies([{ name: 'avx2', policy: 'disable' }])];
    const changed = choices.reduce((workspace, edit) => edit(workspace)?.workspace ?? workspace, start);
    const labels = [setGuest({ match: undefined }), setPolicies([{ name: 'avx2', policy: undefined }])].map(
      (edit) => edit(changed)?.label,
    );
    expect(labels).toEqual(['setting match as in the baseline', 'setting avx2 as in the baseline']);
  });

  test('null is kept as a choice, undefined takes the choice back', () => {
    const chosen = setGuest({ vendor: null, model: 'Haswell' })(start)?.workspace;
    expect(chosen?.guest).toEqual({ policies: [], vendor: null, model: 'Haswell' });
    expect(setGuest({ vendor: undefined })(chosen!)?.workspace.guest).toEqual({
      policies: [],
      model: 'Haswell',
    });
  });
});
