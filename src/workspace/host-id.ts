import type { HostId, Workspace } from './state.ts';

let last = 0;

/** Never given twice while the page is open, so that what is remembered by id means the same host for ever. */
export function nextHostId(): HostId {
  last++;
  return hostIdOf(last);
}

/** To be called with every workspace that comes from outside (storage, file, link). */
export function reserveHostIds({ hosts }: Workspace): void {
  for (const { id } of hosts) {
    const number = Number(id.slice(1));
    if (Number.isSafeInteger(number)) last = Math.max(last, number);
  }
}

export function hostIdOf(number: number): HostId {
  return `h${number}` as HostId;
}
