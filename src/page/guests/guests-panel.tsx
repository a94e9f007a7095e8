import { useUi } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { Directions } from './directions.tsx';
import styles from './guests.module.css';
import { GuestsGrid } from './guests-grid.tsx';
import { GuestsList } from './guests-list.tsx';
import { Legend } from './legend.tsx';
import { useGuests } from './use-guests.ts';

/** Which guest runs where: a grid of guests and hosts, or where a guest with mode host-model can move. */
export function GuestsPanel({ drawn }: { readonly drawn: boolean }) {
  const derived = useDerived();
  const { form, width } = useView();
  const shown = useGuests();
  const asList = useUi((state) => state.asList);
  const isPrinting = usePrinting();
  if (!drawn || derived === undefined || shown === undefined) return null;
  if (form === 'directions') return <Directions derived={derived} />;
  if (shown.fleet.guests.length === 0) return <NoGuests />;
  if (shown.rows.length === 0) {
    return (
      <p className={styles.none}>
        {shown.problem ??
          (shown.down === undefined ? 'No guest matches.' : `No guest was found on ${shown.down}.`)}{' '}
        <LinkButton onClick={() => setUi({ guestFilter: '', hostDown: undefined })}>
          Show all guests
        </LinkButton>
      </p>
    );
  }
  return (
    <div className={styles.panel}>
      {width === 'phone' || asList || isPrinting ? (
        <GuestsList shown={shown} />
      ) : (
        <GuestsGrid shown={shown} />
      )}
      <Legend shown={shown} />
    </div>
  );
}

function NoGuests() {
  return (
    <div className={styles.none}>
      <p>No guest is here yet. Paste the output of one of these, for one guest or many:</p>
      <ul className={styles.sources}>
        <li>
          <code>virsh dumpxml NAME</code>, running or not; the files of <code>/etc/libvirt/qemu</code>
        </li>
        <li>
          the <code>-cpu</code> of a QEMU command line: <code>ps</code>, <code>/var/log/libvirt/qemu</code>
        </li>
        <li>
          <code>kubectl get vm,vmi -o yaml</code>, <code>qm config VMID</code>
        </li>
      </ul>
      <p>Directions shows where a new guest with mode host-model could move.</p>
    </div>
  );
}
