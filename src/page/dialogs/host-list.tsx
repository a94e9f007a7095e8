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
import { matching } from './matching.ts';

/** More would make a dialog slow to open; the filter finds the rest. */
const mostShown = 200;

export function HostList({ onClose }: { readonly onClose: () => void }) {
  const hosts = useWorkspace((state) => state.workspace.hosts);
  const guests = useWorkspace((state) => state.workspace.guests.length);
  const hostsTitle = `Hosts (${hosts.length.toLocaleString('en')})`;
  const [filter, setFilter] = useState('');
  const found = filter.trim() === '' ? hosts : hosts.filter(matching(filter));
  const shown = found.slice(0, mostShown);
  return (
    <Dialog
      title={guests === 0 ? hostsTitle : `${hostsTitle}, guests (${guests.toLocaleString('en')})`}
      onClose={onClose}
      wide
      foot={<Foot found={found} all={found.length === hosts.length} />}
    >
      {hosts.length > 12 && (
        <input
          type="text"
          inputMode="search"
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
      {found.length === 0 && hosts.length > 0 && (
        <p className={styles.note}>No host has all of it in its name, model, vendor or architecture.</p>
      )}
      {found.length > shown.length && (
        <p className={styles.note}>
          {(found.length - shown.length).toLocaleString('en')} more: type a part of the name.
        </p>
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

function Foot({ found, all }: { readonly found: readonly Host[]; readonly all: boolean }) {
  const ids = found.map(({ id }) => id);
  // The buttons are about what the filter has found, and say so.
  const which = all ? 'all' : found.length === 1 ? 'this one' : `these ${found.length.toLocaleString('en')}`;
  const none = found.length === 0;

  function removeAll(): void {
    edit(removeHosts(ids));
    announce(`${plural(ids.length, 'host')} removed.`);
  }

  return (
    <>
      <Button unavailable={none} onClick={() => edit(setIncluded(ids, true))}>
        Include {which}
      </Button>
      <Button unavailable={none} onClick={() => edit(setIncluded(ids, false))}>
        Exclude {which}
      </Button>
      <Button unavailable={none} onClick={removeAll}>
        Remove {which}
      </Button>
      <Button onClick={openAdding}>+ Add hosts</Button>
    </>
  );
}
