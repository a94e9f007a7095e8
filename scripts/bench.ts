// npm run bench -- [--seed S]: what computing costs, in one run, seeded, with ratios where there is something to compare.
import { parseArgs } from 'node:util';
import { loadCpuMap } from '../src/cpu-map/releases.ts';
import { benchComputing } from './bench/computing.ts';
import { benchGroups } from './bench/groups.ts';
import { benchGuests } from './bench/guests.ts';
import { benchKinds } from './bench/kinds.ts';
import { benchMemory } from './bench/memory.ts';
import { benchText } from './bench/text.ts';
import { benchVirsh } from './bench/virsh.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } });
const seed = Number(values.seed);
if (!Number.isInteger(seed)) {
  console.error('usage: npm run bench -- [--seed S]');
  process.exit(2);
}
const map = await loadCpuMap('12.8.0');
console.log(`seed ${seed}, CPU map ${map.release}, Node ${process.version}, ${process.arch}\n`);
benchComputing(map, seed);
benchText(map, seed);
benchKinds(map, seed);
benchGroups(map, seed);
benchGuests(map, seed);
benchMemory(map, seed);
benchVirsh(seed);
