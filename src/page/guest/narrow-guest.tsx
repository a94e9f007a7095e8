import { GuestFields } from './fields/guest-fields.tsx';
import { Facts } from './verdicts/facts.tsx';
import { LintList } from './verdicts/lint-list.tsx';
import { guestLint } from './view/guest-lint.ts';
import type { GuestView } from './view/guest-view.ts';

export function NarrowGuest({ view }: { readonly view: GuestView }) {
  const { items, pressing, afterFix } = guestLint(view);
  return (
    <>
      <GuestFields view={view} />
      <LintList items={items} pressing={pressing?.id} wide={false} />
      <Facts view={view} afterFix={afterFix} />
    </>
  );
}
