import { useId, useRef } from 'react';
import { setUi, uiStore } from '../../../workspace/stores/ui.ts';
import { Button } from '../../ui/button.tsx';
import styles from './tools.module.css';

const grammar: readonly (readonly [term: string, finds: string])[] = [
  ['vnni', 'in a name, an alias, a meaning or an address'],
  ['"7.0 ebx"', 'the same, with the space in it'],
  ['group:avx512', 'a group, by its name or a word of it'],
  ['host:kvm-0*', 'what a host of that name has; * is any text'],
  ['missing:kvm-03', 'what a host of that name lacks'],
  ['lost:kvm-03', 'what the pool loses only because of that host'],
  ['lost:>0', 'what more than 0 hosts lack, and some have'],
  ['only:1', 'what one host alone has, or lacks'],
  ['is:nonmigratable', 'features that block live migration'],
  ['is:unknown', 'features that this CPU map does not know'],
  ['is:untold', 'features that the source of some host does not show'],
  ['is:guest', 'what the guest has; also listed, optional, differs, same, absent, pinned, givable'],
  ['leaf:7', 'a CPUID leaf, in hexadecimal; also leaf:d.1'],
  ['msr:10a', 'a model-specific register'],
  ['-group:vmx', 'everything else: - negates a term'],
];

/** The grammar of Find; an example goes into the field on a click. */
export function FindHelp() {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  function tryOut(term: string): void {
    const { filter } = uiStore.getState();
    setUi({ filter: filter.trim() === '' ? term : `${filter.trim()} ${term}` });
    panel.current?.hidePopover();
    document.querySelector<HTMLInputElement>('[data-find]')?.focus();
  }
  return (
    <>
      <Button
        look="quiet"
        aria-label="What Find understands"
        popoverTarget={id}
        className={styles.helpButton}
      >
        ?
      </Button>
      <div ref={panel} id={id} popover="auto" className={styles.help}>
        <h2>What Find understands</h2>
        <p className={styles.helpNote}>A row must match all terms. Click one to try it.</p>
        <dl className={styles.grammar}>
          {grammar.map(([term, finds]) => (
            <div key={term}>
              <dt>
                <button type="button" className={styles.term} onClick={() => tryOut(term)}>
                  <code>{term}</code>
                </button>
              </dt>
              <dd>{finds}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
