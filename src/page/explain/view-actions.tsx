import type { Subject } from '../../fleet/explain/explain.ts';
import { columnsOf } from '../../fleet/matrix/columns.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useUi } from '../../workspace/hooks.ts';
import { toggleIn } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useFolded } from '../matrix/view/use-folded.ts';
import { LinkButton } from '../ui/link-button.tsx';

/** Actions on the row and the column of the explained cell, without a menu. */
export function ViewActions({ className }: { readonly className: string | undefined }) {
  const subject = useUi((state) => state.explained);
  const derived = useDerived();
  const folded = useFolded();
  if (subject === undefined || derived === undefined) return null;
  const row = rowOf(derived, subject);
  return (
    <span className={className}>
      {row !== undefined && <PinRow id={row} />}
      {(subject.kind === 'column' || subject.kind === 'cell') && (
        <HideColumn id={subject.column} among={columnKeys(derived, folded)} />
      )}
    </span>
  );
}

function PinRow({ id }: { readonly id: string }) {
  const isPinned = useUi((state) => state.pinnedRows.has(id));
  return (
    <LinkButton onClick={() => toggleIn('pinnedRows', id)}>
      {isPinned ? 'Unpin the row' : 'Pin the row'}
    </LinkButton>
  );
}

/** The last column that is shown stays. */
function HideColumn({ id, among }: { readonly id: string; readonly among: readonly string[] }) {
  const hidden = useUi((state) => state.hiddenColumns);
  const shown = among.filter((key) => !hidden.has(key));
  if (!among.includes(id) || (shown.length === 1 && shown[0] === id)) return null;
  return (
    <LinkButton onClick={() => toggleIn('hiddenColumns', id)}>
      {hidden.has(id) ? 'Show the column' : 'Hide the column'}
    </LinkButton>
  );
}

function rowOf(derived: Derived, subject: Subject): string | undefined {
  if (subject.kind !== 'row' && subject.kind !== 'cell') return undefined;
  return derived.rows().find(({ id }) => id === subject.feature)?.id;
}

function columnKeys({ fleet }: Derived, folded: boolean): string[] {
  return columnsOf(fleet, { fold: folded, order: 'given' }).map(({ key }) => key);
}
