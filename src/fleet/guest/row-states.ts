import { type Bits, emptyBits, type Mask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestBits } from './guest-bits.ts';
import type { HostColumns, ModelColumns, WordColumn } from './host-columns.ts';
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
  const states = new Array<StartState | undefined>(hosts.length);
  for (let at = 0; at < hosts.length; at++) {
    const host = hosts[at];
    if (host === undefined || (model.listed[at] === 0 && !host.takesAnyModel)) continue;
    const stands = against === undefined ? 0 : against(at);
    if (stands === undefined) continue;
    const isRefused = stands !== 0 || (guest.asksInvariantTsc && !host.givesInvariantTsc);
    states[at] = isRefused ? 'refused' : off[at] === 0 ? whole : less;
  }
  return states;
}

/** Not zero where QEMU gives less than is asked for. */
function leftOff({ map, hosts, given }: HostColumns, guest: GuestBits, model: ModelColumns): Uint32Array {
  const off = new Uint32Array(hosts.length);
  if (guest.isSwitchedOff) return off.fill(1);
  addLacking(off, given, guest.asked);
  addBeyond(off, model.missed, guest.unwanted ?? noBits(map));
  if (guest.lacksArchCapabilities) {
    hosts.forEach(({ givesArchCapabilities }, at) => {
      if (givesArchCapabilities || !map.dialect.asksBlockers) off[at] = 1;
    });
  }
  return off;
}

/** What stands against a guest with check partial on each host, zero where nothing does; undefined: bits don't tell. */
function refusals(
  columns: HostColumns,
  guest: GuestBits,
  model: ModelColumns,
): (at: number) => number | undefined {
  const { map, hosts } = columns;
  const { asksBlockers } = map.dialect;
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
      addBeyond(new Uint32Array(hosts.length), model.blockers, guest.disable ?? noBits(map)),
      columns.given,
      guest.require,
    );
    return blocked[at] ?? 0;
  };
}

/** What of the mask each host lacks. */
function addLacking(sum: Uint32Array, columns: readonly Uint32Array[], { words, values }: Mask): Uint32Array {
  for (let i = 0; i < words.length; i++) {
    const column = columns[words[i] ?? 0];
    const value = values[i] ?? 0;
    if (column === undefined) continue;
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) | (value & ~(column[at] ?? 0));
  }
  return sum;
}

/** What each host has beyond `whole`. */
function addBeyond(sum: Uint32Array, columns: readonly WordColumn[], whole: Bits): Uint32Array {
  for (const { word, values } of columns) {
    const rest = ~(whole[word] ?? 0);
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) | ((values[at] ?? 0) & rest);
  }
  return sum;
}

const nothing = new WeakMap<CpuMap, Bits>();

function noBits(map: CpuMap): Bits {
  const before = nothing.get(map);
  if (before !== undefined) return before;
  const made = emptyBits(map.words.length);
  nothing.set(map, made);
  return made;
}
