import { choicesFor } from '../../fleet/guest/guest.ts';
import type { GuestRow } from '../../fleet/guests/guest-rows.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { replaceGuest } from '../../workspace/model/actions.ts';
import type { GuestId } from '../../workspace/model/state.ts';
import { edit, workspaceStore } from '../../workspace/stores/store.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { useView } from '../hooks/use-view.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/button.tsx';
import { visibleText } from '../ui/visible-text.ts';

interface OpenInEditorProps {
  readonly row: GuestRow;
  readonly derived: Derived;
}

/** The guest's CPU becomes the one that is edited; Undo restores the former one. */
export function OpenInEditor({ row, derived }: OpenInEditorProps) {
  const { width } = useView();
  const { cpu } = row.kind;
  const name = visibleText(row.guests[0]?.name ?? '');
  if (cpu === undefined || derived.guest === undefined) return null;

  function open(): void {
    if (cpu === undefined) return;
    const guests = row.guests.map(({ id, name: own }) => ({ id: id as GuestId, name: own }));
    setUi({ opened: { guests, before: workspaceStore.getState().workspace.guest }, domain: undefined });
    edit(replaceGuest(choicesFor(derived.pool, cpu), `opening the CPU of ${name}`));
    setUi({ noun: width === 'wide' ? 'features' : 'guest-cpu', guestWide: width === 'wide' });
    announce(`The CPU of ${name} is open in the editor.`);
  }

  return <Button onClick={open}>Open in the editor</Button>;
}
