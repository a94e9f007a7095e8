import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// libvirt's CPU maps lie beside the project, not in it: tests that hold the facts against them run where
// they are there. They are read by hand because the facts stand before every other part of the project.

const cpuMaps = fileURLToPath(new URL('../../../shared/cpu_map/', import.meta.url));
const releases = ['libvirt-7.0.0', 'libvirt-9.0.0', 'libvirt-11.3.0', 'libvirt-12.8.0'];

export const cpuMapsAreThere = releases.every((release) =>
  existsSync(`${cpuMaps}${release}/x86_features.xml`),
);

export function featureNames(): ReadonlySet<string> {
  const files = releases.flatMap((release) =>
    ['x86', 'arm'].map((arch) => `${release}/${arch}_features.xml`),
  );
  return new Set(files.flatMap((file) => matches(read(file), /<feature name='([^']+)'/g)));
}

export interface CpuModel {
  readonly vendor: string | undefined;
  readonly features: ReadonlySet<string>;
}

/** The x86 models of one release with what they inherit. */
export function cpuModels(release: string): ReadonlyMap<string, CpuModel> {
  const texts = new Map<string, string>();
  for (const file of readdirSync(`${cpuMaps}${release}`)) {
    const text = file.startsWith('x86_') ? read(`${release}/${file}`) : '';
    const name = /<model name='([^']+)'>/.exec(text)?.[1];
    if (name !== undefined) texts.set(name, text);
  }
  return new Map([...texts.keys()].map((name) => [name, modelIn(texts, name)]));
}

export const cpuMapReleases: readonly string[] = releases;

function modelIn(texts: ReadonlyMap<string, string>, name: string): CpuModel {
  const text = texts.get(name) ?? '';
  const ancestor = /<model name='([^']+)'\/>/.exec(text)?.[1];
  const inherited = ancestor === undefined ? undefined : modelIn(texts, ancestor);
  const features = new Set(inherited?.features);
  for (const element of text.match(/<feature [^>]+>/g) ?? []) {
    const feature = /name='([^']+)'/.exec(element)?.[1] ?? '';
    if (/(policy='disable'|removed='yes')/.test(element)) features.delete(feature);
    else features.add(feature);
  }
  return { vendor: /<vendor name='([^']+)'/.exec(text)?.[1] ?? inherited?.vendor, features };
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function read(file: string): string {
  return readFileSync(`${cpuMaps}${file}`, 'utf8');
}
