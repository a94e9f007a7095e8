import type { HostCpu } from '../../cpu/definition/definition.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { deriveGuest } from '../guest/guest.ts';
import { buildFleet, type FleetHost } from '../pool/fleet.ts';
import { poolOf } from '../pool/pool.ts';
import { rowsOf } from './rows.ts';

/** A pool of hosts on Penryn, each with its own features, as the matrix is given it. */
export async function poolWith(features: Readonly<Record<string, string>>, leftOut: readonly string[] = []) {
  const map = await loadCpuMap('12.8.0');
  const hosts = Object.entries(features).map(([name, listed]): FleetHost => {
    const cpu: HostCpu = {
      kind: 'host',
      arch: 'x86_64',
      model: 'Penryn',
      features: listed.split(' ').filter((feature) => feature !== ''),
    };
    return { id: name, name, included: !leftOut.includes(name), cpu: { kind: 'host', cpu } };
  });
  const pool = poolOf(buildFleet(map, hosts));
  const guest = deriveGuest(pool, { policies: [] });
  return { pool, guest, rows: rowsOf(pool), context: { pool, guest, pinned: new Set<string>() } };
}
