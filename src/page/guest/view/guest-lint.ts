import { deriveGuest, type Guest } from '../../../fleet/guest/guest.ts';
import { hostsThatRun, verdictsOf } from '../../../fleet/guest/verdicts.ts';
import { lint, withFix } from '../../../fleet/lint/lint.ts';
import type { LintItem } from '../../../fleet/lint/lint-item.ts';
import type { GuestView } from './guest-view.ts';

interface GuestLint {
  readonly items: readonly LintItem[];
  /** Something keeps the guest from running, and this would mend it. */
  readonly pressing: LintItem | undefined;
  /** Hosts that run the guest once it is mended. */
  readonly afterFix: number | undefined;
}

/** By guest: the same guest is asked for by every part of the pane, and again on each paint. */
const known = new WeakMap<Guest, GuestLint>();

export function guestLint(view: GuestView): GuestLint {
  const before = known.get(view.guest);
  if (before !== undefined) return before;
  const { derived, guest, choices } = view;
  const items = lint({ pool: derived.pool, guest, verdicts: derived.verdicts() });
  const pressing = items.find(
    ({ glyph, fix }) => fix !== undefined && (glyph === 'only-lacks' || glyph === 'lacks'),
  );
  const mended = pressing?.fix && deriveGuest(derived.pool, withFix(choices, pressing.fix));
  const made = { items, pressing, afterFix: mended && hostsThatRun(verdictsOf(derived.pool, mended.cpu)) };
  known.set(guest, made);
  return made;
}
