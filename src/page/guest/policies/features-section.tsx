import { flushSync } from 'react-dom';
import { setUi } from '../../../workspace/stores/ui.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { FeatureNames } from '../view/feature-names.tsx';
import type { GuestView } from '../view/guest-view.ts';
import styles from '../view/pane.module.css';
import { groupTitle, policyGroups } from './policy-groups.ts';

/** What the guest lists besides its model, run in by policy. */
export function FeaturesSection({ view }: { readonly view: GuestView }) {
  // The CPU map lists features of x86 only.
  const canChange = view.derived.pool.driver === 'x86';
  const groups = policyGroups(view.guest.cpu);
  return (
    <section className={styles.section} aria-label="Features of the guest">
      {groups.map((group, index) => (
        <div key={group.policy} className={styles.group}>
          <div className={styles.line}>
            <h3>{groupTitle(group)}</h3>
            {index === 0 && canChange && <ChangeLink />}
          </div>
          <FeatureNames map={view.derived.map} names={group.names} />
        </div>
      ))}
      {groups.length === 0 && (
        <div className={styles.line}>
          <h3>No features listed</h3>
          {canChange && <ChangeLink />}
        </div>
      )}
    </section>
  );
}

function ChangeLink() {
  return (
    <LinkButton data-no-print onClick={widenToAdd}>
      Add or change
    </LinkButton>
  );
}

function widenToAdd(): void {
  flushSync(() => setUi({ guestWide: true }));
  document.querySelector<HTMLElement>('[data-add-feature]')?.focus();
}
