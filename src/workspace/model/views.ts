import type { Host, HostSource, PoolView } from './state.ts';

/** How many of the hosts that count say what. The two views are never compared with each other. */
export interface ViewCounts {
  /** Hosts with a host CPU, or with a guest's definition, which counts as virsh cpu-baseline counts it. */
  readonly host: number;
  /** Of these, hosts that have nothing but a guest's definition. */
  readonly guestOnly: number;
  /** Hosts that say what QEMU can give. */
  readonly qemu: number;
  readonly all: number;
}

export function countViews(hosts: readonly Host[]): ViewCounts {
  const counted = hosts.filter(({ included }) => included);
  const number = (has: (host: Host) => boolean) => counted.filter(has).length;
  return {
    host: number((host) => sourceFor(host, 'host') !== undefined),
    guestOnly: number((host) => sourceFor(host, 'host')?.view === 'guest'),
    qemu: number((host) => sourceFor(host, 'qemu') !== undefined),
    all: counted.length,
  };
}

/**
 * The chosen view, or the other one where no host has the chosen. Not chosen: what QEMU gives decides what a guest
 * gets, so it is shown as soon as every host that counts told it.
 */
export function shownView(counts: ViewCounts, wanted: PoolView | 'auto'): PoolView {
  const isTold = counts.qemu > 0 && counts.qemu === counts.all;
  const chosen = wanted !== 'auto' ? wanted : isTold ? 'qemu' : 'host';
  const other = chosen === 'host' ? 'qemu' : 'host';
  return counts[chosen] === 0 && counts[other] > 0 ? other : chosen;
}

/** Guest definitions (domains, bare `<cpu>`) count as virsh cpu-baseline counts them: like hosts. */
export function sourceFor(host: Host, view: PoolView): HostSource | undefined {
  const wanted = host.sources.find((source) => source.view === view);
  return wanted ?? (view === 'host' ? host.sources.find((source) => source.view === 'guest') : undefined);
}
