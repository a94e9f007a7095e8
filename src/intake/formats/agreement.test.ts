import { describe, expect, test } from 'vitest';
import type { Registers } from '../../cpu/definition/registers.ts';
import { featuresTold, translateNames } from '../../cpu/vocabulary/feature-names.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { capture } from '../fixtures.test-support.ts';
import { cpuid } from './cpuid.ts';
import { jsonFormat } from './index.ts';
import { cpuinfo } from './linux/cpuinfo.ts';
import { lscpu } from './linux/lscpu.ts';
import { readAll } from './read-all.test-support.ts';

const map = await loadCpuMap('12.8.0');

function named(format: typeof cpuinfo, text: string) {
  const { hosts, problems } = readAll(format, text);
  const cpu = hosts[0]?.cpu;
  expect(problems).toEqual([]);
  expect(hosts).toHaveLength(1);
  if (cpu?.kind !== 'names') throw new Error(`not names: ${cpu?.kind}`);
  const { known, unknown } = translateNames(map, cpu);
  expect(unknown).toEqual([]);
  return { vendor: cpu.vendor, signature: cpu.signature, features: known.map(({ name }) => name).sort() };
}

/** Features of CPUID alone, by the map's own masks. */
function decoded(registers: Registers): Set<string> {
  const features = new Set<string>();
  for (const feature of map.features) {
    const has = feature.mask.words.every((index, i) => {
      const word = map.words[index]!;
      if (word.kind === 'msr') return false;
      const leaf = registers.cpuid.find((one) => one.leaf === word.leaf && one.subleaf === word.subleaf);
      const value = feature.mask.values[i]!;
      return (value & ~(leaf?.[word.register] ?? 0)) === 0;
    });
    if (has) features.add(feature.name);
  }
  return features;
}

function dumped(text: string): Set<string> {
  const { hosts, problems } = readAll(cpuid, text);
  expect(problems).toEqual([]);
  const cpu = hosts[0]?.cpu;
  if (cpu?.kind !== 'registers') throw new Error(`not registers: ${cpu?.kind}`);
  return decoded(cpu.registers);
}

describe('one machine, printed in several ways', () => {
  test('/proc/cpuinfo, lscpu and lscpu -J say the same', () => {
    const first = named(cpuinfo, capture('proc-cpuinfo.txt'));
    expect(first).toMatchObject({
      vendor: 'GenuineIntel',
      signature: { family: 6, model: 167, stepping: 1 },
    });
    expect(named(lscpu, capture('lscpu.txt'))).toEqual(first);
    expect(named(jsonFormat, capture('lscpu.json'))).toEqual(first);
  });

  test('cpuid -1r and cpuid -r say the same', () => {
    expect(dumped(capture('cpuid-r.txt'))).toEqual(dumped(capture('cpuid-1r.txt')));
  });

  test("libvirt's capabilities list what the registers hold", () => {
    const features = dumped(capture('cpuid-1r.txt'));
    const host = /<cpu>[\s\S]*?<\/cpu>/.exec(capture('capabilities.xml'))?.[0] ?? '';
    const listed = [...host.matchAll(/<feature name='([^']*)'/g)].map(([, name]) => name!);
    const model = map.modelByName.get(/<model>([^<]*)/.exec(host)?.[1] ?? '')!;
    const inModel = map.features.filter(({ mask }) =>
      mask.words.every((index, i) => (mask.values[i]! & ~model.bits[index]!) === 0),
    );
    const told = new Set([...listed, ...inModel.map(({ name }) => name)]);
    const ofCpuid = [...told].filter((name) => {
      const word = map.featureByName.get(name)!.mask.words[0]!;
      return map.words[word]?.kind === 'cpuid';
    });
    expect([...features].sort()).toEqual(ofCpuid.sort());
  });

  test('Linux names nothing that the registers lack, and misses only what it hides', () => {
    const features = dumped(capture('cpuid-1r.txt'));
    const { features: flags } = named(cpuinfo, capture('proc-cpuinfo.txt'));
    expect(flags.filter((name) => !features.has(name))).toEqual([]);
    const told = new Set(featuresTold(map, 'linux').map(({ name }) => name));
    // The kernel clears la57 where it runs with four levels of page tables.
    expect([...features].filter((name) => !flags.includes(name) && told.has(name))).toEqual(['la57']);
  });

  test("QEMU's reply is a host with all models beside it", () => {
    const replies = `${capture('qmp-query-cpu-model-expansion-max.json')}\n${capture('qmp-query-cpu-definitions.json')}`;
    const { hosts, problems } = readAll(jsonFormat, replies);
    expect(problems).toEqual([]);
    expect(hosts).toHaveLength(1);
    expect(hosts[0]?.emulator?.models.length).toBeGreaterThan(170);
    expect(named(jsonFormat, capture('qmp-query-cpu-model-expansion-max.json')).vendor).toBe('AuthenticAMD');
  });
});
