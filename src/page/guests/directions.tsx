import type { GuestColumn } from '../../fleet/guests/guest-rows.ts';
import type { HostKind } from '../../fleet/guests/host-kinds.ts';
import { hostModelGuest } from '../../fleet/guests/move-states.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import type { GuestFleet } from '../../workspace/derived/derived-guests.ts';
import { useUi } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { Code } from '../ui/code.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { hostsWords } from './guest-words.ts';
import styles from './guests.module.css';

/** Beyond that the table is too large to be read, and slow. */
const MOST = 60;

/** Host × host: where a guest with mode host-model, started on the row's host, can move. */
export function Directions({ derived }: { readonly derived: Derived }) {
  const fleet = derived.guests();
  const filter = useUi((state) => state.guestFilter)
    .trim()
    .toLowerCase();
  const all = fleet.columns;
  const columns = all.slice(0, MOST);
  const rows = columns.filter(
    ({ kind }) => filter === '' || kind.included.some(({ name }) => name.toLowerCase().includes(filter)),
  );
  const isTold = all.some(({ kind }) => kind.told.has('kvm') || kind.told.has('qemu'));
  if (!isTold) {
    return (
      <p className={styles.none}>
        Directions need what QEMU gives on each host: paste the output of virsh domcapabilities.
      </p>
    );
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.directions} aria-label="Where a guest with mode host-model moves">
        <thead>
          <tr>
            <th scope="col">Started on</th>
            <th scope="col">CPU that the guest gets</th>
            <th scope="col">Moves to</th>
            {columns.map(({ kind }) => (
              <th key={kind.index} scope="col" className={styles.kindHead}>
                <bdi>{visibleText(kind.included[0]?.name ?? '')}</bdi>
                <small>{kind.included.length > 1 ? `+${kind.included.length - 1}` : '\u00a0'}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <DirectionRow key={from.kind.index} from={from} columns={columns} fleet={fleet} />
          ))}
        </tbody>
      </table>
      {all.length > columns.length && (
        <p className={styles.none}>{all.length - columns.length} more kinds of host are not drawn.</p>
      )}
      <p className={styles.none}>
        A number is how many features the other host lacks. Blank: never between vendors. Based on what QEMU
        says it can give, without what blocks migration.
      </p>
    </div>
  );
}

interface DirectionRowProps {
  readonly from: GuestColumn;
  readonly columns: readonly GuestColumn[];
  readonly fleet: GuestFleet;
}

function DirectionRow({ from, columns, fleet }: DirectionRowProps) {
  const virttype = from.kind.told.has('kvm') ? 'kvm' : 'qemu';
  const states = fleet.grid.directions(from.kind, virttype);
  const own = columns.filter(({ group }) => group === from.group);
  const others = own.reduce((sum, { kind }) => sum + kind.included.length, 0) - 1;
  const moves = own.reduce((sum, { kind }) => {
    if (kind === from.kind) return sum + kind.included.length - 1;
    return states[kind.index] === 'moves' ? sum + kind.included.length : sum;
  }, 0);
  return (
    <tr>
      <th scope="row">
        <Code>{from.kind.included[0]?.name ?? ''}</Code>
        {from.kind.included.length > 1 && (
          <span className={styles.more}> +{from.kind.included.length - 1}</span>
        )}
      </th>
      <td>
        <Code>{from.kind.told.get(virttype)?.reported?.model ?? 'unknown'}</Code>
      </td>
      <td>{`${moves} of ${others}`}</td>
      {columns.map((to) => (
        <DirectionCell key={to.kind.index} from={from} to={to} fleet={fleet} virttype={virttype} />
      ))}
    </tr>
  );
}

interface DirectionCellProps {
  readonly from: GuestColumn;
  readonly to: GuestColumn;
  readonly fleet: GuestFleet;
  readonly virttype: string;
}

function DirectionCell({ from, to, fleet, virttype }: DirectionCellProps) {
  const host = to.kind.included[0]?.id;
  const isPointed = useUi(
    (state) => state.guestPlace?.guest === placeOf(from.kind) && state.guestPlace.host === host,
  );
  if (from.group !== to.group) return <td />;
  const isItself = from.kind === to.kind && from.kind.included.length === 1;
  const verdict = isItself ? undefined : fleet.grid.move(hostModelGuest(virttype), from.kind, to.kind);
  const lacks = verdict?.kind === 'refused' ? lackedBy(verdict.reasons) : 0;
  const cell =
    verdict === undefined
      ? 'here'
      : verdict.kind === 'moves'
        ? 'starts'
        : verdict.kind === 'refused'
          ? 'refused'
          : 'untold';
  const words = `${hostsWords(from.kind)} to ${hostsWords(to.kind)}: ${cell === 'starts' ? 'moves there' : cell === 'refused' ? `lacks ${lacks}` : cell === 'here' ? 'is itself' : 'unknown'}`;
  return (
    <td data-cell={cell} data-here={isPointed}>
      <button
        type="button"
        className={styles.direction}
        aria-label={words}
        onClick={() =>
          setUi({ guestPlace: { guest: placeOf(from.kind), ...(host === undefined ? {} : { host }) } })
        }
      >
        {cell === 'here' ? (
          '–'
        ) : (
          <Glyph name={cell === 'starts' ? 'in-guest' : cell === 'refused' ? 'lacks' : 'unknown'} />
        )}
        {lacks > 0 && <span>{lacks}</span>}
      </button>
    </td>
  );
}

/** A guest that does not exist: pointed at by the host where it would start. */
export function placeOf({ included }: HostKind): string {
  return `on ${included[0]?.id ?? ''}`;
}

export function lackedBy(
  reasons: readonly { readonly kind: string; readonly features?: readonly string[] }[],
): number {
  return reasons.reduce(
    (sum, { kind, features = [] }) => (kind === 'missing' ? sum + features.length : sum),
    0,
  );
}
