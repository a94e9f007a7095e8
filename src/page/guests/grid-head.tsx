import type { VirtualItem } from '@tanstack/react-virtual';
import { plural } from '../../fleet/wording/phrases.ts';
import { visibleText } from '../ui/visible-text.ts';
import { cellNumber, roles, rowNumber } from './grid-roles.ts';
import styles from './guests.module.css';
import type { ShownGuests } from './use-guests.ts';

/** Columns that are drawn. */
export interface ColumnWindow {
  readonly items: readonly VirtualItem[];
  readonly width: number;
}

interface GridHeadProps {
  readonly shown: ShownGuests;
  readonly window: ColumnWindow;
}

export function GridHead({ shown, window }: GridHeadProps) {
  const { ask, down, columns, fleet } = shown;
  return (
    <div {...rowNumber(1)} className={styles.head}>
      <div className={styles.fixed}>
        <div {...roles.columnheader} className={styles.guest}>
          {down === undefined ? 'Guest' : `Guest on ${visibleText(down)}`}
          <small>equal CPUs merged</small>
        </div>
        <div {...roles.columnheader} className={styles.cpu}>
          {ask === 'start' ? 'CPU it asks for' : 'CPU it has'}
        </div>
        <div {...roles.columnheader} className={styles.on}>
          {down === undefined ? 'Is on' : 'Now'}
        </div>
        <div {...roles.columnheader} className={styles.runs}>
          {ask === 'start' ? 'Starts on' : 'Can go to'}
        </div>
      </div>
      <div ref={wide(window.width)} className={styles.kinds}>
        {window.items.map(({ index, start }) => {
          const column = columns[index];
          const [first] = column?.kind.included ?? [];
          if (column === undefined || first === undefined) return null;
          const more = column.kind.included.length - 1;
          const isFirst = index === 0 || columns[index - 1]?.group !== column.group;
          const group = fleet.groups[column.group];
          return (
            <div
              key={first.id}
              ref={placed(start)}
              {...cellNumber('columnheader', index + 5)}
              className={styles.kindHead}
              data-first={isFirst}
              data-down={first.name === down && more === 0}
              data-pointed={column === shown.column}
              title={column.kind.included
                .slice(0, 20)
                .map(({ name }) => visibleText(name))
                .join(', ')}
            >
              {isFirst && fleet.groups.length > 1 && group !== undefined && (
                <span className={styles.groupHead}>
                  <b>{visibleText(group.name)}</b> {plural(group.hosts.length, 'host')}
                </span>
              )}
              <bdi className={styles.kindName}>{visibleText(first.name)}</bdi>
              <small>{more > 0 ? `+${more}` : '\u00a0'}</small>
            </div>
          );
        })}
      </div>
    </div>
  );
}

export function wide(width: number): (element: HTMLElement | null) => void {
  return (element) => element?.style.setProperty('width', `${width}px`);
}

export function placed(left: number): (element: HTMLElement | null) => void {
  return (element) => element?.style.setProperty('inset-inline-start', `${left}px`);
}
