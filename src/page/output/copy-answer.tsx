import { useWorkspace } from '../../workspace/hooks.ts';
import { setSettings } from '../../workspace/stores/settings.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { guestLint } from '../guest/view/guest-lint.ts';
import type { GuestView } from '../guest/view/guest-view.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useWidth } from '../hooks/use-view.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import styles from './copy-answer.module.css';
import { useOutput } from './output-state.ts';
import { useOutputText } from './output-text.ts';

/** Copy belongs to the answer: in its band, in view at every width and height. */
export function CopyAnswer() {
  const derived = useDerived();
  const choices = useWorkspace((state) => state.workspace.guest);
  if (derived?.guest === undefined) return null;
  return <CopyRow view={{ derived, guest: derived.guest, choices }} />;
}

function CopyRow({ view }: { readonly view: GuestView }) {
  const { pool } = view.derived;
  const width = useWidth();
  return (
    <section className={styles.copies} aria-label="Copy the guest CPU" data-no-print>
      <div className={styles.row}>
        <span className={styles.who}>{whichHosts(pool.hosts)}</span>
        <SplitCopy view={view} />
      </div>
      {isPredicted(view) && (
        <p className={styles.source}>
          predicted: <LinkButton onClick={openAdding}>paste domcapabilities</LinkButton>
          {width === 'narrow' ? '' : ' to have it told'}
        </p>
      )}
    </section>
  );
}

function whichHosts(hosts: number): string {
  if (hosts < 3) return hosts === 2 ? 'Both hosts' : '1 host';
  return `All ${hosts.toLocaleString('en')} hosts`;
}

/** What QEMU gives was reckoned from the hosts' own CPUs: nobody told it. */
function isPredicted({ derived: { pool } }: GuestView): boolean {
  return pool.driver === 'x86' && pool.kinds.some(({ cpu }) => cpu.definition.kind === 'host');
}

function openAdding(): void {
  setUi({ dialog: 'add' });
}

/** Where the same text is shown, if it is: selected where the browser refuses to copy. */
const shownText = {
  get current(): Element | null {
    return document.querySelector('[aria-label=Output] pre');
  },
};

/** Copies for the platform that was copied for last; its menu has all others. */
function SplitCopy({ view }: { readonly view: GuestView }) {
  const { targets = [] } = useOutput();
  const output = useOutputText(view);
  const width = useWidth();
  const { target } = output;
  const label = `Copy for ${target === undefined ? 'virsh edit' : (target.short ?? target.title)}`;
  const items = targets.map(
    ({ id, title }): MenuItem => ({
      label: title,
      checked: id === target?.id,
      onChoose: () => setSettings({ target: id }),
    }),
  );
  const look = guestLint(view).pressing === undefined ? 'filled' : 'plain';
  return (
    <span className={styles.split}>
      <CopyButton
        look={look}
        name={label}
        what={label.replace(/^Copy /, '')}
        text={() => output.text}
        unavailable={!output.ready}
        shown={shownText}
        className={styles.copy}
      >
        {width === 'narrow' ? 'Copy' : label}
      </CopyButton>
      <Menu
        label="Copy for another platform"
        glyph={<Glyph name="chevron-down" />}
        look={look}
        items={items}
        className={styles.more}
      />
    </span>
  );
}
