import { driverOf } from '../../cpu/definition/definition.ts';
import { tscFit } from '../../cpu/driver-qemu/tsc.ts';
import { type StartVerdict, startVerdict, untold } from '../guest/start-verdict.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';

/** Whether a guest starts on hosts of a kind, as libvirt's QEMU driver decides, under their own release. */
export function judgeStart(guest: GuestKind, host: HostKind): StartVerdict {
  const { cpu, arch, virttype, isLive } = guest;
  if (driverOf(arch) !== driverOf(host.arch)) {
    return untold({ kind: 'architecture', guest: arch, host: host.arch });
  }
  // QEMU's default CPU, or none but a topology: libvirt checks nothing.
  if (cpu === undefined || (cpu.mode === 'custom' && cpu.model === undefined)) {
    return { kind: 'starts', leftOff: [], cpu };
  }
  if (driverOf(arch) !== 'x86') return untold({ kind: 'not-x86', arch });
  const clock = tscFit(guest.tscFrequency, clockOf(host));
  if (clock.kind === 'refused') return { kind: 'refused', message: clock.message, reasons: [] };
  const { map, told, predicted } = host;
  return startVerdict({ cpu, virttype, isLive }, { map, told: told.get(virttype), predicted });
}

function clockOf({ told, predicted }: HostKind) {
  const [first = predicted] = told.values();
  return first?.cpu?.counter;
}
