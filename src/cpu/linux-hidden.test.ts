import { describe, expect, it } from 'vitest';
import { loadCpuMap } from '../cpu-map/releases.ts';
import type { NamedFeatures } from './definition/source.ts';
import { resolveCpu } from './resolve.ts';

const map = await loadCpuMap('12.8.0');
const nehalem =
  'fpu vme de pse tsc msr pae mce cx8 apic mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx rdtscp lm ' +
  'pni ssse3 cx16 sse4_1 sse4_2 x2apic popcnt lahf_lm';

function linux(flags: string, model: number, more: Partial<NamedFeatures> = {}) {
  return resolveCpu(map, {
    kind: 'names',
    arch: 'x86_64',
    vocabulary: 'linux',
    vendor: 'GenuineIntel',
    signature: { family: 6, model, stepping: 6 },
    names: flags.split(' '),
    ...more,
  });
}

describe('features that Linux hides', () => {
  it('sep, which old kernels do not show: the family and model have it', () => {
    const { definition, hidden } = linux(nehalem, 46);
    expect([definition.model, hidden]).toEqual(['Nehalem-v1', ['sep']]);
  });

  it('pcid of Alder and Raptor Lake, for an erratum', () => {
    expect(linux(nehalem, 183).hidden).toEqual(['pcid']);
    expect(linux(`${nehalem} pcid`, 183).hidden).toBeUndefined();
  });

  it('bits of AMD that have no name in any kernel', () => {
    const genoa = { family: 25, model: 17, stepping: 1 };
    const { hidden } = linux(nehalem, 0, { vendor: 'AuthenticAMD', signature: genoa });
    expect(hidden).toEqual(
      expect.arrayContaining([
        'svme-addr-chk',
        'null-sel-clr-base',
        'no-nested-data-bp',
        'lfence-always-serializing',
        'auto-ibrs',
        'amd-psfd',
      ]),
    );
    expect(hidden).not.toContain('avx2');
  });

  it('nothing of a virtual machine, of another vendor, of an unknown model, of QEMU’s list', () => {
    expect(linux(`${nehalem} hypervisor`, 46).hidden).toBeUndefined();
    expect(linux(nehalem, 46, { vendor: 'AuthenticAMD' }).hidden).toBeUndefined();
    expect(linux(nehalem, 255).hidden).toBeUndefined();
    expect(linux(nehalem, 46, { vocabulary: 'qemu' }).hidden).toBeUndefined();
  });

  it('no features of MSRs: they differ by stepping', () => {
    const cascadeLake = linux(nehalem, 85).hidden ?? [];
    for (const name of ['rdctl-no', 'mds-no', 'ibrs-all']) expect(cascadeLake).not.toContain(name);
  });
});
