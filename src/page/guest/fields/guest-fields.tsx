import { ModelSelect } from '../models/model-select.tsx';
import type { GuestView } from '../view/guest-view.ts';
import styles from '../view/pane.module.css';
import { PlainSelect } from './plain-select.tsx';

/** The five fields that matter, in three lines. */
export function GuestFields({ view }: { readonly view: GuestView }) {
  return (
    <fieldset className={styles.fields}>
      <legend className="visually-hidden">Fields</legend>
      <div className={styles.whole}>
        <ModelSelect view={view} />
      </div>
      <PlainSelect view={view} field="mode" />
      <PlainSelect view={view} field="match" />
      <PlainSelect view={view} field="check" />
      <PlainSelect view={view} field="fallback" />
    </fieldset>
  );
}
