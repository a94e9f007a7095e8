// npm run -s conform -- FILE... [--verbose]: holds the engine against recorded answers of the real libvirt.
// Documents of hosts that were asked through the QEMU driver are in hosts/ beside the file.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtInReleases, loadCpuMap } from '../src/cpu-map/releases.ts';
import { judge } from './conform/judge.ts';
import { parseQuestion, type Question, WrongForm } from './conform/question.ts';
import type { SetsAgree } from './conform/verdict.ts';

const verbose = process.argv.includes('--verbose');
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (files.length === 0) {
  console.error('usage: npm run -s conform -- FILE... [--verbose]');
  process.exit(2);
}

const count = { agree: 0, differ: 0, unsupported: 0 };
const sets = { all: 0, agree: 0 };
for (const file of files) {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const question = questionOf(line, `${file}:${index + 1}`);
    const release = builtInReleases.find((name) => name === question.libvirt);
    const verdict =
      release === undefined
        ? ({ kind: 'unsupported', why: `no CPU map of libvirt ${question.libvirt}` } as const)
        : judge(await loadCpuMap(release), question, join(dirname(file), 'hosts'));
    count[verdict.kind]++;
    if (verdict.kind === 'agree' && verdict.sets !== undefined) countSets(question.id, verdict.sets);
    if (verbose && verdict.kind === 'differ') {
      console.log(`${question.id} (${question.op}) ${file}:${index + 1}`);
      console.log(`  libvirt:    ${JSON.stringify(verdict.expected)}`);
      console.log(`  Commonbits: ${JSON.stringify(verdict.given)}`);
    }
    if (verbose && verdict.kind === 'unsupported')
      console.log(`${question.id}: not supported: ${verdict.why}`);
  }
}

function countSets(id: string, { agree, recorded, given }: SetsAgree): void {
  sets.all++;
  if (agree) sets.agree++;
  else if (verbose) console.log(`${id}: left off ${recorded.join()}, Commonbits: ${given.join()}`);
}

function questionOf(line: string, place: string): Question {
  try {
    return parseQuestion(line, place);
  } catch (error) {
    if (!(error instanceof WrongForm)) throw error;
    console.error(`${error.message} See scripts/conform/recorded/ for the form.`);
    process.exit(2);
  }
}

if (sets.all > 0) console.log(`${sets.agree} of ${sets.all} sets of features left off agree`);
console.log(`${count.agree} agree, ${count.differ} differ, ${count.unsupported} not supported`);
process.exitCode = count.differ === 0 ? 0 : 1;
