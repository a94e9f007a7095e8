import { beforeAll, describe, expect, test } from 'vitest';
import { builtInReleases, loadCpuMap } from '../../cpu-map/releases.ts';
import { kvmGives, namesInKvmTable } from '../../facts/kvm-gives.ts';

describe('the table of what KVM gives', () => {
  const everyName = new Set<string>();

  beforeAll(async () => {
    for (const release of builtInReleases) {
      for (const { name } of (await loadCpuMap(release)).features) everyName.add(name);
    }
  });

  test.each(builtInReleases)('has a row for every feature of libvirt %s', async (release) => {
    const { features } = await loadCpuMap(release);
    expect(features.length).toBeGreaterThan(180);
    expect(features.map(({ name }) => name).filter((name) => kvmGives(name) === undefined)).toEqual([]);
  });

  test('has no row that is a feature of no map', () => {
    expect(namesInKvmTable().filter((name) => !everyName.has(name))).toEqual([]);
  });
});
