import { useStages } from '../hooks/use-stages.ts';
import { ChangesSection } from '../output/changes-section.tsx';
import { OutputSection } from '../output/output-section.tsx';
import { WideFields } from './fields/wide-fields.tsx';
import { ModelList } from './models/model-list.tsx';
import { Policies } from './policies/policies.tsx';
import { LintList } from './verdicts/lint-list.tsx';
import { FatesSection } from './verdicts/start-outcomes-section.tsx';
import { SummarySection } from './verdicts/summary-section.tsx';
import { VerdictList } from './verdicts/verdict-list.tsx';
import { guestLint } from './view/guest-lint.ts';
import type { GuestView } from './view/guest-view.ts';
import { InWords } from './view/in-words.tsx';
import styles from './view/wide.module.css';

/** Everything that can be said of a guest CPU on the left; what comes of it on the right. Its long lists come after. */
export function WideGuest({ view }: { readonly view: GuestView }) {
  const stage = useStages(2);
  const { items, pressing, afterFix } = guestLint(view);
  const hasModels = view.guest.cpu.mode === 'custom' && view.derived.pool.driver === 'x86';
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <WideFields view={view} />
        {hasModels && stage > 0 && <ModelList view={view} />}
        {view.derived.pool.driver === 'x86' && stage > 1 && <Policies view={view} />}
        {stage > 1 && <InWords view={view} />}
      </div>
      <div className={styles.right}>
        <LintList items={items} pressing={pressing?.id} wide />
        <VerdictList view={view} wide afterFix={afterFix} />
        {stage > 0 && (
          <>
            <FatesSection view={view} />
            <SummarySection view={view} />
            <ChangesSection guest={view.guest} map={view.derived.map} />
          </>
        )}
        <OutputSection view={view} pressing={pressing !== undefined} />
      </div>
    </div>
  );
}
