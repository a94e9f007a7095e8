import type { CpuSource } from '../../../cpu/definition/source.ts';
import type { FormatHost, FormatReading } from '../../format.ts';
import type { CpuReading } from './cpu-element.ts';

interface PlacedCpu {
  readonly arch?: string;
  readonly cpu: CpuSource;
  readonly featureOffsets: readonly number[];
}

/** A reading whose offsets count from its `<cpu>` → one whose offsets count from the text's beginning. */
export function placed(
  reading: CpuReading,
  base: number,
  host: (cpu: PlacedCpu) => FormatHost,
): FormatReading {
  const { cpu, problem } = reading;
  const problems = problem === undefined ? [] : [{ ...problem, offset: problem.offset + base }];
  if (cpu === undefined) return { hosts: [], problems };
  const featureOffsets = cpu.featureOffsets.map((offset) => offset + base);
  const arch = cpu.arch === undefined ? {} : { arch: cpu.arch };
  return { hosts: [host({ ...arch, cpu: cpu.source, featureOffsets })], problems };
}
