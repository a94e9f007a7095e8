import { plural } from '../../../fleet/wording/phrases.ts';
import type { Derived } from '../../../workspace/derived/derived.ts';
import { resetGuest } from '../../../workspace/model/actions.ts';
import { lookAtGroup } from '../../../workspace/model/group-actions.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { setUi } from '../../../workspace/stores/ui.ts';
import { useView } from '../../hooks/use-view.ts';
import { announce } from '../../ui/announce.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
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
  const hasChoice = derived !== undefined && derived.groups.length > 1;
  return (
    <header className={styles.head}>
      <h2>
        Guest CPU{' '}
        {!hasChoice && (
          <span className={styles.subject}>{derived === undefined ? '' : `for ${subjectOf(derived)}`}</span>
        )}
      </h2>
      {hasChoice && <GroupMenu derived={derived} />}
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

/** Several groups: the one in hand is chosen here. */
function GroupMenu({ derived }: { readonly derived: Derived }) {
  const { groups, group } = derived;
  const look = (at: number | 'all') => () => edit(lookAtGroup(at, groups));
  const items = groups.map(
    (each, at): MenuItem => ({
      label: visibleText(each.name),
      note: plural(each.hosts.length, 'host'),
      checked: each === group,
      onChoose: look(at),
    }),
  );
  const all: MenuItem = { label: 'All hosts', checked: group === undefined, onChoose: look('all') };
  return <Menu label={`for ${subjectOf(derived)}`} items={[...items, all]} />;
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
