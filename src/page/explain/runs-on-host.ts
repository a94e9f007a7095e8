import type { HostSource } from '../../workspace/model/state.ts';

/** A host's releases, as far as any of its documents names them: `libvirt 12.8.0`, `QEMU 11.1.3` and the like. */
export function runsOnHost(sources: readonly HostSource[]): readonly string[] {
  const words = sources.flatMap(({ software = {}, cpu, emulator }) => {
    const microcode = cpu.kind === 'host' ? cpu.cpu.microcode : undefined;
    return [
      said('libvirt', software.libvirt),
      said('QEMU', software.qemu),
      said('Linux', software.kernel),
      said('machine', emulator?.machine),
      said('microcode', software.microcode ?? (microcode && `0x${microcode.toString(16)}`)),
    ];
  });
  const order = ['libvirt', 'QEMU', 'Linux', 'machine', 'microcode'];
  const known = [...new Set(words.filter((word) => word !== undefined))];
  return known.sort((a, b) => order.indexOf(firstWord(a)) - order.indexOf(firstWord(b)));
}

function said(what: string, release: string | number | undefined): string | undefined {
  return release === undefined || release === '' || release === 0 ? undefined : `${what} ${release}`;
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? '';
}
