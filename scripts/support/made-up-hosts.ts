import type { HostCpu } from '../../src/cpu/definition/definition.ts';
import { formatCpu } from '../../src/cpu/definition/format.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import type { Random } from './random.ts';

/** A host CPU of one vendor's models, with a few features more. */
export function madeUpHost(map: CpuMap, random: Random, vendor = 'Intel'): HostCpu {
  const models = map.models.filter((model) => model.vendor?.name === vendor && model.decodeHost);
  const model = random.pick(models);
  const features = random.some(map.features, 0.08).map(({ name }) => name);
  return {
    kind: 'host',
    arch: 'x86_64',
    model: model.name,
    vendor,
    ...(random.chance(0.5) ? { microcode: 1 + random.below(0x7fffffff) } : {}),
    counter: { frequency: String(2_000_000_000 + random.below(1_000_000_000)), scaling: 'no' },
    topology: { sockets: 2, dies: 1, clusters: 1, cores: 16, threads: 2 },
    maxphysaddr: { mode: 'emulate', bits: 46 },
    features,
  };
}

/** A whole capabilities document of about `bytes` bytes; most of a real one is NUMA cells too. */
export function capabilities(cpu: HostCpu, bytes: number): string {
  const own = formatCpu(cpu).replace(/^/gm, '    ').trimEnd();
  const start = `<capabilities>\n\n  <host>\n    <uuid>3f6d2c1e-8a41-4b57-9c0d-5e1f7a2b9c34</uuid>\n${own}\n`;
  const end = `    </topology>\n  </host>\n\n  <guest>\n    <os_type>hvm</os_type>\n    <arch name='x86_64'>\n      <wordsize>64</wordsize>\n    </arch>\n  </guest>\n\n</capabilities>\n`;
  let cells = `    <topology>\n      <cells num='1'>\n        <cell id='0'>\n          <memory unit='KiB'>131072000</memory>\n          <pages unit='KiB' size='4'>32768000</pages>\n          <cpus num='64'>\n`;
  for (let id = 0; start.length + cells.length + end.length + 60 < bytes; id++) {
    cells += `            <cpu id='${id}' socket_id='0' die_id='0' core_id='${id}' siblings='${id},${id + 64}'/>\n`;
  }
  return `${start}${cells}          </cpus>\n        </cell>\n      </cells>\n${end}`;
}
