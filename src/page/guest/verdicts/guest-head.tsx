import { resetGuest } from '../../../workspace/model/actions.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { setUi } from '../../../workspace/stores/ui.ts';
import { useView } from '../../hooks/use-view.ts';
import { announce } from '../../ui/announce.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import styles from '../view/pane.module.css';

interface GuestHeadProps {
  readonly changed: boolean;
  readonly exists: boolean;
  readonly wide: boolean;
  /** libvirt refuses these hosts: it is no baseline of its. */
  readonly substitute: boolean;
}

export function GuestHead({ changed, exists, wide, substitute }: GuestHeadProps) {
  const { hasSide } = useView();
  return (
    <header className={styles.head}>
      <h2>Guest CPU</h2>
      <p className={styles.state}>
        {changed ? (
          <>
            changed<span className={styles.roomy}> from the baseline</span>
          </>
        ) : exists ? (
          substitute ? (
            'what they share, unchanged'
          ) : (
            'baseline, unchanged'
          )
        ) : (
          'none'
        )}
      </p>
      <span className={styles.tools} data-no-print>
        {changed && <LinkButton onClick={reset}>Reset to baseline</LinkButton>}
        {exists && (
          <LinkButton aria-expanded={wide} onClick={() => setUi({ guestWide: !wide })}>
            {hasSide ? (wide ? 'Narrow' : 'Widen') : wide ? 'Few fields' : 'All fields'}
          </LinkButton>
        )}
      </span>
    </header>
  );
}

function reset(): void {
  edit(resetGuest());
  announce('The guest is the baseline again.');
}
