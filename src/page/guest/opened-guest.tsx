import { useUi, useWorkspace } from '../../workspace/hooks.ts';
import { replaceGuest } from '../../workspace/model/actions.ts';
import { putCpu } from '../../workspace/model/guest-actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { type OpenedGuests, setUi } from '../../workspace/stores/ui.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import type { GuestView } from './view/guest-view.ts';
import styles from './view/pane.module.css';

/** The CPU in the editor is one of a guest that exists: it goes back there, changed or as it was. */
export function OpenedGuest({ view }: { readonly view: GuestView }) {
  const opened = useUi((state) => state.opened);
  const there = useWorkspace((state) => state.workspace.guests);
  // Undone: what stood here before stands here again.
  if (opened === undefined || view.choices === opened.before) return null;
  const { guests, before } = opened;
  const name = namesOf(opened);
  const isThere = there.some(({ id }) => guests.some((guest) => guest.id === id));

  function put(): void {
    edit(
      putCpu(
        guests.map(({ id }) => id),
        view.guest.cpu,
        before,
      ),
    );
    goBack(opened);
    announce(`The CPU of ${name} is changed. The change applies from the next start.`);
  }

  function leave(): void {
    edit(replaceGuest(before, `closing the CPU of ${name}`));
    goBack(opened);
    announce(`Back to the guests; ${name} is unchanged.`);
  }

  return (
    <section className={styles.opened} aria-label="Guest that is edited">
      <p>
        This is the CPU of <b>{name}</b>.
      </p>
      <span className={styles.openedTools}>
        {isThere && (
          <Button size="pane" onClick={put}>
            Put it into {name}
          </Button>
        )}
        <LinkButton onClick={leave}>Back to guests without</LinkButton>
      </span>
    </section>
  );
}

function goBack(opened: OpenedGuests | undefined): void {
  const guest = opened?.guests[0]?.id;
  setUi({
    ...{ opened: undefined, noun: 'guests', guestWide: false, domain: undefined },
    ...(guest === undefined ? {} : { guestPlace: { guest } }),
  });
}

/** `web-01`, `web-01 and 12 like it` */
function namesOf({ guests }: OpenedGuests): string {
  const name = visibleText(guests[0]?.name ?? '');
  const more = guests.length - 1;
  return more === 0 ? name : `${name} and ${more.toLocaleString('en')} like it`;
}
