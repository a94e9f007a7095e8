import type { Format } from './format.ts';

/**
 * All formats but libvirt's XML, which comes first. In this order: one that holds another's lines before that
 * other (`lscpu` has cpuinfo's flags, a node's JSON could hold anything).
 */
export const otherFormats: readonly Format[] = [];
