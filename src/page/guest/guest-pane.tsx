import { useUi, useWorkspace } from '../../workspace/hooks.ts';
import { useDerived } from '../use-derived.ts';
import { GuestHead } from './guest-head.tsx';
import { NarrowGuest } from './narrow-guest.tsx';
import styles from './pane.module.css';
import { useWideGuest } from './wide-part.ts';

/** The guest CPU: what it says and where it runs; wide, every field of it and its text. */
export function GuestPane() {
  const derived = useDerived();
  const choices = useWorkspace((state) => state.workspace.guest);
  const isWide = useUi((state) => state.guestWide);
  const WideGuest = useWideGuest();
  const guest = derived?.guest;
  const view = derived === undefined || guest === undefined ? undefined : { derived, guest, choices };
  return (
    <div className={styles.pane}>
      <GuestHead changed={guest?.changed ?? false} exists={guest !== undefined} wide={isWide} />
      {derived !== undefined && guest === undefined && (
        <p className={styles.nothing}>
          There is no guest CPU for these hosts, so there is nothing to edit. The line above says why.
        </p>
      )}
      {view !== undefined && !isWide && <NarrowGuest view={view} />}
      {view !== undefined && isWide && WideGuest !== undefined && <WideGuest view={view} />}
    </div>
  );
}
