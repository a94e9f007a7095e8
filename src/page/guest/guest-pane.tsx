import { useEffect, useRef } from 'react';
import { useWorkspace } from '../../workspace/hooks.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useGuestWide } from '../hooks/use-view.ts';
import { announce } from '../ui/announce.ts';
import { NarrowGuest } from './narrow-guest.tsx';
import { OpenedGuest } from './opened-guest.tsx';
import { GuestHead } from './verdicts/guest-head.tsx';
import { runsOn } from './verdicts/verdict-words.ts';
import type { GuestView } from './view/guest-view.ts';
import styles from './view/pane.module.css';
import { useWideGuest } from './wide-part.ts';

/** The guest CPU: what it says and where it runs; wide, every field of it and its text. */
export function GuestPane() {
  const derived = useDerived();
  const choices = useWorkspace((state) => state.workspace.guest);
  const isWide = useGuestWide();
  const WideGuest = useWideGuest();
  const guest = derived?.guest;
  const view = derived === undefined || guest === undefined ? undefined : { derived, guest, choices };
  useSayRuns(view);
  return (
    <div className={styles.pane} data-wide={isWide}>
      <GuestHead derived={derived} wide={isWide} />
      {derived !== undefined && guest === undefined && (
        <p className={styles.nothing}>
          There is no guest CPU for these hosts, so there is nothing to edit. The line above says why.
        </p>
      )}
      {view !== undefined && <OpenedGuest view={view} />}
      {view !== undefined && !isWide && <NarrowGuest view={view} />}
      {view !== undefined && isWide && WideGuest !== undefined && <WideGuest view={view} />}
    </div>
  );
}

/** The hosts on which the guest runs are announced when a change of the guest changes them. */
function useSayRuns(view: GuestView | undefined): void {
  const said = view === undefined ? undefined : runsOn(view.derived.pool, view.derived.verdicts());
  const before = useRef({ said, pool: view?.derived.pool });
  useEffect(() => {
    const pool = view?.derived.pool;
    if (said !== undefined && said !== before.current.said && pool === before.current.pool)
      announce(`${said}.`);
    before.current = { said, pool };
  }, [said, view?.derived.pool]);
}
