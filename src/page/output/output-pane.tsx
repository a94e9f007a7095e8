import { useWorkspace } from '../../workspace/hooks.ts';
import { guestLint } from '../guest/view/guest-lint.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useGuestWide } from '../hooks/use-view.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { OtherGroups } from './other-groups.tsx';
import { OutputSection } from './output-section.tsx';

/** The guest CPU as text. The wide guest pane has it among its own parts. */
export function OutputPane() {
  const derived = useDerived();
  const choices = useWorkspace((state) => state.workspace.guest);
  const isWide = useGuestWide();
  const isPrinting = usePrinting();
  if (derived?.guest === undefined || isWide) return null;
  const view = { derived, guest: derived.guest, choices };
  return (
    <>
      <OutputSection view={view} pressing={guestLint(view).pressing !== undefined} />
      {isPrinting && derived.groups.length > 1 && <OtherGroups derived={derived} />}
    </>
  );
}
