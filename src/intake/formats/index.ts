import { createJsonFormat } from '../documents/json-format.ts';
import type { Format } from '../format.ts';
import { TextCache } from '../text/text-cache.ts';
import { cpuid } from './cpuid.ts';
import { cpuidDump } from './cpuid-dump.ts';
import { kubevirt } from './kubevirt/kubevirt.ts';
import { kubevirtJson } from './kubevirt/kubevirt-json.ts';
import { kubevirtVm } from './kubevirt/kubevirt-vm.ts';
import { kubevirtVmJson } from './kubevirt/kubevirt-vm-json.ts';
import { virshVersion } from './libvirt/virsh-version.ts';
import { createXmlFormat } from './libvirt/xml-format.ts';
import { cpuinfo } from './linux/cpuinfo.ts';
import { lscpu } from './linux/lscpu.ts';
import { lscpuJson } from './linux/lscpu-json.ts';
import { lscpuTranslated } from './linux/lscpu-translated.ts';
import { notSupported } from './not-supported.ts';
import { nova } from './openstack/nova.ts';
import { novaJson } from './openstack/nova-json.ts';
import { proxmoxConfig } from './qemu/proxmox-config.ts';
import { qemuCommand } from './qemu/qemu-command.ts';
import { qmp } from './qemu/qmp.ts';

/** JSON of all kinds; the first that claims a value has it. */
export const jsonFormat = createJsonFormat([kubevirtVmJson, qmp, novaJson, kubevirtJson, lscpuJson]);

/** Formats that are found line by line. A format whose documents hold lines that look like another's comes before that other. */
export const lineFormats: readonly Format[] = [
  kubevirtVm,
  nova,
  kubevirt,
  virshVersion,
  notSupported,
  qemuCommand,
  cpuid,
  cpuidDump,
  lscpu,
  lscpuTranslated,
  cpuinfo,
  proxmoxConfig,
];

/** All formats, as they take their turn. Libvirt's XML comes first, and remembers the CPUs that it has read. */
export function createFormats(): readonly Format[] {
  return [createXmlFormat(new TextCache()), jsonFormat, ...lineFormats];
}
