import type { GuestId, HostId } from './state.ts';

let last = 0;

/** Never given twice while the page is open, so that what is remembered by id means the same host for ever. */
export function nextHostId(): HostId {
  last++;
  return `h${last}` as HostId;
}

/** Like a host's. */
export function nextGuestId(): GuestId {
  last++;
  return `g${last}` as GuestId;
}
