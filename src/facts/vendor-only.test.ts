import { describe, expect, test } from 'vitest';
import { cpuMapReleases, cpuModels } from './cpu-models.test-support.ts';
import { glossedFeatures } from './glosses.ts';
import { vendorOnly } from './vendor-only.ts';

describe('a feature of one vendor', () => {
  test.each(['vmx', 'vmx-ept', 'hle', 'rtm', 'mpx', 'sgx', 'sgx-kss', 'intel-pt', 'amx-tile'])(
    '%s is on Intel only',
    (name) => expect(vendorOnly(name)).toBe('Intel'),
  );

  test.each(['svm', 'npt', 'sse4a', '3dnow', 'topoext', 'perfctr_core', 'clzero', 'virt-ssbd'])(
    '%s is on AMD only',
    (name) => expect(vendorOnly(name)).toBe('AMD'),
  );

  // KVM tells guests of these on both vendors' hosts, whatever the CPU's own bits are.
  test.each(['ibpb', 'amd-ssbd', 'amd-stibp', 'spec-ctrl', 'ssbd', 'arch-capabilities', 'mds-no', 'x2apic'])(
    '%s is on both',
    (name) => expect(vendorOnly(name)).toBeUndefined(),
  );

  test('is known in number for each vendor', () => {
    const known = glossedFeatures().map(vendorOnly);
    expect(known.filter((vendor) => vendor === 'Intel').length).toBeGreaterThan(100);
    expect(known.filter((vendor) => vendor === 'AMD').length).toBeGreaterThan(50);
  });

  test('is never one that only looks like a property of an object', () => {
    for (const name of ['__proto__', 'constructor', '']) expect(vendorOnly(name)).toBeUndefined();
  });
});

describe('no CPU model of libvirt', () => {
  test.each(cpuMapReleases)('of %s has a feature that only the other vendor has', (release) => {
    const strange: string[] = [];
    const vendors = new Map([
      ['Intel', 'Intel'],
      ['AMD', 'AMD'],
      ['Hygon', 'AMD'],
    ]);
    for (const [model, { vendor, features }] of cpuModels(release)) {
      const own = vendors.get(vendor ?? '');
      if (own === undefined) continue;
      for (const feature of features) {
        const only = vendorOnly(feature);
        if (only !== undefined && only !== own) strange.push(`${model}: ${feature}`);
      }
    }
    expect(strange).toEqual([]);
  });
});
