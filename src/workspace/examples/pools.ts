import type { HostCpu } from '../../cpu/definition/definition.ts';
import { cpus } from './cpus.ts';
import type { ExampleId } from './ids.ts';

export interface ExampleHost {
  readonly name: string;
  readonly cpu: HostCpu;
}

/** Hosts of each example. Names are made up, CPUs are real. */
export const pools: Readonly<Record<ExampleId, readonly ExampleHost[]>> = {
  'cascade-lake-and-skylake': numbered([cpus.cascadeLake, 2], [cpus.skylake, 1]),
  'ice-lake-too': numbered([cpus.skylake, 2], [cpus.cascadeLakeTsx, 2], [cpus.iceLake, 2]),
  'epyc-pool': numbered([cpus.naples, 1], [cpus.naplesIbpb, 2], [cpus.rome, 3]),
  'intel-and-amd': numbered([cpus.cascadeLake, 2], [cpus.rome, 2]),
  'five-generations': numbered(
    [cpus.cascadeLake, 14],
    [cpus.skylakeIbrs, 8],
    [cpus.skylake, 5],
    [cpus.broadwell, 8],
    [cpus.haswell, 4],
    [cpus.sandyBridge, 1],
  ),
  'article-2010': [
    { name: 'laptop', cpu: cpus.laptop2010 },
    { name: 'server', cpu: cpus.server2010 },
  ],
};

function numbered(...kinds: readonly (readonly [cpu: HostCpu, count: number])[]): ExampleHost[] {
  return kinds
    .flatMap(([cpu, count]) => Array.from({ length: count }, () => cpu))
    .map((cpu, i) => ({ name: `kvm-${String(i + 1).padStart(2, '0')}`, cpu }));
}
