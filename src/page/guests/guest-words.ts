import type { GuestCell, GuestRow, GuestSection } from '../../fleet/guests/guest-rows.ts';
import type { HostKind } from '../../fleet/guests/host-kinds.ts';
import type { UntoldMove } from '../../fleet/guests/judge-move.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import type { GuestFleet } from '../../workspace/derived/derived-guests.ts';
import { visibleText } from '../ui/visible-text.ts';

export interface CpuWords {
  /** In mono. */
  readonly model: string;
  readonly more: string;
}

/** `3 of 40`; `? of 40` where nothing is known of any: none would be a claim. */
export function takesWords({ takes, of, section }: GuestRow, unit = ''): string {
  const number = section === 'untold' && takes === 0 ? '?' : takes.toLocaleString('en');
  return `${number} of ${of.toLocaleString('en')}${unit}`;
}

/** `Cooperlake` and `+10, check full`; `host-model` and `not started`. */
export function cpuWords({ kind: { cpu, isLive } }: Pick<GuestRow, 'kind'>): CpuWords {
  if (cpu === undefined) return { model: 'default', more: "QEMU's own, no <cpu>" };
  const plus = cpu.features
    .filter(({ policy }) => policy === 'require' || policy === 'force')
    .map(({ name }) => name);
  const less = cpu.features.filter(({ policy }) => policy === 'disable' || policy === 'forbid').length;
  const added =
    plus.length === 1 ? `+${visibleText(plus[0] ?? '')}` : plus.length > 1 ? `+${plus.length}` : '';
  const parts = [
    [added, less > 0 ? `-${less}` : ''].filter((part) => part !== '').join(' '),
    cpu.check === undefined || cpu.check === 'partial' ? '' : `check ${cpu.check}`,
    cpu.mode === 'host-model' && !isLive ? 'not started' : '',
  ];
  const model = cpu.mode === 'custom' ? (cpu.model ?? 'default') : cpu.mode;
  return { model: visibleText(model), more: parts.filter((part) => part !== '').join(', ') };
}

/** `kvm-07`, `4 hosts`, `unknown` */
export function whereWords({ guests }: Pick<GuestRow, 'guests'>, { hostNames }: GuestFleet): string {
  const places = [...new Set(guests.flatMap(({ on }) => on ?? []))];
  const [only] = places;
  if (only === undefined) return 'unknown';
  return places.length === 1 ? visibleText(hostNames.get(only) ?? only) : plural(places.length, 'host');
}

/** `web-01 and 12 like it` */
export function guestsWords(guests: GuestRow['guests']): string {
  const [first, second] = guests;
  if (first === undefined) return '';
  if (guests.length === 2) return `${visibleText(first.name)} and ${visibleText(second?.name ?? '')}`;
  return guests.length === 1
    ? visibleText(first.name)
    : `${visibleText(first.name)} and ${(guests.length - 1).toLocaleString('en')} like it`;
}

export function hostsWords({ included }: HostKind): string {
  const [first] = included;
  if (first === undefined) return '';
  return included.length === 1
    ? visibleText(first.name)
    : `${visibleText(first.name)} and ${(included.length - 1).toLocaleString('en')} like it`;
}

export const cellWords: Readonly<Record<'start' | 'move', Readonly<Record<GuestCell, string>>>> = {
  start: {
    starts: 'starts',
    without: 'starts, with less than it asks for',
    refused: 'refused',
    alone: 'refused, the only kind that refuses',
    other: 'refused, not of its group',
    untold: 'unknown',
    here: 'is there',
  },
  move: {
    starts: 'can go there',
    without: 'with less than it asks for',
    refused: 'refused',
    alone: 'refused, the only kind that refuses',
    other: 'refused, not of its group',
    untold: 'unknown',
    here: 'is there',
  },
};

export function sectionWords(section: GuestSection, ask: 'start' | 'move', one: string): string {
  if (ask === 'move') {
    const words: Readonly<Record<GuestSection, string>> = {
      nowhere: 'Nowhere to go, live',
      one: `Only to ${one}`,
      untold: 'Unknown',
      some: 'Some hosts of their group',
      every: 'Every host of their group',
      off: 'Off now, starts elsewhere',
    };
    return words[section];
  }
  const words: Readonly<Record<GuestSection, string>> = {
    nowhere: 'On no host of their group',
    one: `Only on ${one}`,
    untold: 'Unknown from the given data',
    some: 'On some hosts of their group',
    every: 'On every host of their group',
    off: 'Off',
  };
  return words[section];
}

/** Why it is unknown, and what to paste to know it. */
export function untoldWords(why: UntoldMove, host: string): string {
  switch (why.kind) {
    case 'no-qemu-view':
      return `It is unknown what QEMU gives on ${host}: paste the output of ${why.paste} from there.`;
    case 'extra-features':
      return 'With check full libvirt also refuses features that QEMU adds and the guest does not name; no document lists them.';
    case 'architecture':
      return `The guest is ${why.guest}, the host ${why.host}.`;
    case 'not-x86':
      return `Guests of ${why.arch} are not judged here.`;
    case 'unknown-names':
      return `The CPU map of that host's libvirt does not know ${why.names.join(', ')}: QEMU decides.`;
    case 'no-source':
      return 'Its current CPU is unknown: paste its virsh dumpxml while it runs, or what QEMU gives where it runs.';
    case 'does-not-start':
      return `It does not start where it is said to run: ${why.message}`;
  }
}
