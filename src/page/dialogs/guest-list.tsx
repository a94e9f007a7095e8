import { useState } from 'react';
import { plural } from '../../fleet/wording/phrases.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { removeGuests, renameGuest } from '../../workspace/model/guest-actions.ts';
import type { Guest } from '../../workspace/model/state.ts';
import { edit } from '../../workspace/stores/store.ts';
import { cpuInWords } from '../phrases/cpu-in-words.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/button.tsx';
import { RuledInput } from '../ui/field.tsx';
import { RuledTable } from '../ui/ruled-table.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './dialogs.module.css';

/** More would make a dialog slow to open; the filter finds the rest. */
const MOST = 200;

/** The second list of the hosts' dialog: virtual machines, which count as no host. */
export function GuestList() {
  const guests = useWorkspace((state) => state.workspace.guests);
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const found = guests.filter(({ name, on = '' }) => `${name}\n${on}`.toLowerCase().includes(wanted));
  const shown = found.slice(0, MOST);

  function removeAll(): void {
    edit(removeGuests(found.map(({ id }) => id)));
    announce(`${plural(found.length, 'guest')} removed.`);
  }

  return (
    <section aria-label="Guests" className={styles.guests}>
      <h3>Guests ({guests.length.toLocaleString('en')})</h3>
      {guests.length > 12 && (
        <input
          type="search"
          className={styles.filter}
          placeholder="Find a guest or its host"
          aria-label="Find a guest"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <RuledTable className={styles.hosts} aria-label="Guests">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">On</th>
            <th scope="col">CPU</th>
            <th scope="col">From</th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((guest) => (
            <GuestLine key={guest.id} guest={guest} />
          ))}
        </tbody>
      </RuledTable>
      {found.length > shown.length && (
        <p className={styles.note}>{found.length - shown.length} more: type a part of the name.</p>
      )}
      <Button onClick={removeAll}>
        {found.length === guests.length ? 'Remove all guests' : `Remove these ${found.length} guests`}
      </Button>
    </section>
  );
}

function GuestLine({ guest: { id, name, on, cpu, kind, place } }: { readonly guest: Guest }) {
  const [typed, setTyped] = useState<string>();

  function rename(): void {
    if (typed !== undefined) edit(renameGuest(id, typed));
    setTyped(undefined);
  }

  return (
    <tr>
      <th scope="row">
        <RuledInput
          aria-label={`Name of ${name}`}
          value={typed ?? name}
          onType={setTyped}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
          }}
        />
      </th>
      <td>{on === undefined ? 'unknown' : <bdi>{visibleText(on)}</bdi>}</td>
      <td>
        <div className={styles.cpu}>{cpu.cpu.mode === 'custom' ? cpuInWords(cpu) : cpu.cpu.mode}</div>
      </td>
      <td>
        <div className={styles.place}>
          <bdi>{place.file}</bdi>:{place.line} <span className={styles.kind}>{kind}</span>
        </div>
      </td>
      <td>
        <Button
          size="pane"
          aria-label={`Remove ${name}`}
          onClick={() => {
            edit(removeGuests([id]));
            announce(`${visibleText(name)} removed.`);
          }}
        >
          Remove
        </Button>
      </td>
    </tr>
  );
}
