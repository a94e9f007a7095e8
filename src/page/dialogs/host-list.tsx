import { type MouseEvent, useState } from 'react';
import { plural } from '../../fleet/wording/phrases.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { removeHosts, setIncluded } from '../../workspace/model/actions.ts';
import type { Host } from '../../workspace/model/state.ts';
import { edit } from '../../workspace/stores/store.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { RuledTable } from '../ui/ruled-table.tsx';
import styles from './dialogs.module.css';
import { GuestList } from './guest-list.tsx';
import { HostLine } from './host-line.tsx';

/** More would make a dialog slow to open; the filter finds the rest. */
const mostShown = 200;

export function HostList({ onClose }: { readonly onClose: () => void }) {
  const hosts = useWorkspace((state) => state.workspace.hosts);
  const guests = useWorkspace((state) => state.workspace.guests.length);
  const hostsTitle = `Hosts (${hosts.length.toLocaleString('en')})`;
  const [filter, setFilter] = useState('');
  const found = hosts.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
  const shown = found.slice(0, mostShown);
  return (
    <Dialog
      title={guests === 0 ? hostsTitle : `${hostsTitle}, guests (${guests.toLocaleString('en')})`}
      onClose={onClose}
      wide
      foot={<Foot found={found} />}
    >
      {hosts.length > 12 && (
        <input
          type="search"
          className={styles.filter}
          placeholder="Find a host"
          aria-label="Find a host"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <RuledTable className={styles.hosts} aria-label="Hosts">
        <thead>
          <tr>
            <th scope="col">Counts</th>
            <th scope="col">Name</th>
            <th scope="col">CPU</th>
            <th scope="col">From</th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((host) => (
            <HostLine key={host.id} host={host} />
          ))}
        </tbody>
      </RuledTable>
      {found.length > shown.length && (
        <p className={styles.note}>{found.length - shown.length} more: type a part of the name.</p>
      )}
      {guests > 0 && <GuestList />}
    </Dialog>
  );
}

/** Closed first, which gives the focus back: that is where the next dialog will give it back to. */
function openAdding(event: MouseEvent<HTMLButtonElement>): void {
  event.currentTarget.closest('dialog')?.close();
  setUi({ dialog: 'add' });
}

function Foot({ found }: { readonly found: readonly Host[] }) {
  const ids = found.map(({ id }) => id);

  function removeAll(): void {
    edit(removeHosts(ids));
    announce(`${plural(ids.length, 'host')} removed.`);
  }

  return (
    <>
      <Button onClick={() => edit(setIncluded(ids, true))}>Include all</Button>
      <Button onClick={() => edit(setIncluded(ids, false))}>Exclude all</Button>
      <Button onClick={removeAll}>Remove all</Button>
      <Button onClick={openAdding}>+ Add hosts</Button>
    </>
  );
}
