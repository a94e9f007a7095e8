import { type BulkOff, bulkOffs, stepsOff } from '../../../fleet/guest/remove-features.ts';
import { plural } from '../../../fleet/wording/phrases.ts';
import { setPolicies } from '../../../workspace/model/actions.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { announce } from '../../ui/announce.ts';
import { Button } from '../../ui/button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { GuestView } from '../view/guest-view.ts';
import styles from './policies.module.css';

/** Groups that go together, each with how many would go. */
export function BulkActions({ view }: { readonly view: GuestView }) {
  const { pool } = view.derived;
  return (
    <div className={styles.bulk}>
      {bulkOffs(pool, view.guest).map((bulk) => (
        <Button
          key={bulk.id}
          size="pane"
          unavailable={bulk.names.length === 0}
          title={[bulk.why, visibleText(bulk.names.join(' '))].join('\n').trim()}
          onClick={() => takeOff(view, bulk)}
        >
          {bulk.label}
          <span className={styles.count}>{bulk.names.length}</span>
        </Button>
      ))}
    </div>
  );
}

function takeOff({ derived: { pool }, guest }: GuestView, { names, label }: BulkOff): void {
  edit(setPolicies(stepsOff(pool, guest, names)));
  announce(`${label}: ${plural(names.length, 'feature')}.`);
}
