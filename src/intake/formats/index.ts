import type { Format } from '../format.ts';
import { TextCache } from '../text/text-cache.ts';
import { cpuid } from './cpuid.ts';
import { kubevirt } from './kubevirt/kubevirt.ts';
import { createXmlFormat } from './libvirt/xml-format.ts';
import { cpuinfo } from './linux/cpuinfo.ts';
import { lscpu } from './linux/lscpu.ts';
import { lscpuTranslated } from './linux/lscpu-translated.ts';
import { nova } from './openstack/nova.ts';
import { qmp } from './qemu/qmp.ts';

/**
 * All formats. In this order: one whose documents hold lines that look like another's stands before that other, as
 * lscpu before cpuinfo. Libvirt's XML comes first, and remembers the CPUs that it has read.
 */
export function createFormats(): readonly Format[] {
  return [createXmlFormat(new TextCache()), qmp, nova, kubevirt, cpuid, lscpu, lscpuTranslated, cpuinfo];
}
