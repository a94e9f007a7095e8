import type { SourceKind } from './reading.ts';

/** What a kind of source is called, and what it can't tell, for people. */
export interface SourceWords {
  readonly command: string;
  /** A sentence; undefined where the source tells all that libvirt would know. */
  readonly limits: string | undefined;
}

const noMsr = 'Features of MSRs (mds-no, rdctl-no …) are not in it and count as absent';

export const sourceWords: Readonly<Record<SourceKind, SourceWords>> = {
  capabilities: { command: 'virsh capabilities', limits: undefined },
  domcapabilities: { command: 'virsh domcapabilities', limits: undefined },
  domain: {
    command: 'virsh dumpxml',
    limits: 'It is a guest’s definition: what the host has beyond it is not told.',
  },
  cpu: { command: 'a <cpu> element', limits: undefined },
  cpudata: { command: '<cpudata>', limits: undefined },
  cpuinfo: { command: '/proc/cpuinfo', limits: `${noMsr}; so is a flag that the kernel cleared.` },
  lscpu: { command: 'lscpu', limits: `${noMsr}; so is a flag that the kernel cleared.` },
  cpuid: { command: 'cpuid -r', limits: `${noMsr}.` },
  'qmp-expansion': {
    command: 'query-cpu-model-expansion',
    limits: 'It tells what QEMU can give with the accelerator that it ran with.',
  },
  'qmp-definitions': { command: 'query-cpu-definitions', limits: 'It tells which models QEMU can give.' },
  kubevirt: {
    command: 'KubeVirt’s node labels',
    limits: 'They tell what QEMU can give, not what the host’s CPU has.',
  },
  nova: { command: 'nova’s cpu_info', limits: undefined },
};
