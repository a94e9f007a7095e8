import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// The committed CPU maps are read as plain JSON: the facts come before every other part of the project.

interface X86Model {
  readonly name: string;
  readonly ancestor?: string;
  readonly vendor?: string;
  readonly features?: string;
  readonly removed?: string;
}

interface CpuMapFile {
  readonly x86: {
    readonly features: readonly { readonly name: string }[];
    readonly models: readonly X86Model[];
  };
  readonly arm: { readonly features: string };
}

export interface CpuModel {
  readonly vendor: string | undefined;
  readonly features: ReadonlySet<string>;
}

const data = join(import.meta.dirname, '../cpu-map/data');

/** `libvirt-12.8.0` …, every release that is built in. */
export const cpuMapReleases: readonly string[] = readdirSync(data)
  .filter((name) => name.startsWith('libvirt-'))
  .map((name) => name.replace('.json', ''));

/** The feature names of all releases, x86 and ARM. */
export function featureNames(): ReadonlySet<string> {
  return new Set(
    cpuMapReleases
      .map(read)
      .flatMap(({ x86, arm }) => [...x86.features.map(({ name }) => name), ...words(arm.features)]),
  );
}

/** The x86 models of one release with what they inherit. */
export function cpuModels(release: string): ReadonlyMap<string, CpuModel> {
  const models = new Map(read(release).x86.models.map((model) => [model.name, model]));
  return new Map([...models.keys()].map((name) => [name, modelIn(models, name)]));
}

function modelIn(models: ReadonlyMap<string, X86Model>, name: string): CpuModel {
  const model = models.get(name);
  if (model === undefined) throw new Error(`the CPU map has no model ${name}`);
  const inherited = model.ancestor === undefined ? undefined : modelIn(models, model.ancestor);
  const removed = new Set(words(model.removed));
  const features = [...(inherited?.features ?? []), ...words(model.features)];
  return {
    vendor: model.vendor ?? inherited?.vendor,
    features: new Set(features.filter((feature) => !removed.has(feature))),
  };
}

function words(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}

function read(release: string): CpuMapFile {
  return JSON.parse(readFileSync(join(data, `${release}.json`), 'utf8')) as CpuMapFile;
}
