import { GuestFields } from './fields/guest-fields.tsx';
import { FeaturesSection } from './policies/features-section.tsx';
import { LintList } from './verdicts/lint-list.tsx';
import { SummarySection } from './verdicts/summary-section.tsx';
import { VerdictList } from './verdicts/verdict-list.tsx';
import { guestLint } from './view/guest-lint.ts';
import type { GuestView } from './view/guest-view.ts';

export function NarrowGuest({ view }: { readonly view: GuestView }) {
  const { items, pressing, afterFix } = guestLint(view);
  return (
    <>
      <GuestFields view={view} />
      <FeaturesSection view={view} />
      <LintList items={items} pressing={pressing?.id} wide={false} />
      <VerdictList view={view} wide={false} afterFix={afterFix} />
      <SummarySection view={view} />
    </>
  );
}
