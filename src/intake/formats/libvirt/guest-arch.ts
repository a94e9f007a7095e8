import type { CpuSource } from '../../../cpu/definition/source.ts';

/** A guest CPU names no architecture. Its model does, where it is none of x86's. */
export function archOfGuest(source: CpuSource): string {
  const model = source.kind === 'guest' ? (source.cpu.model ?? '') : '';
  if (/^power/i.test(model)) return 'ppc64';
  if (/^(?:z\d|gen\d)/.test(model)) return 's390x';
  return /^(?:cortex|neoverse|a64fx|kunpeng|falkor|thunderx)/i.test(model) ? 'aarch64' : 'x86_64';
}
