import type { Format } from './format.ts';
import { cpuid } from './formats/cpuid.ts';
import { cpuinfo } from './formats/cpuinfo.ts';
import { kubevirt } from './formats/kubevirt.ts';
import { lscpu } from './formats/lscpu.ts';
import { lscpuTranslated } from './formats/lscpu-translated.ts';
import { nova } from './formats/nova.ts';
import { qmp } from './formats/qmp.ts';

/**
 * All formats but libvirt's XML, which comes first. In this order: one whose documents hold lines that look
 * like another's stands before that other, as lscpu before cpuinfo.
 */
export const otherFormats: readonly Format[] = [qmp, nova, kubevirt, cpuid, lscpu, lscpuTranslated, cpuinfo];
