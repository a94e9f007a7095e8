import { deriveGuest, type Guest } from '../../../fleet/guest/guest.ts';
import type { GuestChoices } from '../../../fleet/guest/guest-choices.ts';
import type { Pool } from '../../../fleet/pool/pool.ts';
import type { Derived } from '../../../workspace/derived/derived.ts';
import { setGuest } from '../../../workspace/model/actions.ts';
import type { GuestPatch } from '../../../workspace/model/labels.ts';
import { edit } from '../../../workspace/stores/store.ts';

/** The props of every part of the guest pane. */
export interface GuestView {
  readonly derived: Derived;
  readonly guest: Guest;
  readonly choices: GuestChoices;
}

export type FieldKey = Exclude<keyof GuestPatch, 'hostModel'>;
export type FieldValue<Key extends FieldKey> = Exclude<GuestChoices[Key], null | undefined>;

/** Sets a field, undefined = not set. What is as it would be by itself is no choice, and follows the baseline. */
export function chooseField<Key extends FieldKey>(
  { derived, choices }: GuestView,
  key: Key,
  value: FieldValue<Key> | undefined,
): void {
  const byItself = withoutChoice(derived.pool, choices, key);
  const isSame = JSON.stringify(byItself) === JSON.stringify(value);
  edit(setGuest({ [key]: isSame ? undefined : (value ?? null) }));
}

function withoutChoice(pool: Pool, choices: GuestChoices, key: FieldKey): unknown {
  const { [key]: _dropped, ...rest } = choices;
  return deriveGuest(pool, rest)?.cpu[key];
}
