// npm run check-all -- DIR: holds the project against more than it carries. DIR may have, at any depth,
//   *.jsonl                recorded answers of libvirt: each question is asked, as `npm run conform` does
//   libvirt-X.Y.Z/         a release's cpu_map directory: a fresh import must equal the committed file
//   any other file         what somebody printed: the intake must read it without breaking a law that holds for any text
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CpuMapFacts, formatFacts } from '../src/cpu-map/facts.ts';
import { readCpuMap } from '../src/cpu-map/read.ts';
import { brokenLaws } from '../src/intake/checks.test-support.ts';
import { createIntake } from '../src/intake/intake.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()) {
  console.error(
    'usage: npm run check-all -- DIR   (a folder of recorded answers, cpu_map directories, prints)',
  );
  process.exit(2);
}

const root = join(import.meta.dirname, '..');
const texts = /\.(xml|txt|json|ya?ml|log|conf)$/;
let failures = 0;

const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .sort()
  .map((name) => join(folder, name));
const maps = all.filter(
  (path) => /^libvirt-\d+\.\d+\.\d+$/.test(basename(path)) && statSync(path).isDirectory(),
);
const files = all.filter((path) => statSync(path).isFile() && !maps.some((map) => path.startsWith(map)));
const recorded = files.filter((path) => path.endsWith('.jsonl'));
const prints = files.filter((path) => texts.test(path));

for (const map of maps) report(map, importDiffers(map));
for (const file of recorded) report(file, answersDiffer(file));
const intake = createIntake();
for (const file of prints) {
  const text = readFileSync(file, 'utf8');
  report(file, brokenLaws(text, intake(text, basename(file))).join('; '));
}
console.log(
  `${maps.length} CPU maps, ${recorded.length} files of recorded answers, ${prints.length} prints: ${failures} failed`,
);
process.exitCode = failures === 0 && maps.length + recorded.length + prints.length > 0 ? 0 : 1;

function report(path: string, fault: string): void {
  if (fault === '') return;
  failures++;
  console.log(`${path}: ${fault}`);
}

/** Why a fresh import of a cpu_map directory is not the committed file, or nothing. */
function importDiffers(directory: string): string {
  const release = basename(directory).replace('libvirt-', '');
  const committed = join(root, 'src/cpu-map/data', `libvirt-${release}.json`);
  if (!existsSync(committed)) return `no CPU map of libvirt ${release} is built in`;
  const text = readFileSync(committed, 'utf8');
  const sources = readdirSync(directory).map(
    (name) => [name, readFileSync(join(directory, name), 'utf8')] as const,
  );
  const { origin } = JSON.parse(text) as CpuMapFacts;
  const reading = readCpuMap({ files: new Map(sources), release, origin });
  if (!reading.ok) return reading.problems.map(({ sentence }) => sentence).join('; ');
  return formatFacts(reading.facts) === text ? '' : 'a fresh import differs from the committed file';
}

function answersDiffer(file: string): string {
  const asked = spawnSync('npm', ['run', '-s', 'conform', '--', file], { cwd: root, encoding: 'utf8' });
  const lines = `${asked.stdout}${asked.stderr}`.trimEnd().split('\n');
  if (asked.status !== 0) return lines.at(-1) ?? 'npm run conform failed';
  const counts = lines.at(-1) ?? '';
  console.log(`${file}: ${counts}`);
  return /\b[1-9]\d* not supported/.test(counts) ? 'questions that the engine does not know' : '';
}
