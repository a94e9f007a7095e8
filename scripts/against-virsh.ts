// npm run against-virsh -- [--pools N] [--seed S] [--cpu-map DIR]: seeded random pools through this machine's virsh
// and through the engine with that libvirt's own CPU map; reports agreement.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CpuDefinition } from '../src/cpu/definition/definition.ts';
import { formatCpu } from '../src/cpu/definition/format.ts';
import { baseline } from '../src/cpu/verbs.ts';
import { compileCpuMap } from '../src/cpu-map/compile.ts';
import type { CpuMap } from '../src/cpu-map/cpu-map.ts';
import { readCpuMap } from '../src/cpu-map/read.ts';
import { readText } from '../src/intake/intake.ts';
import { capabilities, madeUpHost } from './support/made-up-hosts.ts';
import { Random } from './support/random.ts';
import { findVirsh, virshBaseline } from './support/virsh.ts';

const { values } = parseArgs({
  options: {
    pools: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    'cpu-map': { type: 'string', default: '/usr/share/libvirt/cpu_map' },
  },
});
const pools = Number(values.pools);
const seed = Number(values.seed);
if (!Number.isInteger(pools) || pools < 1 || !Number.isInteger(seed)) {
  console.error('usage: npm run against-virsh -- [--pools N] [--seed S] [--cpu-map DIR]');
  process.exit(2);
}
const virsh = findVirsh();
if (virsh === undefined) {
  console.error('No virsh was found. Install libvirt-clients, or set VIRSH to its path.');
  process.exit(2);
}

const map = installedMap(values['cpu-map'], virsh.version);
const random = new Random(seed);
const folder = mkdtempSync(join(tmpdir(), 'commonbits-'));
let agree = 0;
let refused = 0;
for (let pool = 0; pool < pools; pool++) {
  const text = poolText(map, random);
  // The test driver computes no --migratable baseline.
  const flags = random.some(['--features'], 0.3);
  const file = join(folder, 'pool.xml');
  writeFileSync(file, text);
  const theirs = virshBaseline(virsh.path, file, flags);
  const ours = ownBaseline(map, text, flags);
  if (!theirs.startsWith('<')) refused++;
  if (theirs === ours) agree++;
  else
    console.log(
      `pool ${pool} ${flags.join(' ')}\n--- virsh\n${theirs}\n--- Commonbits\n${ours}\n--- file\n${text}`,
    );
}
rmSync(folder, { recursive: true });
console.log(
  `virsh ${virsh.version}, seed ${values.seed}: ${agree} of ${pools} pools agree (${refused} of them refused by libvirt)`,
);
process.exitCode = agree === pools ? 0 : 1;

function installedMap(directory: string, release: string): CpuMap {
  const xml = readdirSync(directory).filter((name) => name.endsWith('.xml'));
  const files = new Map(xml.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
  const reading = readCpuMap({ files, release, origin: directory });
  if (!reading.ok) throw new Error(reading.problems.map(({ sentence }) => sentence).join('\n'));
  return compileCpuMap(reading.facts);
}

function poolText(from: CpuMap, seeded: Random): string {
  const vendor = seeded.pick(['Intel', 'Intel', 'AMD']);
  const count = 1 + seeded.below(6);
  // virsh takes a declaration at the very start only.
  const declaration = seeded.chance(0.2) ? "<?xml version='1.0' encoding='UTF-8'?>\n" : '';
  const documents = Array.from({ length: count }, () => {
    const host = madeUpHost(from, seeded, seeded.chance(0.03) ? 'AMD' : vendor);
    const { vendor: stated, ...rest } = host;
    const cpu: CpuDefinition = seeded.chance(0.15) || stated === undefined ? rest : host;
    return seeded.chance(0.3) ? capabilities(cpu, 4000) : formatCpu(cpu);
  });
  return declaration + documents.join('\n');
}

function ownBaseline(under: CpuMap, text: string, flags: readonly string[]): string {
  const cpus = readText(text, 'pool.xml').hosts.flatMap(({ cpu }) =>
    cpu.kind === 'host' || cpu.kind === 'guest' ? [cpu.cpu] : [],
  );
  const answered = baseline(under, cpus, { expand: flags.includes('--features') });
  return answered.ok ? formatCpu(answered.value, under.dialect).trim() : answered.error.message;
}
