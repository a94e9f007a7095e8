import { afterEach, describe, expect, test } from 'vitest';
import { loadCpuMap } from '../cpu-map/releases.ts';
import { runs, type Verdict, verdictsOf } from '../fleet/guest/verdicts.ts';
import { lint } from '../fleet/lint/lint.ts';
import { derive } from './derived/derived.ts';
import { exampleIds } from './examples/ids.ts';
import { examples, loadExample } from './examples.ts';
import { setGuest, setIncluded } from './model/actions.ts';
import { edit, startState, workspaceStore } from './stores/store.ts';

const map = await loadCpuMap('12.8.0');

afterEach(() => workspaceStore.setState(startState, true));

function derived() {
  return derive(workspaceStore.getState().workspace, map, []);
}

function answered(): string {
  const guest = derived().guest;
  if (guest === undefined) return 'no guest';
  const { model, features } = guest.cpu;
  return `${model} ${features.map(({ name, policy }) => `${policy === 'disable' ? '-' : '+'}${name}`).join(' ')}`;
}

/** 32-bit guests have no start of their own: there the comparison decides. */
function startsWhole(verdict: Verdict): boolean {
  return verdict.start === undefined ? runs(verdict) : verdict.start.state === 'starts';
}

describe('examples', () => {
  test('every one is offered', () => {
    expect(examples.map(({ id }) => id)).toEqual([...exampleIds]);
  });

  test.each(examples)('$title has as many hosts and kinds as it says', async ({ id, hosts, kinds }) => {
    await loadExample(id);
    expect(workspaceStore.getState().problems).toEqual([]);
    expect(derived().fleet.hosts).toHaveLength(hosts);
    expect(derived().fleet.kinds).toHaveLength(kinds);
    expect(derived().fleet.kinds.flatMap(({ cpu }) => cpu.unknownFeatures)).toEqual([]);
  });

  test.each(examples)('$title: nothing beside the answer speaks against what Copy gives', async ({ id }) => {
    await loadExample(id);
    const { groupPools } = derived();
    const said = groupPools().flatMap(({ pool, guest }) => {
      if (guest === undefined) return ['no guest'];
      const verdicts = verdictsOf(pool, guest.cpu);
      const against = verdicts.filter((verdict) => !startsWhole(verdict)).map(({ kind }) => kind.index);
      const noted = lint({ pool, guest, verdicts }).filter(({ glyph }) => glyph !== 'note');
      return [...against, ...noted.map((item) => item.id)];
    });
    expect(said).toEqual([]);
    expect(groupPools().length).toBeGreaterThan(0);
  });

  test('the three hosts come out as drawn: Skylake-Server plus 8 that a guest gets', async () => {
    await loadExample('cascade-lake-and-skylake');
    expect(derived().guest?.cpu.model).toBe('Skylake-Server');
    expect(derived().guest?.cpu.features).toHaveLength(8);
    expect(
      derived()
        .rows()
        .filter(({ state }) => state === 'differs'),
    ).toHaveLength(12);
    const kvm03 = workspaceStore.getState().workspace.hosts[2];
    edit(setIncluded(kvm03 === undefined ? [] : [kvm03.id], false));
    expect(derived().guest?.cpu.model).toBe('Cooperlake');
  });

  test('the forty hosts come out as drawn: SandyBridge plus 7 that a guest gets', async () => {
    await loadExample('five-generations');
    expect(derived().guest?.cpu.model).toBe('SandyBridge');
    expect(derived().guest?.cpu.features).toHaveLength(7);
    expect(
      derived()
        .rows()
        .filter(({ state }) => state === 'differs'),
    ).toHaveLength(49);
  });

  test('the article’s hosts give libvirt’s answer, and the article’s with its model', async () => {
    await loadExample('article-2010');
    // A guest gets four of libvirt's six: no monitor, and no ht without threads.
    expect(answered()).toBe('kvm32 +cx16 +vme +lahf_lm +lm');
    edit(setGuest({ model: 'pentium3' }));
    const features = derived().guest?.cpu.features.map(({ name }) => name) ?? [];
    expect(features.toSorted()).toEqual('lahf_lm lm cx16 pni sse2 clflush apic'.split(' ').toSorted());
  });
});
