import { useRef } from 'react';
import { formatCpu } from '../../cpu/definition/format.ts';
import { changeInWords, virtXmlLine } from '../../fleet/guests/change-words.ts';
import type { GuestRow } from '../../fleet/guests/guest-rows.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { changeSteps } from './change-steps.ts';
import styles from './guests.module.css';
import { OpenInEditor } from './open-in-editor.tsx';
import type { ShownGuests } from './use-guests.ts';

interface ChangeActionsProps {
  readonly shown: ShownGuests;
  readonly row: GuestRow;
}

/** Without a pane: the change that makes it start on all hosts of its group, to copy or to edit. */
export function ChangeActions({ shown, row }: ChangeActionsProps) {
  const derived = useDerived();
  const text = useRef<HTMLSpanElement>(null);
  const last = changeSteps(row, shown).at(-1);
  const name = row.guests[0]?.name ?? '';
  if (derived === undefined) return null;
  if (last === undefined) return <OpenInEditor row={row} derived={derived} />;
  const line = virtXmlLine(name, last.change);
  return (
    <span className={styles.changeLine}>
      <span ref={text}>
        {changeInWords(last.change.edits)}: {last.takes} of {last.of}
      </span>
      <CopyButton
        text={() => line ?? formatCpu(last.change.cpu, derived.map.dialect)}
        shown={text}
        what="the change"
      >
        Copy the change
      </CopyButton>
      <OpenInEditor row={row} derived={derived} />
    </span>
  );
}
