// npm run cpu-map -- DIR VERSION: reads libvirt's cpu_map directory, writes src/cpu-map/data/libvirt-VERSION.json.
// npm run cpu-map: writes anew what the app loads of the older ones, src/cpu-map/data/older-releases.json.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChanges } from '../src/cpu-map/changes.ts';
import { formatFacts } from '../src/cpu-map/facts.ts';
import { readCpuMap } from '../src/cpu-map/read.ts';
import { builtInReleases, type OlderReleases } from '../src/cpu-map/releases.ts';

const [directory, version] = process.argv.slice(2);
if (directory !== undefined) {
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    console.error(
      'usage: npm run cpu-map -- [DIR VERSION]   (for example /usr/share/libvirt/cpu_map 12.8.0)',
    );
    process.exit(2);
  }
  importRelease(directory, version);
}
writeOlderReleases();

function importRelease(directory: string, version: string): void {
  const files = new Map(
    readdirSync(directory)
      .filter((name) => name.endsWith('.xml'))
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
  const reading = readCpuMap({
    files,
    release: version,
    origin: `facts extracted from cpu_map of libvirt ${version} (LGPL-2.1-or-later), https://libvirt.org`,
  });
  if (!reading.ok) {
    for (const { file, line, sentence } of reading.problems) console.error(`${file}:${line}: ${sentence}`);
    process.exit(1);
  }
  const target = fileOf(version);
  writeFileSync(target, formatFacts(reading.facts));
  const { vendors, features, models } = reading.facts.x86;
  console.log(
    `${target}: ${vendors.length} vendors, ${features.length} features, ${models.length} x86 models`,
  );
}

function writeOlderReleases(): void {
  const texts = builtInReleases.map((release) =>
    JSON.stringify(JSON.parse(readFileSync(fileOf(release), 'utf8'))),
  );
  const older: OlderReleases = builtInReleases
    .slice(1)
    .map((release, index) => ({ release, changes: findChanges(texts[index] ?? '', texts[index + 1] ?? '') }));
  writeFileSync('src/cpu-map/data/older-releases.json', `${JSON.stringify(older)}\n`);
}

function fileOf(version: string): string {
  return join('src/cpu-map/data', `libvirt-${version}.json`);
}
