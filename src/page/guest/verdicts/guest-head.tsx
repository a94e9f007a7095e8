import type { Derived } from '../../../workspace/derived/derived.ts';
import { resetGuest } from '../../../workspace/model/actions.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { setUi } from '../../../workspace/stores/ui.ts';
import { useView } from '../../hooks/use-view.ts';
import { announce } from '../../ui/announce.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import styles from '../view/pane.module.css';

interface GuestHeadProps {
  readonly derived: Derived | undefined;
  readonly wide: boolean;
}

/** The pane's one subject: the guest CPU of the hosts that are looked at. */
export function GuestHead({ derived, wide }: GuestHeadProps) {
  const { hasSide } = useView();
  const guest = derived?.guest;
  return (
    <header className={styles.head}>
      <h2>
        Guest CPU{' '}
        <span className={styles.subject}>{derived === undefined ? '' : `for ${subjectOf(derived)}`}</span>
      </h2>
      <span className={styles.tools} data-no-print>
        {guest?.changed === true && <LinkButton onClick={reset}>Reset to baseline</LinkButton>}
        {guest !== undefined && (
          <LinkButton aria-expanded={wide} onClick={() => setUi({ guestWide: !wide })}>
            {hasSide ? (wide ? 'Narrow' : 'Widen') : wide ? 'Few fields' : 'All fields'}
          </LinkButton>
        )}
      </span>
    </header>
  );
}

function subjectOf({ pool, group, groups }: Derived): string {
  const { hosts } = pool;
  const counted = hosts === 1 ? '1 host' : `${hosts.toLocaleString('en')} hosts`;
  if (group !== undefined && groups.length > 1) return `${visibleText(group.name)}, ${counted}`;
  return hosts > 2 ? `all ${counted}` : hosts === 2 ? 'both hosts' : counted;
}

function reset(): void {
  edit(resetGuest());
  announce('The guest is the baseline again.');
}
