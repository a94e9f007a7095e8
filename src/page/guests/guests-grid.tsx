import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useId, useRef } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import { setUi, toggleIn } from '../../workspace/stores/ui.ts';
import { GridHead } from './grid-head.tsx';
import { gridProps } from './grid-roles.ts';
import { foldKey, guestLines } from './guest-lines.ts';
import { GuestRowLine, SectionLine } from './guest-row.tsx';
import styles from './guests.module.css';
import type { ShownGuests } from './use-guests.ts';

const ROW = 24;
const SECTION = 30;
const KIND = 56;

/** Rows of guests, columns of kinds of host. Only what is in view is drawn. One Tab stop; arrows go from cell to cell. */
export function GuestsGrid({ shown }: { readonly shown: ShownGuests }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const folded = useUi((state) => state.foldedGroups);
  const lines = guestLines(shown.rows, folded);
  const { columns } = shown;
  const down = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (lines[at]?.kind === 'section' ? SECTION : ROW),
    overscan: 12,
    useFlushSync: false,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => KIND,
    scrollMargin: 0,
    overscan: 8,
    useFlushSync: false,
  });
  const columnAt = shown.column === undefined ? -1 : columns.indexOf(shown.column);
  const rowAt = lines.findIndex((line) => line.kind === 'row' && line.row === shown.row);

  function go(toRow: number, toColumn: number): void {
    const line = lines[toRow];
    if (line?.kind !== 'row') return;
    const guest = line.row.guests[0]?.id;
    const host = columns[toColumn]?.kind.included[0]?.id;
    if (guest === undefined) return;
    setUi({ guestPlace: { guest, ...(host === undefined || toColumn < 0 ? {} : { host }) } });
    down.scrollToIndex(toRow);
    if (toColumn >= 0) across.scrollToIndex(toColumn);
  }

  function nextRow(from: number, step: number): number {
    let at = from;
    do at += step;
    while (lines[at]?.kind === 'section');
    return lines[at] === undefined ? from : at;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = columnAt;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(nextRow(rowAt, 1), at),
      ArrowUp: () => go(nextRow(rowAt < 0 ? 1 : rowAt, -1), at),
      ArrowRight: () => go(rowAt < 0 ? nextRow(-1, 1) : rowAt, Math.min(columns.length - 1, at + 1)),
      ArrowLeft: () => go(rowAt, Math.max(-1, at - 1)),
      Home: () => go(rowAt, 0),
      End: () => go(rowAt, columns.length - 1),
      PageDown: () => go(nextRow(Math.min(lines.length - 2, rowAt + 19), 1), at),
      PageUp: () => go(nextRow(Math.max(1, rowAt - 19), -1), at),
      b: () => document.querySelector<HTMLElement>('[data-smallest-change]')?.focus(),
      Escape: () => setUi({ guestPlace: undefined }),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  }

  function onClick(event: MouseEvent<HTMLDivElement>): void {
    const target = event.target as HTMLElement;
    const section = target.closest<HTMLElement>('[data-section]')?.dataset.section;
    if (section !== undefined) toggleIn('foldedGroups', section);
    const line = target.closest<HTMLElement>('[data-line]')?.dataset.line;
    if (line === undefined) return;
    const column = target.closest<HTMLElement>('[data-column]')?.dataset.column;
    go(Number(line), column === undefined ? -1 : Number(column));
  }

  const items = across.getVirtualItems();
  const window = { items, width: across.getTotalSize() };
  return (
    <div ref={scroller} className={styles.scroll}>
      <div
        {...gridProps({
          label: shown.ask === 'start' ? 'Guests, and where they start' : 'Guests, and where they move',
          rows: lines.length + 1,
          columns: columns.length + 4,
          active: rowAt >= 0 ? `${id}-${rowAt}-${columnAt}` : undefined,
          onKeyDown,
          onClick,
        })}
        className={styles.grid}
      >
        <GridHead shown={shown} window={window} />
        <div ref={sized(down.getTotalSize())} className={styles.body}>
          {down.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return line.kind === 'section' ? (
              <SectionLine
                key={line.section}
                line={line}
                shown={shown}
                top={start}
                isFolded={folded.has(foldKey(line.section))}
              />
            ) : (
              <GuestRowLine
                key={line.row.guests[0]?.id}
                id={`${id}-${index}`}
                at={index}
                row={line.row}
                shown={shown}
                window={window}
                top={start}
                isPointed={index === rowAt}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Styles may not be in markup (the page's policy), so sizes are set on the element. */
export function sized(height: number): (element: HTMLElement | null) => void {
  return (element) => element?.style.setProperty('height', `${height}px`);
}
