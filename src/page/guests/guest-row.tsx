import type { GuestRow } from '../../fleet/guests/guest-rows.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import { Code } from '../ui/code.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { CellGlyph } from './cell-glyph.tsx';
import { type ColumnWindow, placed, wide } from './grid-head.tsx';
import { cellNumber, foldedHeader, roles, rowNumber } from './grid-roles.ts';
import { foldKey, type GuestLine } from './guest-lines.ts';
import { cellWords, cpuWords, hostsWords, sectionWords, takesWords, whereWords } from './guest-words.ts';
import styles from './guests.module.css';
import type { ShownGuests } from './use-guests.ts';

interface SectionLineProps {
  readonly line: Extract<GuestLine, { kind: 'section' }>;
  readonly shown: ShownGuests;
  readonly top: number;
  readonly isFolded: boolean;
}

export function SectionLine({ line: { section, rows }, shown, top, isFolded }: SectionLineProps) {
  const guests = rows.reduce((sum, row) => sum + row.guests.length, 0);
  return (
    <div {...roles.row} ref={lowered(top)} className={styles.section} data-section={foldKey(section)}>
      <div {...foldedHeader(isFolded)} className={styles.sectionName}>
        <Glyph name={isFolded ? 'closed' : 'open'} />
        <b>{sectionWords(section, shown.ask, onlyHost(rows, shown) ?? 'one host')}</b>
        <span>
          {plural(guests, 'guest')}, {plural(rows.length, 'CPU')}
        </span>
      </div>
    </div>
  );
}

/** The host that all of these can only be on. */
export function onlyHost(rows: readonly GuestRow[], { columns }: ShownGuests): string | undefined {
  const names = new Set(
    rows.map(({ cells, group }) => {
      const at = cells.findIndex(
        (cell, i) => columns[i]?.group === group && (cell === 'starts' || cell === 'without'),
      );
      return columns[at]?.kind.included[0]?.name;
    }),
  );
  const [only, ...others] = names;
  return others.length === 0 && only !== undefined ? visibleText(only) : undefined;
}

interface GuestRowLineProps {
  readonly id: string;
  readonly at: number;
  readonly row: GuestRow;
  readonly shown: ShownGuests;
  readonly window: ColumnWindow;
  readonly top: number;
  readonly isPointed: boolean;
}

export function GuestRowLine({ id, at, row, shown, window, top, isPointed }: GuestRowLineProps) {
  const { fleet, ask, columns } = shown;
  const [first] = row.guests;
  const cpu = cpuWords(row);
  const more = row.guests.length - 1;
  const words = cellWords[ask];
  return (
    <div
      {...rowNumber(at + 2)}
      ref={lowered(top)}
      className={styles.row}
      data-line={at}
      data-pointed={isPointed}
    >
      <div className={styles.fixed}>
        <div
          {...roles.rowheader}
          id={`${id}--1`}
          className={styles.guest}
          data-here={isPointed && shown.column === undefined}
        >
          <Code>{first?.name ?? ''}</Code>
          {more > 0 && <span className={styles.more}> +{more.toLocaleString('en')}</span>}
        </div>
        <div {...roles.gridcell} className={styles.cpu}>
          <Code>{cpu.model}</Code> <span>{cpu.more}</span>
        </div>
        <div {...roles.gridcell} className={styles.on}>
          {shown.down === undefined ? whereWords(row, fleet) : row.section === 'off' ? 'off' : 'running'}
        </div>
        <div {...roles.gridcell} className={styles.runs}>
          {takesWords(row)}
        </div>
      </div>
      <div ref={wide(window.width)} className={styles.kinds}>
        {window.items.map(({ index, start }) => {
          const cell = row.cells[index];
          const column = columns[index];
          if (cell === undefined || column === undefined) return null;
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              ref={placed(start)}
              {...cellNumber('gridcell', index + 5, `${hostsWords(column.kind)}: ${words[cell]}`)}
              className={styles.cell}
              data-cell={cell}
              data-column={index}
              data-first={index > 0 && columns[index - 1]?.group !== column.group}
              data-here={isPointed && column === shown.column}
            >
              <CellGlyph cell={cell} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function lowered(top: number): (element: HTMLElement | null) => void {
  return (element) => element?.style.setProperty('transform', `translateY(${top}px)`);
}
