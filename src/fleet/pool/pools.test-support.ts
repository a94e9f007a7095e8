import type { CpuDefinition } from '../../cpu/definition/definition.ts';
import type { CpuSource } from '../../cpu/definition/source.ts';
import { host } from '../../cpu/made-up.test-support.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { buildFleet, type FleetHost } from './fleet.ts';
import { type Pool, type PoolOptions, poolOf } from './pool.ts';

/** `kvm-01`, `kvm-02` …; `out` are the places of the excluded ones. */
export function fleetOf(
  map: CpuMap,
  cpus: readonly (CpuDefinition | CpuSource)[],
  out: readonly number[] = [],
) {
  const hosts = cpus.map((cpu, i): FleetHost => {
    const name = `kvm-${String(i + 1).padStart(2, '0')}`;
    return { id: `id-${name}`, name, included: !out.includes(i), cpu: sourceOf(cpu) };
  });
  return buildFleet(map, hosts);
}

function sourceOf(cpu: CpuDefinition | CpuSource): CpuSource {
  if ('cpu' in cpu || cpu.kind === 'registers' || cpu.kind === 'names') return cpu;
  return cpu.kind === 'host' ? { kind: 'host', cpu } : { kind: 'guest', cpu };
}

export function pool(map: CpuMap, cpus: Parameters<typeof fleetOf>[1], options: PoolOptions = {}): Pool {
  return poolOf(fleetOf(map, cpus), options);
}

const xeon = {
  common: 'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave ds acpi ss ht tm pbe tsc_adjust',
  shared: 'fdp-excptn-only cmt zero-fcs-fds mpx intel-pt pku xsaves mbm_total mbm_local invtsc',
};

/** libvirt's host CPU of three real CPUs, decoded from recorded registers. */
export const skylake = host('Skylake-Server-v1', `${xeon.common} ${xeon.shared} clflushopt`, {
  vendor: 'Intel',
  signature: { family: 6, model: 85, stepping: 4 },
});
export const cascadeLake = host(
  'Cascadelake-Server-v1',
  `${xeon.common} ${xeon.shared} ospke md-clear stibp flush-l1d arch-capabilities rdctl-no ibrs-all
  skip-l1dfl-vmentry mds-no`,
  { vendor: 'Intel', signature: { family: 6, model: 85, stepping: 6 } },
);
export const rome = host(
  'EPYC-Rome-v3',
  `monitor osxsave ht cmt mbm_total mbm_local cmp_legacy extapic ibs skinit wdt tce topoext perfctr_nb
  overflow-recov succor invtsc lbrv svm-lock tsc-scale vmcb-clean flushbyasid decodeassists pause-filter
  pfthreshold avic v-vmsave-vmload vgif rdctl-no skip-l1dfl-vmentry mds-no pschange-mc-no`,
  { vendor: 'AMD', signature: { family: 23, model: 49, stepping: 0 } },
);

/** The laptop and the server of "Guest CPU model configuration", 2010. */
export const laptop = host(
  'pentium3',
  `lahf_lm lm xtpr cx16 ssse3 tm2 est vmx ds_cpl monitor pni pbe tm ht ss sse2 acpi ds clflush apic`,
  { arch: 'i686' },
);
export const server = host(
  'phenom',
  `osvw 3dnowprefetch misalignsse sse4a abm cr8legacy extapic cmp_legacy lahf_lm rdtscp pdpe1gb popcnt
  cx16 ht vme`,
);
