// npm run -s read -- FILE...: what the intake understood, a JSON object a line for each host and problem.
// FILE may be a directory (all files in it) or - (standard input).
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasMask } from '../src/bits/bits.ts';
import { resolveCpu } from '../src/cpu/resolve.ts';
import { loadCpuMap } from '../src/cpu-map/releases.ts';
import { createIntake } from '../src/intake/intake.ts';
import type { HostReading } from '../src/intake/reading.ts';

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error('usage: npm run -s read -- FILE...   (a directory is read whole, - is standard input)');
  process.exit(2);
}
const map = await loadCpuMap('12.8.0');
const intake = createIntake();
let hosts = 0;
let problems = 0;
for (const file of paths.flatMap(filesAt)) {
  const text = readFile(file);
  if (text === undefined) continue;
  const reading = intake(text, file === '-' ? 'standard input' : file);
  hosts += reading.hosts.length;
  problems += reading.problems.length;
  for (const host of reading.hosts) console.log(JSON.stringify(describe(host)));
  for (const { sentence, place } of reading.problems) {
    console.log(JSON.stringify({ problem: sentence, file: place.file, line: place.line }));
  }
}
process.exitCode = hosts > 0 && problems === 0 ? 0 : 1;

function readFile(file: string): string | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(JSON.stringify({ problem: `${file} was not read: ${reason}`, file, line: 0 }));
    problems++;
    return undefined;
  }
}

/** Of a directory all files in it, in the order of their names. */
function filesAt(path: string): string[] {
  if (path === '-' || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const entries = readdirSync(path).sort();
  return entries.flatMap((entry) => filesAt(join(path, entry)));
}

/** `features` counts those that stand in the source; for registers, those that libvirt's CPU map names. */
function describe(host: HostReading) {
  const { name = null, kind, arch, cpu, place } = host;
  const source = `${place.file}:${place.line}`;
  if (cpu.kind === 'host' || cpu.kind === 'guest') {
    const { vendor = null, model = null, features } = cpu.cpu;
    return { name, kind, arch, vendor, model, features: features.length, source };
  }
  const { definition, bits } = resolveCpu(map, cpu);
  const known = map.features.filter(({ mask }) => hasMask(bits, mask));
  const features = cpu.kind === 'names' ? cpu.names.length : known.length;
  const { vendor = null, model = null } = definition;
  return { name, kind, arch, vendor, model, features, source };
}
