import { useId, useState } from 'react';
import type { GuestCpu } from '../../../cpu/definition/definition.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { explainField } from '../view/explaining.ts';
import type { GuestView } from '../view/guest-view.ts';
import styles from '../view/pane.module.css';
import { PlainSelect } from './plain-select.tsx';

/** Mode, match, check and fallback as one value; pressed, each is a field below it. */
export function AskedAs({ view }: { readonly view: GuestView }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const words = askedWords(view.guest.cpu);
  return (
    <>
      <div className={styles.asked}>
        <button type="button" className={styles.fieldLabel} onClick={explainField('mode')}>
          Asked as
        </button>
        <button
          type="button"
          className={styles.askedValue}
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`Asked as ${words}`}
          onClick={() => setOpen(!isOpen)}
        >
          <span>{words}</span>
          <Glyph name="chevron-down" />
        </button>
      </div>
      {isOpen && (
        <div id={id} className={styles.askedFields}>
          <PlainSelect view={view} field="mode" />
          <PlainSelect view={view} field="match" />
          <PlainSelect view={view} field="check" />
          <PlainSelect view={view} field="fallback" />
        </div>
      )}
    </>
  );
}

/** `custom, exact, check full, fallback forbid`: what is not written in a mode is not said. */
function askedWords({ mode, match, check, fallback }: GuestCpu): string {
  const custom = mode === 'custom';
  return [
    mode,
    ...(custom ? [match] : []),
    ...(check === undefined ? [] : [`check ${check}`]),
    ...(custom ? [`fallback ${fallback}`] : []),
  ].join(', ');
}
