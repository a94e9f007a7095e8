import { ChangesSection } from '../output/changes-section.tsx';
import { OutputSection } from '../output/output-section.tsx';
import { FatesSection } from './fates-section.tsx';
import { guestLint } from './guest-lint.ts';
import type { GuestView } from './guest-view.ts';
import { InWords } from './in-words.tsx';
import { LintList } from './lint-list.tsx';
import { ModelList } from './model-list.tsx';
import { Policies } from './policies.tsx';
import { SummarySection } from './summary-section.tsx';
import { VerdictList } from './verdict-list.tsx';
import styles from './wide.module.css';
import { WideFields } from './wide-fields.tsx';

/** Everything that can be said of a guest CPU on the left; what comes of it on the right. */
export function WideGuest({ view }: { readonly view: GuestView }) {
  const { items, pressing, afterFix } = guestLint(view);
  const hasModels = view.guest.cpu.mode === 'custom' && view.derived.pool.driver === 'x86';
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <WideFields view={view} />
        {hasModels && <ModelList view={view} />}
        {view.derived.pool.driver === 'x86' && <Policies view={view} />}
        <InWords view={view} />
      </div>
      <div className={styles.right}>
        <LintList items={items} pressing={pressing?.id} wide />
        <VerdictList view={view} wide afterFix={afterFix} />
        <FatesSection view={view} />
        <SummarySection view={view} />
        <ChangesSection guest={view.guest} map={view.derived.map} />
        <OutputSection view={view} pressing={pressing !== undefined} />
      </div>
    </div>
  );
}
