import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type HostBits, hostBits } from '../guest/host-bits.ts';
import { type HostColumns, hostColumns } from '../guest/host-columns.ts';
import type { HostKind } from './host-kinds.ts';

/** x86 hosts by their CPU map: those of which QEMU's view for one virttype was told, and the others. */
export interface ColumnSets {
  readonly told: readonly ToldColumns[];
  readonly untold: readonly { readonly map: CpuMap; readonly at: readonly number[] }[];
}

export interface ToldColumns {
  readonly map: CpuMap;
  /** Places of the hosts. */
  readonly at: readonly number[];
  readonly bits: HostColumns;
}

export function columnSets(hosts: readonly HostKind[], virttype: string): ColumnSets {
  const told = new Map<CpuMap, { readonly at: number[]; readonly bits: HostBits[] }>();
  const untold = new Map<CpuMap, number[]>();
  hosts.forEach((host, place) => {
    if (host.arch !== 'x86_64') return;
    const view = host.told.get(virttype);
    if (view === undefined) {
      untold.set(host.map, [...(untold.get(host.map) ?? []), place]);
      return;
    }
    const own = told.get(host.map) ?? { at: [], bits: [] };
    own.at.push(place);
    own.bits.push(hostBits(host.map, view));
    told.set(host.map, own);
  });
  return {
    told: [...told].map(([map, { at, bits }]) => ({ map, at, bits: hostColumns(map, bits) })),
    untold: [...untold].map(([map, at]) => ({ map, at })),
  };
}
