import type { CpuSource } from '../../cpu/definition/source.ts';
import { visibleText } from '../ui/visible-text.ts';

/** A source's own description of its CPU, before any map: `Skylake-Server-IBRS and 23 features`. */
export function cpuInWords(cpu: CpuSource): string {
  switch (cpu.kind) {
    case 'registers':
      return 'raw registers';
    case 'names':
      return modelAnd(cpu.model, cpu.names.length);
    case 'host':
    case 'guest':
      return modelAnd(cpu.cpu.model, cpu.cpu.features.length);
  }
}

function modelAnd(model: string | undefined, count: number): string {
  const features = `${count.toLocaleString('en')} ${count === 1 ? 'feature' : 'features'}`;
  if (model !== undefined && count === 0) return visibleText(model);
  return model === undefined ? features : `${visibleText(model)} and ${features}`;
}
