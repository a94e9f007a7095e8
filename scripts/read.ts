// npm run -s read -- FILE...: what the intake understood, a JSON object a line for each host, guest, error and problem.
// FILE may be a directory (all files in it), an archive (.zip, .tar, .gz, .xz, .bz2, .zst) or - (standard input).

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasMask } from '../src/bits/bits.ts';
import { resolveCpu } from '../src/cpu/resolve.ts';
import { featureAtBit, featureNamed } from '../src/cpu/vocabulary/register-bit.ts';
import { loadCpuMap } from '../src/cpu-map/releases.ts';
import type { Unpackers } from '../src/intake/archive/archive.ts';
import { loadUnpacker } from '../src/intake/archive/unpackers.ts';
import { createIntake } from '../src/intake/intake.ts';
import type { ErrorReading, GuestReading, HostReading, IntakeProblem } from '../src/intake/reading.ts';
import { documentsOf } from '../src/workspace/reading/worker/documents.ts';

const paths = process.argv.slice(2);
if (paths.length === 0 || paths.some((path) => /^--?\w/.test(path))) {
  console.error(
    'usage: npm run -s read -- FILE...   (directories and archives are read whole, - is standard input)',
  );
  process.exit(2);
}
const map = await loadCpuMap('12.8.0');
const intake = createIntake();
let found = 0;
const unpackers: Unpackers = {};
let problems = 0;
for (const file of paths.flatMap(filesAt)) {
  const bytes = await readFile(file);
  if (bytes !== undefined) await readBytes(file === '-' ? 'standard input' : file, bytes);
}
process.exitCode = found > 0 && problems === 0 ? 0 : 1;

async function readBytes(file: string, bytes: Uint8Array): Promise<void> {
  const hostNames = new Map<string, string>();
  const item = { id: 0, path: file, content: '', nested: false };
  for (const document of documentsOf(item, bytes, unpackers)) {
    if (document.kind === 'busy') continue;
    if (document.kind === 'needs') unpackers[document.packing] = await loadUnpacker(document.packing);
    else if (document.kind === 'problem') say(document.problem);
    else if (document.kind === 'hostname') hostNames.set(document.root, document.name);
    else {
      const { path, text, nested } = document;
      const reading = intake(text, path);
      // Members of an archive need not hold a host.
      const { hosts, guests, errors } = reading;
      const count = hosts.length + guests.length + errors.length;
      if (nested && count === 0 && reading.problems.every(isNoHost)) continue;
      const [, name] = [...hostNames].find(([root]) => path.startsWith(root)) ?? [];
      found += count;
      for (const host of hosts) console.log(JSON.stringify(describe(host, host.name ?? name)));
      for (const guest of guests) console.log(JSON.stringify(describeGuest(guest, guest.on ?? name)));
      for (const error of errors) console.log(JSON.stringify(describeError(error)));
      for (const problem of reading.problems) say(problem);
    }
  }
}

function isNoHost({ code }: IntakeProblem): boolean {
  return code === 'not-understood' || code === 'empty' || code === 'no-cpu';
}

function say({ sentence, place }: IntakeProblem): void {
  problems++;
  console.log(JSON.stringify({ problem: sentence, file: place.file, line: place.line }));
}

async function readFile(file: string): Promise<Uint8Array | undefined> {
  try {
    return file === '-' ? await readStandardInput() : readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(JSON.stringify({ problem: `${file} was not read: ${reason}`, file, line: 0 }));
    problems++;
    return undefined;
  }
}

/** Waits for a slow producer: read at once, a pipe that has nothing yet is an error. */
async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** For a directory, all files in it, in the order of their names. */
function filesAt(path: string): string[] {
  if (path === '-' || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const entries = readdirSync(path).sort();
  return entries.flatMap((entry) => filesAt(join(path, entry)));
}

/** `features` counts those that are in the source; for registers, those that libvirt's CPU map names. */
function describe(host: HostReading, name: string | null = null) {
  const { kind, arch, cpu, place, software } = host;
  const runs = software === undefined ? {} : { runs: software };
  const source = `${place.file}:${place.line}`;
  if (cpu.kind === 'host' || cpu.kind === 'guest') {
    const { vendor = null, model = null, features } = cpu.cpu;
    return { sort: 'host', name, kind, arch, vendor, model, features: features.length, source, ...runs };
  }
  const { definition, bits } = resolveCpu(map, cpu);
  const known = map.features.filter(({ mask }) => hasMask(bits, mask));
  const features = cpu.kind === 'names' ? cpu.names.length : known.length;
  const { vendor = null, model = null } = definition;
  return { sort: 'host', name, kind, arch, vendor, model, features, source, ...runs };
}

/** `on`: the host where it was found. `model` null: the mode says it, or it is QEMU's default. */
function describeGuest(guest: GuestReading, on: string | null = null) {
  const { name = null, kind, arch, cpu, place, live = null } = guest;
  const { virttype = null, machine = null, tscFrequency = null } = guest;
  const { mode, check = null, vendor = null, model = null, features } = cpu.cpu;
  const source = `${place.file}:${place.line}`;
  return {
    ...{ sort: 'guest', name, on, kind, arch, mode, check, vendor, model, features: features.length, live },
    ...{ virttype, machine, tscFrequency, source },
  };
}

/** `features` are the names that libvirt gives what the error names; as they were spelled where its map has none. */
function describeError(error: ErrorReading) {
  const { says, by, features, place, said } = error;
  const { model = null, guest = null, to = null, from = null } = error;
  const names = features.map(({ name, bit }) => {
    const feature = bit === undefined ? featureNamed(map, name) : featureAtBit(map, bit, name);
    return feature?.name ?? name;
  });
  return {
    sort: 'error',
    says,
    by,
    names,
    model,
    guest,
    to,
    from,
    said,
    source: `${place.file}:${place.line}`,
  };
}
