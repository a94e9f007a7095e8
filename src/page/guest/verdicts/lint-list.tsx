import { withFix } from '../../../fleet/lint/lint.ts';
import type { LintFix, LintItem } from '../../../fleet/lint/lint-item.ts';
import { replaceGuest } from '../../../workspace/model/actions.ts';
import { edit, workspaceStore } from '../../../workspace/stores/store.ts';
import { Phrases } from '../../phrases/phrases.tsx';
import { announce } from '../../ui/announce.ts';
import { Button } from '../../ui/button.tsx';
import { Code } from '../../ui/code.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import styles from './lint.module.css';

interface LintListProps {
  readonly items: readonly LintItem[];
  /** The item whose fix is the next sensible step. */
  readonly pressing: string | undefined;
  /** Names that a sentence only counts are listed too. */
  readonly wide: boolean;
}

/** Settings that a person would regret, each with a fix. */
export function LintList({ items, pressing, wide }: LintListProps) {
  if (items.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Worth knowing">
      {items.map((item) => (
        <LintRow key={item.id} item={item} filled={item.id === pressing} wide={wide} />
      ))}
    </ul>
  );
}

interface LintRowProps {
  readonly item: LintItem;
  readonly filled: boolean;
  readonly wide: boolean;
}

function LintRow({ item, filled, wide }: LintRowProps) {
  const { glyph, sentence, names, fix } = item;
  return (
    <li className={styles.item}>
      <Glyph name={glyph} className={styles.glyph} />
      <div>
        <p>
          <Phrases phrases={sentence} onFollow={nowhere} />
        </p>
        {wide && names !== undefined && names.length > 2 && (
          <p className={styles.names}>
            {names.map((name) => (
              <Code key={name}>{name}</Code>
            ))}
          </p>
        )}
      </div>
      {fix !== undefined && (
        <Button size="pane" look={filled ? 'filled' : 'plain'} onClick={() => applyFix(fix)}>
          {visibleText(fix.label)}
        </Button>
      )}
    </li>
  );
}

/** Its sentences count, and lead nowhere. */
function nowhere(): void {}

function applyFix(fix: LintFix): void {
  edit(replaceGuest(withFix(workspaceStore.getState().workspace.guest, fix), fix.step));
  announce(`Done: ${fix.step}.`);
}
