// npm run fuzz -- [--minutes N] [--seed S]: gives the intake texts that were once good, and holds it to what must
// be true of any text. Findings are printed and saved; keep each in src/intake/fixtures/findings/, which a test reads.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brokenLaws } from '../src/intake/checks.test-support.ts';
import { createIntake } from '../src/intake/intake.ts';
import { DamagedLists } from './fuzz/damaged-lists.ts';
import { type Mutation, mutations } from './fuzz/mutations.ts';
import { Random } from './support/random.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz -- [--minutes N] [--seed S]');
  process.exit(2);
}

const MB = 1024 * 1024;
const LONGEST_SEED = 60_000;
const files = ['kvm-01.xml', 'paste 1', 'capabilities.xml', 'a/b.txt', '__proto__'] as const;
const corpus = textsIn('src/intake/fixtures');
const random = new Random(seed);
const uses = new Map<string, number>(mutations.map(({ name }) => [name, 0]));
const target = join('node_modules', '.cache', 'commonbits', 'fuzz');
const lists = new DamagedLists(random);
let intake = createIntake();
let texts = 0;
let characters = 0;
let findings = 0;

const end = Date.now() + minutes * 60_000;
while (Date.now() < end) {
  if (random.below(4) === 0) tryList();
  else {
    const { text, used } = makeText();
    tryText(text, used);
  }
  // A cache that is never emptied would hide what a fresh one does.
  if (texts % 500 === 0) intake = createIntake();
}
for (const [name, count] of uses) console.log(`${String(count).padStart(8)}  ${name}`);
for (const line of lists.told()) console.log(line);
const size = (characters / MB).toFixed(0);
console.log(
  `seed ${seed}: ${texts} texts tried, ${size} MB, from ${corpus.length} seeds; ${findings} findings`,
);
process.exitCode = findings === 0 ? 0 : 1;

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith('.md'))
    .map((path) => readFileSync(path, 'utf8'));
}

function makeText(): { text: string; used: Mutation[] } {
  let text = seedText();
  const used: Mutation[] = [];
  for (let i = random.below(6); i >= 0 && text.length < MB; i--) {
    const mutation = random.pick(mutations);
    text = mutation.apply(text, random, seedText());
    used.push(mutation);
  }
  return { text, used };
}

/** Long texts are cut, or a minute would hold few of them. */
function seedText(): string {
  const text = random.pick(corpus);
  if (text.length <= LONGEST_SEED) return text;
  const start = random.pick([0, random.below(text.length - LONGEST_SEED)]);
  return text.slice(start, start + LONGEST_SEED);
}

function tryText(text: string, used: readonly Mutation[]): void {
  // The processor's time: another program's load is no finding.
  const before = process.cpuUsage();
  const broken = readBroken(text);
  const took = process.cpuUsage(before).user / 1000;
  if (took > 1000 * Math.max(1, text.length / MB))
    broken.push(`took ${took.toFixed(0)} ms for ${text.length} characters`);
  texts++;
  characters += text.length;
  for (const { name } of used) uses.set(name, (uses.get(name) ?? 0) + 1);
  if (broken.length > 0) report(text, used, broken);
}

/** A list of features of which the right value is known. */
function tryList(): void {
  const { text, how, isWrong } = lists.tryOne();
  texts++;
  characters += text.length;
  if (isWrong) report(text, [], [`read wrong in silence: ${how}`]);
}

function readBroken(text: string): string[] {
  try {
    return brokenLaws(text, intake(text, random.pick(files)));
  } catch (error) {
    return [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

function report(text: string, used: readonly Mutation[], broken: readonly string[]): void {
  findings++;
  mkdirSync(target, { recursive: true });
  const path = join(target, `seed-${seed}-text-${texts}.txt`);
  writeFileSync(path, text);
  console.log(`FINDING ${path} (${used.map(({ name }) => name).join(', ')})`);
  for (const words of new Set(broken)) console.log(`  ${words}`);
}
