import { describe, expect, it } from 'vitest';
import type { CpuDefinition } from '../../cpu/definition/definition.ts';
import { host } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { hostGroups } from '../groups/host-groups.ts';
import { deriveGuest } from '../guest/guest.ts';
import { poolOf } from '../pool/pool.ts';
import { cascadeLake, fleetOf, rome, skylake } from '../pool/pools.test-support.ts';
import { plainText } from '../wording/phrases.ts';
import { groupsAnswer } from './groups-sentence.ts';

const map = await loadCpuMap('12.8.0');

function told(cpus: readonly CpuDefinition[], parts?: readonly (readonly string[])[]): string {
  const fleet = fleetOf(map, cpus);
  const groups = hostGroups(
    fleet,
    () => true,
    parts?.map((hosts) => ({ hosts })),
  );
  const answers = groups.map((group, at) => {
    const own = new Set(group.hosts.map(({ id }) => id));
    const pool = poolOf(fleet, {
      without: new Set(fleet.hosts.map(({ id }) => id).filter((id) => !own.has(id))),
    });
    return { group, pool, guest: deriveGuest(pool, { policies: [] }), inHand: at === 0 };
  });
  // How many features libvirt lists is its answer's matter.
  return plainText(groupsAnswer(answers, []).main).replace(/\d+ features/g, 'n features');
}

describe('the sentence of several groups', () => {
  it('says two vendors at once, each with its answer', () => {
    expect(told([skylake, cascadeLake, cascadeLake, rome])).toBe(
      '4 hosts are 2 groups. Intel: Skylake-Server plus n features (x86-64-v4); kvm-01 costs it n features. AMD: EPYC-Rome plus n features, less 1 (x86-64-v3).',
    );
  });

  it('says of more than two how far their guests reach, then the worst costs', () => {
    const old = host('SandyBridge-v1', '', { vendor: 'Intel' });
    const older = host('Westmere-v1', '', { vendor: 'Intel' });
    const cpus = [skylake, cascadeLake, rome, old, older];
    expect(told(cpus, [['kvm-01', 'kvm-02'], ['kvm-04', 'kvm-05'], ['kvm-03']])).toBe(
      '5 hosts are 3 groups: 2 on x86-64-v4, 1 on v3, 2 on v2. In Intel new, kvm-01 costs n features; in Intel old, kvm-05 costs n features.',
    );
  });
});
