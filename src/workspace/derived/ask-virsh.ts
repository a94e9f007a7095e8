import type { GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { buildFleet, type FleetHost } from '../../fleet/pool/fleet.ts';
import { type Pool, poolOf, virshPrints } from '../../fleet/pool/pool.ts';
import { memoizeTwo } from '../browser/memo.ts';
import type { PoolView } from '../model/state.ts';
import type { VirshAsked } from '../model/virsh-asked.ts';

/** The input of a command: `cpu-baseline` the hosts' own CPUs, `hypervisor-cpu-baseline` what QEMU told of them. */
const viewAsked: Readonly<Record<VirshAsked['command'], PoolView>> = {
  'cpu-baseline': 'host',
  'hypervisor-cpu-baseline': 'qemu',
};

interface Question {
  readonly pool: Pool;
  /** The view that the pool is of. */
  readonly view: PoolView;
  readonly hostsOf: (view: PoolView) => readonly FleetHost[];
}

/** undefined if a host of the pool did not tell what the command asks for. */
export function askVirsh({ pool, view, hostsOf }: Question, asked: VirshAsked): Answer<GuestCpu> | undefined {
  const { command, ...options } = asked;
  const wanted = viewAsked[command];
  // Our own reading of a model that a release doesn't know is none that virsh makes: it refuses.
  const isRead = pool.kinds.some(({ included }) => included.some(({ readAs }) => readAs !== undefined));
  const of = wanted === view && !isRead ? pool : poolIn(pool, hostsOf(wanted));
  if (of.hosts < pool.hosts) return undefined;
  const printed = virshPrints(of, options);
  return printed.command === command ? printed.answer : undefined;
}

/** The pool's hosts in their other view. */
const poolIn = memoizeTwo((pool: Pool, hosts: readonly FleetHost[]): Pool => {
  const ids = new Set(pool.kinds.flatMap(({ included }) => included.map(({ id }) => id)));
  return poolOf(
    buildFleet(
      pool.fleet.map,
      hosts.filter(({ id }) => ids.has(id)),
    ),
  );
});
