import { useRef } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import type { HostId } from '../../workspace/model/state.ts';
import { chooseForm, setUi } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { TYPED, useSay } from '../ui/use-say.ts';
import { visibleText } from '../ui/visible-text.ts';
import { exportItems } from './guest-table.ts';
import styles from './guests.module.css';
import { type ShownGuests, useGuests } from './use-guests.ts';

/** Find, the host that goes down, and the table as text. */
export function GuestsTools() {
  const shown = useGuests();
  const { form, width } = useView();
  const asList = useUi((state) => state.asList);
  if (shown === undefined) return null;
  return (
    <>
      <FindGuests shown={shown} isHosts={form === 'directions'} />
      {form !== 'directions' && shown.fleet.guests.length > 0 && (
        <span className={styles.toolsEnd}>
          <HostDown shown={shown} />
          <Menu label="Table" items={[...exportItems(shown), ...listItem(width === 'phone', asList)]} />
        </span>
      )}
    </>
  );
}

/** A phone has room for the list alone. */
function listItem(isPhone: boolean, asList: boolean): MenuItem[] {
  if (isPhone) return [];
  const label = asList ? 'Show as a grid' : 'Show as a list';
  return [{ label, onChoose: () => setUi({ asList: !asList }) }];
}

function FindGuests({ shown, isHosts }: { readonly shown: ShownGuests; readonly isHosts: boolean }) {
  const filter = useUi((state) => state.guestFilter);
  const input = useRef<HTMLInputElement>(null);
  const count = shown.rows.reduce((sum, { guests }) => sum + guests.length, 0);
  const words =
    shown.problem ??
    `${count.toLocaleString('en')} of ${shown.fleet.guests.length.toLocaleString('en')} guests.`;
  useSay(words, filter, TYPED);
  return (
    <search className={styles.search}>
      <input
        ref={input}
        data-find
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        placeholder={isHosts ? 'Find a host' : 'Find: web, runs:<3, stuck'}
        aria-label={isHosts ? 'Find a host' : 'Find guests'}
        aria-keyshortcuts="/"
        value={filter}
        onChange={({ target: { value } }) => setUi({ guestFilter: value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter === '') return;
          event.preventDefault();
          event.stopPropagation();
          setUi({ guestFilter: '' });
        }}
      />
      {filter.trim() !== '' && !isHosts && <p className={styles.findNote}>{words}</p>}
    </search>
  );
}

/** Which of a host's guests can go where. */
function HostDown({ shown }: { readonly shown: ShownGuests }) {
  const derived = useDerived();
  const hostDown = useUi((state) => state.hostDown);
  if (derived === undefined) return null;
  const { fleet, down } = shown;
  if (down !== undefined && hostDown !== undefined) {
    return (
      <button
        type="button"
        className={styles.token}
        onClick={() => setUi({ hostDown: undefined })}
        aria-label={`${visibleText(down)} is up again`}
      >
        Host down: <code>{visibleText(down)}</code> <Glyph name="close" />
      </button>
    );
  }
  const counts = new Map<string, number>();
  for (const { on } of fleet.guests)
    if (on !== undefined && fleet.kindOf.has(on)) counts.set(on, (counts.get(on) ?? 0) + 1);
  const items = [...counts].slice(0, 200).map(
    ([id, count]): MenuItem => ({
      label: visibleText(fleet.hostNames.get(id) ?? id),
      note: String(count),
      onChoose: () => {
        chooseForm('guests', 'move');
        setUi({ hostDown: id as HostId, guestPlace: undefined });
      },
    }),
  );
  return items.length === 0 ? null : <Menu label="Host down" items={items} />;
}
