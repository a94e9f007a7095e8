import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInReleases, loadCpuMap } from '../../src/cpu-map/releases.ts';
import { judge } from './judge.ts';
import type { Question } from './question.ts';
import { parseRecorded } from './recorded.ts';

const own = join(import.meta.dirname, 'recorded');

function read(file: string, parse: (line: string, place: string) => Question): Question[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line, index) => parse(line, `${file}:${index + 1}`));
}

async function disagreements(questions: readonly Question[]) {
  const found: unknown[] = [];
  for (const question of questions) {
    const release = builtInReleases.find((name) => name === question.libvirt);
    if (release === undefined) throw new Error(`${question.id}: no CPU map of libvirt ${question.libvirt}`);
    const verdict = judge(await loadCpuMap(release), question, join(own, 'hosts'));
    if (verdict.kind !== 'agree') found.push({ id: question.id, ...verdict });
  }
  return found;
}

const files = readdirSync(own).filter((name) => name.endsWith('.jsonl'));

describe('answers recorded from libvirt', () => {
  it('are there for all operations and releases', () => {
    const questions = files.flatMap((name) => read(join(own, name), parseRecorded));
    const operations = [
      [
        'baseline',
        'compare',
        'cpuid-baseline',
        'cpuid-guest',
        'cpuid-host',
        'cpuid-json',
        'cpuid-json-signature',
      ],
      ['cpu-baseline', 'hypervisor-cpu-baseline', 'hypervisor-cpu-compare', 'start'],
      ['cpuid-signature', 'decode', 'expand', 'guestcpu', 'hasfeature', 'translate', 'update', 'updatelive'],
    ].flat();
    expect(new Set(questions.map(({ op }) => op))).toEqual(new Set(operations));
    expect(new Set(questions.map(({ libvirt }) => libvirt))).toEqual(new Set(builtInReleases));
  });

  it.each(files)('%s: every one is given to the byte', async (name) => {
    expect(await disagreements(read(join(own, name), parseRecorded))).toEqual([]);
  });
});
