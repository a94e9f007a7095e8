import { driverOf } from '../../cpu/definition/definition.ts';
import { code, type Phrase, text } from '../../fleet/wording/phrases.ts';
import type { Host } from '../../workspace/model/state.ts';
import { sourceFor } from '../../workspace/model/views.ts';

/** A fault of one host's documents: the words after its name, the same for all hosts that have it. */
interface SourceFault {
  readonly host: string;
  readonly says: string;
}

/**
 * Hosts whose domain capabilities don't fit: of another architecture than their own CPU, or for guests without KVM.
 * A sentence for each fault, with up to two of the hosts by name.
 */
export function sourceFaults(hosts: readonly Host[]): Phrase[] {
  const byFault = new Map<string, string[]>();
  for (const { host, says } of hosts.filter(({ included }) => included).flatMap(faultOf)) {
    byFault.set(says, [...(byFault.get(says) ?? []), host]);
  }
  return [...byFault].flatMap(([says, names]) => {
    const [first = '', second] = names;
    const others = names.length - 1;
    const more = others > 1 ? text(` and ${others.toLocaleString('en')} more: `) : text(': ');
    const both = others === 1 && second !== undefined ? [text(' and '), code(second)] : [];
    return [text(' '), code(first), ...both, more, text(says)];
  });
}

function faultOf(host: Host): SourceFault[] {
  const qemu = sourceFor(host, 'qemu');
  if (qemu?.kind !== 'domcapabilities') return [];
  const own = sourceFor(host, 'host');
  if (own !== undefined && driverOf(own.arch) !== driverOf(qemu.arch)) {
    const says = `the domain capabilities are for ${qemu.arch} guests, the host CPU is ${own.arch}. Paste virsh domcapabilities without --arch.`;
    return [{ host: host.name, says }];
  }
  const { domain = 'kvm' } = qemu.emulator ?? {};
  if (domain === 'kvm') return [];
  const what = domain === 'qemu' ? 'qemu, without KVM' : domain;
  const says = `the domain capabilities are for the virttype ${what}. Paste virsh domcapabilities --virttype kvm for guests with KVM.`;
  return [{ host: host.name, says }];
}
