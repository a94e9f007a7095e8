import { FeaturesSection } from './features-section.tsx';
import { GuestFields } from './guest-fields.tsx';
import { guestLint } from './guest-lint.ts';
import type { GuestView } from './guest-view.ts';
import { LintList } from './lint-list.tsx';
import { SummarySection } from './summary-section.tsx';
import { VerdictList } from './verdict-list.tsx';

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
