import type { Format } from '../format.ts';
import { cpuid } from './cpuid.ts';
import { kubevirt } from './kubevirt/kubevirt.ts';
import { cpuinfo } from './linux/cpuinfo.ts';
import { lscpu } from './linux/lscpu.ts';
import { lscpuTranslated } from './linux/lscpu-translated.ts';
import { nova } from './openstack/nova.ts';
import { qmp } from './qemu/qmp.ts';

/**
 * All formats but libvirt's XML, which comes first. In this order: one whose documents hold lines that look
 * like another's stands before that other, as lscpu before cpuinfo.
 */
export const otherFormats: readonly Format[] = [qmp, nova, kubevirt, cpuid, lscpu, lscpuTranslated, cpuinfo];
