import { ModelSelect } from '../models/model-select.tsx';
import type { GuestView } from '../view/guest-view.ts';
import styles from '../view/pane.module.css';
import { AskedAs } from './asked-as.tsx';

/** The model, and how libvirt is asked for it. */
export function GuestFields({ view }: { readonly view: GuestView }) {
  return (
    <fieldset className={styles.fields}>
      <legend className="visually-hidden">Fields</legend>
      <ModelSelect view={view} />
      <AskedAs view={view} />
    </fieldset>
  );
}
