import { filterGuests } from '../../fleet/guests/filter-guests.ts';
import type { GuestColumn, GuestRow } from '../../fleet/guests/guest-rows.ts';
import { type GuestFleet, rowsOfGuests } from '../../workspace/derived/derived-guests.ts';
import { useUi } from '../../workspace/hooks.ts';
import type { GuestPlace } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';

/** The guests as they are shown. */
export interface ShownGuests {
  readonly fleet: GuestFleet;
  readonly ask: 'start' | 'move';
  /** All of them, before the filter. */
  readonly all: readonly GuestRow[];
  readonly rows: readonly GuestRow[];
  readonly problem: string | undefined;
  /** Name of the host that goes down. */
  readonly down: string | undefined;
  readonly columns: readonly GuestColumn[];
  readonly place: GuestPlace | undefined;
  /** The selected cell, if it is shown. */
  readonly row: GuestRow | undefined;
  readonly column: GuestColumn | undefined;
}

export function useGuests(): ShownGuests | undefined {
  const derived = useDerived();
  const { form } = useView();
  const filter = useUi((state) => state.guestFilter);
  const hostDown = useUi((state) => state.hostDown);
  const place = useUi((state) => state.guestPlace);
  if (derived === undefined) return undefined;
  const fleet = derived.guests();
  const ask = form === 'move' ? 'move' : 'start';
  const downId =
    ask === 'move' && hostDown !== undefined && fleet.kindOf.has(hostDown) ? hostDown : undefined;
  const all = rowsOfGuests({ fleet, ask, down: downId });
  const { rows, problem } = filterGuests(all, filter, fleet.hostNames);
  const row = rows.find(({ guests }) => guests.some(({ id }) => id === place?.guest));
  const column = fleet.columns.find(({ kind }) => kind.included.some(({ id }) => id === place?.host));
  const down = downId === undefined ? undefined : fleet.hostNames.get(downId);
  return { fleet, ask, all, rows, problem, down, columns: fleet.columns, place, row, column };
}
