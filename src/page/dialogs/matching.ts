import type { CpuSource } from '../../cpu/definition/source.ts';
import type { Host } from '../../workspace/model/state.ts';
import { cpuInWords } from '../phrases/cpu-in-words.ts';

/** Hosts that have each of the words in their name, model, vendor or architecture. */
export function matching(typed: string): (host: Pick<Host, 'name' | 'sources'>) => boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ name, sources }) => {
    const told = sources.flatMap(({ arch, cpu }) => [arch ?? '', cpuInWords(cpu), vendorIn(cpu)]);
    const text = [name, ...told].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function vendorIn(cpu: CpuSource): string {
  return cpu.kind === 'host' || cpu.kind === 'guest' ? (cpu.cpu.vendor ?? '') : '';
}
