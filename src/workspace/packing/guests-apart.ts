import * as v from 'valibot';

const guestSource = v.looseObject({ view: v.literal('guest'), kind: v.picklist(['domain', 'cpu']) });
const anyHost = v.looseObject({ name: v.string(), sources: v.array(v.unknown()) });

/**
 * Before guests were a sort of their own, a guest's definition was a source of a host. Such rows of `hosts` become rows
 * of `guests`; nothing else is looked at.
 */
export function withGuestsApart(rows: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const hosts = rows.get('hosts');
  if (rows.has('guests') || !Array.isArray(hosts)) return rows;
  const guests: unknown[] = [];
  const left = hosts.flatMap((host: unknown) => {
    if (!v.is(anyHost, host) || !host.sources.some((source) => v.is(guestSource, source))) return [host];
    const sources = host.sources.filter((source) => !v.is(guestSource, source));
    for (const source of host.sources) {
      if (v.is(guestSource, source)) guests.push({ ...source, ...nameOf(host.name, sources.length > 0) });
    }
    return sources.length === 0 ? [] : [{ ...host, sources }];
  });
  return guests.length === 0 ? rows : new Map([...rows, ['hosts', left], ['guests', guests]]);
}

/** A host that has sources of its own was named by its prompt, and so was what is now a guest on it. */
function nameOf(host: string, isHost: boolean): { readonly name: string; readonly on?: string } {
  return isHost ? { name: `guest on ${host}`, on: host } : { name: host };
}
