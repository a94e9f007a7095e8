import { formatCpu } from '../../cpu/definition/format.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Guest } from '../../fleet/guest/guest.ts';
import { type DiffLine, diffLines } from '../../output/export/diff.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './output.module.css';

interface ChangesSectionProps {
  readonly guest: Guest;
  readonly map: CpuMap;
}

const signs: Readonly<Record<DiffLine['kind'], string>> = { hunk: '', same: ' ', added: '+', removed: '-' };
const said: Readonly<Record<DiffLine['kind'], string>> = {
  hunk: '',
  same: '',
  added: 'added ',
  removed: 'removed ',
};

/** The person's changes of the baseline, as a unified diff. */
export function ChangesSection({ guest, map }: ChangesSectionProps) {
  if (!guest.changed) return null;
  const lines = diffLines(formatCpu(guest.baseline, map.dialect), guest.xml);
  return (
    <section className={styles.changes} aria-label="Changed from the baseline">
      <h3>Changed from the baseline</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must by keyboard too */}
      <section className={styles.diff} aria-label="Diff" tabIndex={0}>
        <pre translate="no">
          {lines.map(({ kind, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its identity
            <span key={index} data-kind={kind}>
              {said[kind] !== '' && <span className="visually-hidden">{said[kind]}</span>}
              {`${signs[kind]}${visibleText(text)}\n`}
            </span>
          ))}
        </pre>
      </section>
    </section>
  );
}
