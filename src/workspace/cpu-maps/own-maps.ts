import * as v from 'valibot';
import { readCpuMap } from '../../cpu-map/read.ts';
import { unnamedMap } from '../../fleet/wording/phrases.ts';
import { MAX_BATCH_SIZE } from '../../intake/limits.ts';
import type { IntakeProblem } from '../../intake/reading.ts';
import { baseName, type CpuMapFolder, textOf } from '../file-format/files.ts';
import { cpuMapFacts } from '../packing/facts-schema.ts';
import { addProblems, announce } from '../stores/store.ts';
import { addOwnMap, switchMap } from './maps.ts';

const MAX_LISTED = 50;

/** A person's own cpu_map: read, checked, stored and chosen. When it is broken, the map in force stays. */
export async function importCpuMap({ name, files }: CpuMapFolder): Promise<void> {
  const size = files.reduce((bytes, { file }) => bytes + file.size, 0);
  if (size > MAX_BATCH_SIZE) {
    addProblems([problem('is larger than any CPU map', { file: name, line: 1 }, name)]);
    return;
  }
  const texts = new Map<string, string>();
  for (const { path, file } of files) {
    if (!path.endsWith('.xml')) continue;
    const text = await textOf(file);
    if (text === undefined) {
      addProblems([problem(`${path} can't be read`, { file: path, line: 1 }, name)]);
      return;
    }
    texts.set(baseName(path), text);
  }
  const reading = readCpuMap({
    files: texts,
    release: nameOf(name),
    origin: `own CPU map, read from ${name}`,
  });
  if (!reading.ok) {
    const found = reading.problems.slice(0, MAX_LISTED);
    addProblems(found.map(({ sentence, file, line }) => problem(sentence, { file, line }, name, texts)));
    announce(`The CPU map ${name} was not accepted: ${reading.problems.length} problems.`);
    return;
  }
  if (!v.is(cpuMapFacts, reading.facts)) {
    addProblems([problem('it has more in it than any CPU map', { file: name, line: 1 }, name)]);
    return;
  }
  await switchMap(addOwnMap(reading.facts));
}

/** `libvirt-10.0.0/src/cpu_map` → `libvirt-10.0.0`: the first part that says more than `cpu_map`. */
function nameOf(folder: string): string {
  const parts = folder
    .split('/')
    .filter((part) => !/^(cpu_map|src|cpu|usr|share|libvirt|\.+|\s*)$/.test(part));
  return (parts.at(-1) ?? unnamedMap).slice(0, 60).trim();
}

function problem(
  sentence: string,
  place: IntakeProblem['place'],
  map: string,
  texts: ReadonlyMap<string, string> = new Map(),
): IntakeProblem {
  const lines = texts.get(place.file)?.split('\n').slice(0, place.line).slice(-3) ?? [];
  const first = place.line - lines.length + 1;
  return {
    code: 'malformed',
    sentence: `The CPU map ${map} was not accepted: ${sentence}. The previous CPU map is still used.`,
    place,
    excerpt: lines.map((text, i) => ({ line: first + i, text: text.slice(0, 200) })),
  };
}
