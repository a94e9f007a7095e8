import type { Bits, Mask } from '../../bits/bits.ts';
import type { GuestBits } from './guest-bits.ts';
import type { HostColumns, ModelColumns, WordColumns } from './host-columns.ts';
import { quickState } from './quick-state.ts';
import type { StartState } from './start-verdict.ts';

/**
 * The states of one guest on all hosts of some columns, as `quickState` gives them one by one, in passes over whole words:
 * five thousand guests are asked of a thousand hosts. undefined: only the whole judgement can tell.
 */
export function rowStates(
  columns: HostColumns,
  guest: GuestBits,
  isLive: boolean,
): readonly (StartState | undefined)[] {
  const { map, hosts } = columns;
  // Rare, and they look at bits the other way round.
  if (guest.forbid !== undefined || guest.cpu.match === 'strict') {
    return hosts.map((host) => quickState(map, guest, host, isLive));
  }
  const model = columns.modelOn(guest.model);
  const off = leftOff(columns, guest, model);
  const against = guest.check === 'partial' ? refusals(columns, guest, model) : undefined;
  const whole = guest.check === 'full' ? (isLive ? 'starts' : 'untold') : 'starts';
  const less = guest.check === 'full' ? 'refused' : 'without';
  return hosts.map((host, at) => {
    if (model.listed[at] === 0 && !host.takesAnyModel) return undefined;
    const stands = against === undefined ? 0 : against(at);
    if (stands === undefined) return undefined;
    const isRefused = stands !== 0 || (guest.asksInvariantTsc && !host.givesInvariantTsc);
    return isRefused ? 'refused' : off[at] === 0 ? whole : less;
  });
}

/** Not zero where QEMU gives less than is asked for. */
function leftOff({ map, hosts, gives }: HostColumns, guest: GuestBits, model: ModelColumns): Uint32Array {
  const off = new Uint32Array(hosts.length);
  if (guest.isSwitchedOff) return off.fill(1);
  addLacking(off, gives, guest.asked);
  addBeyond(off, model.missed, guest.unwanted);
  if (guest.lacksArchCapabilities) {
    hosts.forEach(({ givesArchCapabilities }, at) => {
      if (givesArchCapabilities || !map.dialect.asksBlockers) off[at] = 1;
    });
  }
  return off;
}

/** The obstacles for a guest with check partial on each host, zero where nothing does; undefined: bits don't tell. */
function refusals(
  columns: HostColumns,
  guest: GuestBits,
  model: ModelColumns,
): (at: number) => number | undefined {
  const { hosts } = columns;
  const { asksBlockers } = columns.map.dialect;
  let compared: Uint32Array | undefined;
  let blocked: Uint32Array | undefined;
  const compare = (at: number) => {
    const host = hosts[at];
    if (host?.full === undefined) return undefined;
    if (guest.cpu.vendor !== undefined && guest.cpu.vendor !== host.fullVendor) return 1;
    compared ??= addLacking(new Uint32Array(hosts.length), columns.full, guest.need);
    return compared[at] ?? 0;
  };
  return (at) => {
    const listed = model.listed[at] ?? 0;
    if (!asksBlockers || listed === 0) return compare(at);
    if (listed === 2 && guest.onlyDisables) return 0;
    if (guest.model.checkCompat) return compare(at);
    blocked ??= addLacking(
      addBeyond(new Uint32Array(hosts.length), model.blockers, guest.disable),
      columns.given,
      guest.require,
    );
    return blocked[at] ?? 0;
  };
}

/** The part of the mask that each host lacks. */
function addLacking(sum: Uint32Array, columns: readonly Uint32Array[], { words, values }: Mask): Uint32Array {
  for (let i = 0; i < words.length; i++) {
    const column = columns[words[i] ?? 0];
    const value = values[i] ?? 0;
    if (column === undefined) continue;
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) | (value & ~(column[at] ?? 0));
  }
  return sum;
}

/** Whether each host has something beyond `whole`: words in which it has, less those that `whole` holds. */
function addBeyond(sum: Uint32Array, { counts, words }: WordColumns, whole: Bits | undefined): Uint32Array {
  const rest = Uint8Array.from(counts);
  whole?.forEach((value, word) => {
    const column = value === 0 ? undefined : words[word];
    if (column === undefined) return;
    for (let at = 0; at < rest.length; at++) {
      const there = column[at] ?? 0;
      if (there !== 0 && (there & ~value) === 0) rest[at] = (rest[at] ?? 0) - 1;
    }
  });
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) | (rest[at] ?? 0);
  return sum;
}
