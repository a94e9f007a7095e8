import { sourceWords } from '../../intake/formats/source-words.ts';
import type { Host, HostSource, PoolView } from './state.ts';

/** How many of the hosts that count say what. The two views are never compared with each other. */
export interface ViewCounts {
  /** Hosts with a host CPU. */
  readonly host: number;
  /** Hosts that say what QEMU can give. */
  readonly qemu: number;
  readonly all: number;
}

export function countViews(hosts: readonly Host[]): ViewCounts {
  const counted = hosts.filter(({ included }) => included);
  const number = (view: PoolView) => counted.filter((host) => sourceFor(host, view) !== undefined).length;
  return { host: number('host'), qemu: number('qemu'), all: counted.length };
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

/** Features of MSRs that such a source does not list are not told, and not lacking. */
export function hidesMsrs({ kind, arch }: HostSource): boolean {
  return sourceWords[kind].hidesMsrs === true && (arch === 'x86_64' || arch === 'i686');
}

export function sourceFor(host: Host, view: PoolView): HostSource | undefined {
  return host.sources.find((source) => source.view === view);
}
