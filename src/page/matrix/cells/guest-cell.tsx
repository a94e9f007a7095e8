import { useState } from 'react';
import { policies } from '../../../cpu/definition/definition.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import { setPolicies } from '../../../workspace/model/actions.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { type GuestCell as GuestState, guestWords } from '../view/cell-state.ts';
import { type GridModel, GUEST } from '../view/grid-model.ts';
import { GUEST_IN_WORDS } from '../view/layout.ts';
import { cellProps } from './cell-props.ts';
import styles from './guest-cell.module.css';

interface GuestCellProps {
  readonly model: GridModel;
  readonly row: Row;
  readonly isStop: boolean;
  readonly isCurrent: boolean;
}

/** ●, ◐, kept out or –; all rows say by which policy, and the policy is changed here. */
export function GuestCell({ model, row, isStop, isCurrent }: GuestCellProps) {
  const [isHovered, setHovered] = useState(false);
  const state = model.view.cells.guest(row);
  const { form, layout, derived } = model.view;
  const isWordy = layout.guest >= GUEST_IN_WORDS;
  const isKeptOut = state.glyph === undefined && row.has > 0;
  // A select per row is too much for a page: one stands where the pointer or the focus is.
  const isChoosable = (isHovered || isStop) && derived.guest !== undefined;
  return (
    <td
      {...cellProps({
        role: 'gridcell',
        column: GUEST,
        index: model.shape.columns.length,
        isStop,
        isCurrent,
      })}
      aria-label={guestWords(state)}
      className={styles.guest}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      {state.glyph !== undefined && <Glyph name={state.glyph} />}
      {state.glyph === undefined &&
        (isWordy && isKeptOut ? <span className={styles.out}>kept out</span> : '–')}
      {isWordy && form === 'all' && !isKeptOut && <span className={styles.policy}>{state.policy ?? ''}</span>}
      {derived.guest !== undefined && <Glyph name="chevron-down" className={styles.chevron} />}
      {isChoosable && <PolicySelect row={row} state={state} />}
    </td>
  );
}

/** Lies over the cell unseen; the cell shows what it says, and its chevron. */
function PolicySelect({ row, state }: { readonly row: Row; readonly state: GuestState }) {
  const listed = state.policy === 'model' ? undefined : state.policy;
  return (
    <select
      aria-label={`Guest, ${row.id}: ${guestWords(state)}. Policy`}
      tabIndex={-1}
      value={listed ?? ''}
      className={styles.policySelect}
      onChange={({ target: { value } }) => edit(setPolicies([choice(row.id, value)]))}
    >
      <option value="">{state.policy === 'model' ? 'as the model has it' : 'not listed'}</option>
      {policies.map((policy) => (
        <option key={policy} value={policy}>
          {policy}
        </option>
      ))}
      <option value="baseline">as in the baseline</option>
    </select>
  );
}

function choice(name: string, value: string): Parameters<typeof setPolicies>[0][number] {
  if (value === 'baseline') return { name, policy: undefined };
  const policy = policies.find((known) => known === value);
  return { name, policy: policy ?? 'absent' };
}
