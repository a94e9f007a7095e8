import type { Pool } from '../../fleet/pool/pool.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { guestLint } from '../guest/view/guest-lint.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useWidth } from '../hooks/use-view.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { CopyAll } from './copy-all.tsx';
import styles from './copy-answer.module.css';
import type { Written } from './output-text.ts';
import { SplitCopy } from './split-copy.tsx';

/** Copy belongs to the answer: in its band, in view at every width and height. */
export function CopyAnswer() {
  const derived = useDerived();
  const choices = useWorkspace((state) => state.workspace.guest);
  if (derived === undefined) return null;
  const { groups, group, guest, pool } = derived;
  if (guest === undefined && groups.length < 2) return null;
  const isPressing = guest !== undefined && guestLint({ derived, guest, choices }).pressing !== undefined;
  const look = isPressing ? 'plain' : 'filled';
  return (
    <section id="copy" className={styles.copies} aria-label="Copy the guest CPU" data-no-print>
      {groups.length === 2 && group !== undefined ? (
        <EachGroup derived={derived} look={look} />
      ) : (
        guest !== undefined && (
          <CopyRow written={{ map: derived.map, pool, guest }} name={group?.name} look={look} />
        )
      )}
      {groups.length > 2 && <CopyAll derived={derived} />}
      {groups.length < 2 && isPredicted(pool) && <Predicted />}
    </section>
  );
}

/** Two groups have a line each. */
function EachGroup({ derived, look }: { readonly derived: Derived; readonly look: 'filled' | 'plain' }) {
  return derived
    .groupPools()
    .map(
      ({ group, pool, guest }) =>
        guest !== undefined && (
          <CopyRow
            key={group.name}
            written={{ map: derived.map, pool, guest }}
            name={group.name}
            look={group === derived.group ? look : 'plain'}
          />
        ),
    );
}

interface CopyRowProps {
  readonly written: Written;
  /** The group's name; undefined if there is one group. */
  readonly name: string | undefined;
  readonly look: 'filled' | 'plain';
}

function CopyRow({ written, name, look }: CopyRowProps) {
  const { hosts } = written.pool;
  return (
    <div className={styles.row}>
      <span className={styles.who} data-group={name !== undefined}>
        {name === undefined ? (
          whichHosts(hosts)
        ) : (
          <>
            <MiddleCut max={20}>{name}</MiddleCut> <span className={styles.count}>{countOf(hosts)}</span>
          </>
        )}
      </span>
      <SplitCopy written={written} group={name} look={look} />
    </div>
  );
}

function whichHosts(hosts: number): string {
  if (hosts < 3) return hosts === 2 ? 'Both hosts' : '1 host';
  return `All ${countOf(hosts)}`;
}

function countOf(hosts: number): string {
  return hosts === 1 ? '1 host' : `${hosts.toLocaleString('en')} hosts`;
}

function Predicted() {
  const width = useWidth();
  return (
    <p className={styles.source}>
      predicted: <LinkButton onClick={openAdding}>paste domcapabilities</LinkButton>
      {width === 'narrow' ? '' : ' to know'}
    </p>
  );
}

/** QEMU's view was predicted from the hosts' own CPUs: no document reports it. */
function isPredicted(pool: Pool): boolean {
  return pool.driver === 'x86' && pool.kinds.some(({ cpu }) => cpu.definition.kind === 'host');
}

function openAdding(): void {
  setUi({ dialog: 'add' });
}
