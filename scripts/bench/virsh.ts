import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCpu } from '../../src/cpu/definition/format.ts';
import { baseline } from '../../src/cpu/verbs.ts';
import { compileCpuMap } from '../../src/cpu-map/compile.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { readCpuMap } from '../../src/cpu-map/read.ts';
import { createIntake } from '../../src/intake/intake.ts';
import { findVirsh, virshBaseline } from '../support/virsh.ts';
import { median, ms, report } from './measure.ts';
import { documents } from './text.ts';

const CPU_MAP = '/usr/share/libvirt/cpu_map';

/** The same file through this machine's virsh and through the engine, alternating. virsh reads at most 10 MB. */
export function benchVirsh(seed: number): void {
  const virsh = findVirsh();
  if (virsh === undefined) {
    console.log('No virsh on this machine: nothing to compare with.');
    return;
  }
  const map = installedMap(virsh.version);
  const folder = mkdtempSync(join(tmpdir(), 'commonbits-bench-'));
  const rows = [['capabilities documents', 'virsh (whole process)', 'Commonbits', 'ratio']];
  for (const count of [10, 100, 900]) {
    const file = join(folder, `${count}.xml`);
    writeFileSync(file, documents(map, seed, { count, kinds: count, bytes: 9_700 }).join(''));
    const theirs: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < 6; round++) {
      const start = performance.now();
      const their = virshBaseline(virsh.path, file, []);
      const between = performance.now();
      const our = ownBaseline(map, file);
      const end = performance.now();
      if (their !== our) throw new Error(`virsh and Commonbits differ:\n${their}\n${our}`);
      if (round > 0) theirs.push(between - start);
      if (round > 0) ours.push(end - between);
    }
    const ratio = median(theirs) / median(ours);
    rows.push([String(count), ms(median(theirs)), ms(median(ours)), `${ratio.toFixed(2)}×`]);
  }
  rmSync(folder, { recursive: true });
  report(
    `The same file through virsh ${virsh.version} and through the engine, alternating, same answer`,
    rows,
  );
}

function ownBaseline(map: CpuMap, file: string): string {
  const { hosts } = createIntake()(readFileSync(file, 'utf8'), file);
  const cpus = hosts.flatMap(({ cpu }) => (cpu.kind === 'host' || cpu.kind === 'guest' ? [cpu.cpu] : []));
  const answered = baseline(map, cpus);
  return answered.ok ? formatCpu(answered.value, map.dialect).trim() : answered.error.message;
}

function installedMap(release: string): CpuMap {
  const xml = readdirSync(CPU_MAP).filter((name) => name.endsWith('.xml'));
  const files = new Map(xml.map((name) => [name, readFileSync(join(CPU_MAP, name), 'utf8')]));
  const reading = readCpuMap({ files, release, origin: CPU_MAP });
  if (!reading.ok) throw new Error(reading.problems.map(({ sentence }) => sentence).join('\n'));
  return compileCpuMap(reading.facts);
}
