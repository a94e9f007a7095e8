import { useWorkspace } from '../../workspace/hooks.ts';
import { useDerived } from '../use-derived.ts';
import { GuestHead } from './guest-head.tsx';
import { NarrowGuest } from './narrow-guest.tsx';
import styles from './pane.module.css';

/** The guest CPU: what it says and where it runs. */
export function GuestPane() {
  const derived = useDerived();
  const choices = useWorkspace((state) => state.workspace.guest);
  const guest = derived?.guest;
  return (
    <div className={styles.pane}>
      <GuestHead changed={guest?.changed ?? false} exists={guest !== undefined} wide={false} />
      {derived !== undefined && guest === undefined && (
        <p className={styles.nothing}>
          There is no guest CPU for these hosts, so there is nothing to edit. The line above says why.
        </p>
      )}
      {derived !== undefined && guest !== undefined && <NarrowGuest view={{ derived, guest, choices }} />}
    </div>
  );
}
