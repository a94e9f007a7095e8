// npm run bench -- [--seed S] [--only NAME]: what computing costs, in one run, seeded, with ratios where there is something to compare.
import { parseArgs } from 'node:util';
import { loadCpuMap } from '../src/cpu-map/releases.ts';
import { benchComputing } from './bench/computing.ts';
import { benchGroups } from './bench/groups.ts';
import { benchGuests } from './bench/guests.ts';
import { benchHostile } from './bench/hostile.ts';
import { benchKinds } from './bench/kinds.ts';
import { benchMemory } from './bench/memory.ts';
import { benchText } from './bench/text.ts';
import { benchVirsh } from './bench/virsh.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const seed = Number(values.seed);
if (!Number.isInteger(seed)) {
  console.error('usage: npm run bench -- [--seed S] [--only computing|text|hostile|…]');
  process.exit(2);
}
const map = await loadCpuMap('12.8.0');
console.log(`seed ${seed}, CPU map ${map.release}, Node ${process.version}, ${process.arch}\n`);
const benches: Readonly<Record<string, () => void>> = {
  computing: () => benchComputing(map, seed),
  text: () => benchText(map, seed),
  hostile: benchHostile,
  kinds: () => benchKinds(map, seed),
  groups: () => benchGroups(map, seed),
  guests: () => benchGuests(map, seed),
  memory: () => benchMemory(map, seed),
  virsh: () => benchVirsh(seed),
};
for (const [name, run] of Object.entries(benches))
  if (values.only === undefined || values.only === name) run();
