import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { blocksOf } from '../../src/fleet/groups/blocks.ts';
import { bestToLeaveOut } from '../../src/fleet/groups/leave-out.ts';
import { groupsOfCut } from '../../src/fleet/groups/migration-groups.ts';
import { proposeGroups } from '../../src/fleet/groups/propose.ts';
import { buildFleet } from '../../src/fleet/pool/fleet.ts';
import { poolOf } from '../../src/fleet/pool/pool.ts';
import { madeUpHost } from '../support/made-up-hosts.ts';
import { Random } from '../support/random.ts';
import { measure, ms, report } from './measure.ts';

const told = { toldByQemu: true };

/** Groups of distinct CPUs of one vendor: all cuts, the trees of one, the best 10 hosts to leave out. */
export function benchGroups(map: CpuMap, seed: number): void {
  const rows = [['kinds', 'blocks', 'all cuts', 'trees of a cut', 'exclude 10']];
  for (const kinds of [12, 40, 200, 1000]) {
    const random = new Random(seed);
    const hosts = Array.from({ length: kinds }, (_, i) => {
      const cpu = { kind: 'host', cpu: madeUpHost(map, random) } as const;
      return { id: String(i), name: `kvm-${i}`, included: true, cpu };
    });
    const pool = poolOf(buildFleet(map, hosts));
    const blocks = blocksOf(pool, told);
    const questions = blocks.map(({ items }) => items);
    const { cuts } = proposeGroups(questions);
    const cut = cuts[Math.min(3, cuts.length - 1)];
    if (cut === undefined) throw new Error('no cuts');
    rows.push([
      String(kinds),
      ms(measure(() => blocksOf(pool, told), { least: 3 })),
      ms(measure(() => proposeGroups(questions), { least: 3 })),
      ms(measure(() => groupsOfCut(blocks, cut), { least: 3 })),
      ms(measure(() => bestToLeaveOut(blocks[0]?.items ?? [], 10), { least: 3 })),
    ]);
  }
  report('Groups, from a pool of distinct CPUs', rows);
}
