import type { SourceKind } from '../reading.ts';

/** The name and the limits of a kind of source, for people. */
export interface SourceWords {
  readonly command: string;
  /** A sentence; undefined if the source tells all that libvirt would know. */
  readonly limits: string | undefined;
  /** It shows no features of MSRs: those are not told. */
  readonly hidesMsrs?: true;
}

const linux =
  'The kernel lists no features of MSRs (mds-no, rdctl-no …): they are not told. It leaves out flags that it switched ' +
  'off: other flags that it does not list count as absent, but for those that it hides and all of the family and ' +
  'model have.';

export const sourceWords: Readonly<Record<SourceKind, SourceWords>> = {
  capabilities: { command: 'virsh capabilities', limits: undefined },
  domcapabilities: { command: 'virsh domcapabilities', limits: undefined },
  cpu: { command: 'a <cpu> element', limits: undefined },
  cpudata: { command: '<cpudata>', limits: undefined },
  cpuinfo: { command: '/proc/cpuinfo', limits: linux, hidesMsrs: true },
  lscpu: { command: 'lscpu', limits: linux, hidesMsrs: true },
  cpuid: {
    command: 'cpuid -r',
    limits: 'CPUID alone: features of MSRs (mds-no, rdctl-no, vmx-… …) are not in it: they are not told.',
    hidesMsrs: true,
  },
  'qmp-expansion': {
    command: 'query-cpu-model-expansion',
    limits: 'It shows what QEMU gives to guests with this accelerator, not the whole CPU of the host.',
  },
  'qmp-definitions': { command: 'query-cpu-definitions', limits: 'It lists the models that QEMU can give.' },
  kubevirt: {
    command: "KubeVirt's node labels",
    limits:
      'The labels show what QEMU gives to guests, not the whole CPU of the node; older releases of KubeVirt leave out ' +
      'the features of their minimal CPU (Penryn).',
  },
  nova: {
    command: "nova's cpu_info",
    limits:
      "It is what nova last stored of libvirt's host capabilities: compute nodes report it when they start.",
  },
};
