import { isSameData } from '../model/canonical.ts';
import type { Guest } from '../model/state.ts';
import type { ReadSummary } from '../stores/store.ts';
import type { GuestAdditions } from './guest-merger.ts';
import type { Additions } from './merger.ts';

/** `3 hosts added, 20 guests added, 1 problem.` */
export function summaryInWords(summary: ReadSummary): string {
  const { added, joined, guests, same, errors, problems, skipped } = summary;
  const parts = [
    ...(added > 0 || joined + same + guests + errors === 0 ? [`${counted(added, 'host')} added`] : []),
    ...(joined > 0 ? [`${counted(joined, 'host')} completed`] : []),
    ...(guests > 0 ? [`${counted(guests, 'guest')} added`] : []),
    ...(same > 0 ? [`${same.toLocaleString('en')} here already`] : []),
    ...(errors > 0 ? [`${counted(errors, 'error')} read`] : []),
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(skipped > 0 ? [`${counted(skipped, 'other file')} without a host`] : []),
  ];
  const sentence = parts.join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** `kvm-03`, `3 hosts`, `web-01`, `3 hosts and 20 guests` */
export function broughtInWords({ added, joined, guests }: Additions): string {
  const came = [...guests.added, ...guests.replaced.map(({ after }) => after)];
  const hosts = added.length + joined.length;
  const [host] = added;
  const [guest] = came;
  if (hosts === 1 && came.length === 0 && host !== undefined) return host.name;
  if (hosts === 0 && came.length === 1 && guest !== undefined) return guest.name;
  const parts = [
    ...(hosts > 0 || came.length === 0 ? [counted(hosts, 'host')] : []),
    ...(came.length > 0 ? [counted(came.length, 'guest')] : []),
  ];
  return parts.join(' and ');
}

/** Guests that were added again with a different CPU, which nothing else would show; undefined if there are none. */
export function replacedInWords(replaced: GuestAdditions['replaced']): string | undefined {
  const changed = replaced.filter(({ before, after }) => !isSameData(before.cpu, after.cpu));
  const [first] = changed;
  if (first === undefined) return undefined;
  const { before, after } = first;
  const where = after.on === undefined ? after.name : `${after.name} on ${after.on}`;
  const was = `${modelIn(before)} before, ${modelIn(after)} now`;
  return changed.length === 1
    ? `${where} was added again with a different CPU (${was}), which replaced the first. Undo restores the first.`
    : `${counted(changed.length, 'guest')} were added again with a different CPU, as ${where} (${was}). Undo restores the first ones.`;
}

function modelIn({ cpu: { cpu } }: Pick<Guest, 'cpu'>): string {
  const named = cpu.mode === 'custom' ? (cpu.model ?? "QEMU's default") : cpu.mode;
  return cpu.features.length === 0 ? named : `${named} and ${counted(cpu.features.length, 'feature')}`;
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
