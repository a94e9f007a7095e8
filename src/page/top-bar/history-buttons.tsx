import { useWorkspace } from '../../workspace/hooks.ts';
import { redo, undo } from '../../workspace/stores/store.ts';
import { Button } from '../ui/button.tsx';

/** Absent before the first step, so that the empty page has nothing to look past. */
export function HistoryButtons() {
  const last = useWorkspace((state) => state.past.at(-1)?.label);
  const undone = useWorkspace((state) => state.future.at(-1)?.label);
  const hasHosts = useWorkspace((state) => state.workspace.hosts.length > 0);
  if (!hasHosts && last === undefined && undone === undefined) return null;
  return (
    <>
      <StepButton verb="Undo" label={last} keys="Ctrl+Z" onClick={undo} />
      <StepButton verb="Redo" label={undone} keys="Ctrl+Shift+Z" onClick={redo} />
    </>
  );
}

interface StepButtonProps {
  readonly verb: 'Undo' | 'Redo';
  readonly label: string | undefined;
  readonly keys: string;
  readonly onClick: () => void;
}

function StepButton({ verb, label, keys, onClick }: StepButtonProps) {
  const name = label === undefined ? `${verb}: nothing to ${verb.toLowerCase()}` : `${verb} ${label}`;
  return (
    <Button
      look="quiet"
      unavailable={label === undefined}
      aria-label={name}
      title={`${name} (${keys})`}
      onClick={onClick}
    >
      {verb}
    </Button>
  );
}
