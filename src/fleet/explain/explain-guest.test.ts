import { describe, expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import type { GuestChoices } from '../guest/guest-choices.ts';
import { cascadeLake, fleetOf, skylake } from '../pool/pools.test-support.ts';
import { plainText } from '../wording/phrases.ts';
import { contextOf } from './context.test-support.ts';
import { explain, type Subject } from './explain.ts';

const map = await loadCpuMap('12.8.0');

describe('a value of the guest CPU', () => {
  const fleet = fleetOf(small, [host('base', 'f2'), host('base')]);
  const said = (choices: Partial<GuestChoices>, subject: Subject) => {
    const found = explain(contextOf(fleet, { choices: { policies: [], ...choices } }), subject);
    const facts = new Map(found?.facts.map(({ label, phrases }) => [label, plainText(phrases)]));
    return { says: plainText(found?.sentence ?? []), facts, actions: found?.actions ?? [] };
  };

  it('says what it means, where it stands, what it was, and what else it may be', () => {
    const { says, facts, actions } = said({ match: 'strict' }, { kind: 'field', field: 'match' });
    expect(says).toMatch(/^strict: a host must have nothing beyond what is written here/);
    expect(facts.get('Is')).toBe('attribute match of <cpu>');
    expect(facts.get('From')).toBe('here: the baseline has exact');
    expect([...facts.keys()]).toEqual(['Is', 'From', 'Or exact', 'Or minimum']);
    expect(actions).toEqual([{ kind: 'as-baseline', field: 'match', label: 'Match as in the baseline' }]);
  });

  it('unchanged there is nothing to take back', () => {
    const { facts, actions } = said({}, { kind: 'field', field: 'check' });
    expect(facts.get('From')).toBe('the baseline, unchanged');
    expect(actions).toEqual([]);
  });

  it('a field that a mode does not set says so', () => {
    const { facts } = said({ mode: 'host-model' }, { kind: 'field', field: 'fallback' });
    expect(facts.get('From')).toBe('mode host-model does not set it');
  });

  it.each([
    [{ cache: { mode: 'emulate', level: 3 } }, 'cache', /^emulate: the guest sees caches/],
    [{ maxphysaddr: { mode: 'passthrough' } }, 'maxphysaddr', /^passthrough: the guest has as many/],
    [{ topology: { sockets: 2, dies: 1, clusters: 1, cores: 4, threads: 1 } }, 'topology', /^Sockets/],
    [{ vendorId: 'GenuineIntel' }, 'vendor_id', /^Twelve characters/],
  ] as const)('%o', (choices, field, words) => {
    const { says, facts, actions } = said(choices, { kind: 'field', field });
    expect(says).toMatch(words);
    expect(facts.get('From')).toBe('here: the baseline does not set it');
    expect(actions).toHaveLength(1);
  });

  it('an optional feature tells what it becomes where, and how to take it back', () => {
    const policies = [{ name: 'f2', policy: 'optional' }] as const;
    const { says, facts, actions } = said({ policies }, { kind: 'policy', feature: 'f2' });
    expect(says).toMatch(/^optional: .* Once the guest has migrated, optional becomes require/);
    expect(facts.get('Becomes')).toBe('require on kvm-01, disable on kvm-02');
    expect(facts.get('From')).toBe('here: in the baseline it is not listed');
    expect(facts.get('Or force')).toMatch(/Force only means something for an emulated CPU/);
    expect(actions).toEqual([{ kind: 'as-baseline', feature: 'f2', label: 'As in the baseline' }]);
  });
});

it('a verdict against the guest says what check makes of it, and offers to exclude the host', () => {
  const fleet = fleetOf(small, [host('base', 'f2'), host('base')]);
  const policies = [{ name: 'f2', policy: 'require' }] as const;
  const verdict = (check: 'none' | 'partial') =>
    explain(contextOf(fleet, { choices: { policies, check } }), { kind: 'verdict', host: 'id-kvm-02' });
  expect(plainText(verdict('none')?.sentence ?? [])).toMatch(
    /^libvirt starts the guest there\. QEMU silently leaves out 1 feature .* This is predicted/,
  );
  expect(plainText(verdict('partial')?.sentence ?? [])).toMatch(/^libvirt does not start the guest there\./);
  expect(verdict('partial')?.actions.map(({ kind }) => kind)).toEqual(['preview', 'leave-out']);
});

it('a group can be shown alone', () => {
  const group = (id: string) =>
    explain(contextOf(fleetOf(map, [cascadeLake, skylake])), { kind: 'group', group: id })?.actions;
  expect(group('same:avx512')).toMatchObject([{ kind: 'filter', filter: 'group:avx512' }]);
  expect(group('7.0 ebx')).toMatchObject([{ kind: 'filter', filter: 'group:"7.0 ebx"' }]);
  expect(group('all')).toEqual([]);
});
