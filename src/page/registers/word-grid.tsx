import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { explain, setUi } from '../../workspace/stores/ui.ts';
import { asGrid, asRowGroup } from '../matrix/cells/cell-props.ts';
import { headNames } from '../matrix/view/head-names.ts';
import type { MatrixView } from '../matrix/view/matrix-view.tsx';
import { HEAD, moved } from '../matrix/view/moves.ts';
import { BitHead } from './bit-head.tsx';
import { AND, type BitPlace, LESS, NAME, VALUE } from './bit-parts.ts';
import { BitRow } from './bit-row.tsx';
import styles from './registers.module.css';
import { SumRows } from './sum-rows.tsx';
import { type BitColumn, bitColumns, type WordSummary } from './word-model.ts';

interface WordGridProps {
  readonly view: MatrixView;
  readonly word: WordSummary;
}

const ROW = 25;
/** Characters that the names' column holds. */
const NAME_LENGTH = 12;

/** A strip of 32 squares per column of the matrix, and what is common to all under a sum rule. */
export function WordGrid({ view, word }: WordGridProps) {
  const { shown, derived } = view;
  const bits = useMemo(() => bitColumns(derived.pool, shown.all, word.index), [derived, shown, word.index]);
  const names = useMemo(() => namesOf(shown.columns), [shown]);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    useFlushSync: false,
  });
  const [focus, setFocus] = useState<BitPlace | undefined>(undefined);
  const shape = {
    rows: [HEAD, ...shown.columns.map(({ key }) => key), AND, LESS],
    columns: [NAME, ...bits.map(({ bit }) => String(bit)), VALUE],
    page: 10,
  };
  const stop = focus ?? { row: HEAD, column: '31' };

  function goTo(place: BitPlace): void {
    flushSync(() => setFocus(place));
    explainBit(
      place,
      bits,
      shown.columns.some(({ key }) => key === place.row),
    );
    const at = shown.columns.findIndex(({ key }) => key === place.row);
    if (at >= 0) flushSync(() => rows.scrollToIndex(at));
    const line = scroller.current?.querySelector(`[data-row="${CSS.escape(place.row)}"]`);
    line?.querySelector<HTMLElement>(`[data-column="${place.column}"]`)?.focus({ preventScroll: at >= 0 });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const place = placeOf(event.target) ?? stop;
    const key = event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key;
    const to = key === 'Enter' ? place : moved(key, place, shape);
    if (to === undefined) return;
    event.preventDefault();
    goTo(to);
  }

  function onClick(event: MouseEvent): void {
    const place = placeOf(event.target);
    if (place !== undefined) goTo(place);
  }

  const parts = { view, word, bits, stop, isFocused: focus !== undefined };
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        {...asGrid}
        aria-labelledby="word-title"
        aria-rowcount={shape.rows.length}
        aria-colcount={shape.columns.length}
        className={styles.grid}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <BitHead {...parts} />
        <tbody {...asRowGroup} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const column = shown.columns[index];
            return column === undefined ? null : (
              <BitRow
                key={column.key}
                {...parts}
                column={column}
                name={names[index]}
                index={index}
                top={start}
              />
            );
          })}
        </tbody>
        <SumRows {...parts} />
      </table>
    </div>
  );
}

/** The common part of long names is left out: cut in the middle, all would look the same. */
function namesOf(columns: MatrixView['shown']['columns']): readonly string[] {
  const all = columns.map(({ hosts }) => hosts[0]?.name ?? '');
  const isLong = all.some(({ length }) => length > NAME_LENGTH);
  return headNames(all, NAME_LENGTH, isLong).names;
}

function placeOf(target: EventTarget): BitPlace | undefined {
  if (!(target instanceof Element)) return undefined;
  const row = target.closest<HTMLElement>('[data-row]')?.dataset.row;
  const column = target.closest<HTMLElement>('[data-column]')?.dataset.column;
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** The panel speaks of the feature at the bit; the matrix has its row in focus when it is shown next. */
function explainBit({ row, column }: BitPlace, bits: readonly BitColumn[], isHost: boolean): void {
  const feature = bits.find(({ bit }) => String(bit) === column)?.feature?.name;
  if (feature !== undefined) {
    setUi({ focused: { row: feature, column: isHost ? row : 'feature' } });
    explain(isHost ? { kind: 'cell', feature, column: row } : { kind: 'row', feature });
  } else if (isHost) explain({ kind: 'column', column: row });
}
