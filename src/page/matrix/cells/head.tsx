import { memo } from 'react';
import type { CellPlace } from '../../../workspace/stores/ui.ts';
import { classNames } from '../../ui/class-names.ts';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { FEATURE, type GridModel, GUEST } from '../view/grid-model.ts';
import { sharedPart } from '../view/head-names.ts';
import { HEAD } from '../view/moves.ts';
import { ColumnsMenu, RowsMenu } from './axis-menus.tsx';
import { asRow, asRowGroup, cellProps } from './cell-props.ts';
import { CostRows } from './cost-rows.tsx';
import guestStyles from './guest-cell.module.css';
import styles from './head.module.css';
import { HostHead } from './host-head.tsx';
import lineStyles from './line.module.css';

interface HeadProps {
  readonly model: GridModel;
  readonly stop: CellPlace;
  readonly current: CellPlace | undefined;
  /** In a large matrix: the host columns of the window. */
  readonly from?: number;
  readonly to?: number;
}

const titles = { meaning: 'Meaning', address: 'CPUID or MSR', lacked: 'Lacked by' } as const;

/** Names of the columns, and under them what each host costs. */
export const Head = memo(function Head({ model, stop, current, from, to }: HeadProps) {
  const { names, before, shape } = model;
  const shared = sharedPart(names);
  const cell = (column: string) =>
    cellProps({
      role: 'columnheader',
      column,
      index: shape.columns.indexOf(column) + 1,
      isStop: stop.row === HEAD && stop.column === column,
      isCurrent: current?.row === HEAD && current.column === column,
    });
  return (
    <thead {...asRowGroup}>
      <tr
        {...asRow}
        aria-rowindex={1}
        data-row={HEAD}
        className={classNames(styles.nameRow, lineStyles.withHosts)}
      >
        <th
          scope="col"
          {...cell(FEATURE)}
          aria-label="Feature"
          className={classNames(lineStyles.feature, styles.feature)}
        >
          <span className={styles.axes}>
            <span className={styles.label}>Feature</span>
            {!model.view.phone && <RowsMenu view={model.view} className={styles.axis} />}
            {!model.view.phone && !before.includes('meaning') && (
              <ColumnsMenu view={model.view} className={styles.axis} />
            )}
          </span>
          {shared !== undefined && (
            <span className={styles.corner}>
              <MiddleCut max={model.cornerRoom}>{shared}</MiddleCut>
            </span>
          )}
        </th>
        {(['meaning', 'address', 'lacked'] as const)
          .filter((column) => before.includes(column))
          .map((column) => (
            <th
              key={column}
              scope="col"
              {...cell(column)}
              aria-label={titles[column]}
              className={classNames(lineStyles.text, lineStyles[column], styles.text)}
            >
              <span className={styles.label}>{titles[column]}</span>
              {column === 'meaning' && <ColumnsMenu view={model.view} className={styles.axis} />}
            </th>
          ))}
        <HostHeads model={model} stop={stop} current={current} from={from} to={to} />
        <th scope="col" {...cell(GUEST)} className={classNames(guestStyles.guest, styles.guest)}>
          Guest
        </th>
      </tr>
      {model.headRows.length > 1 && <CostRows model={model} stop={stop} current={current} />}
    </thead>
  );
});

interface HostHeadsProps extends Omit<HeadProps, 'from' | 'to'> {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function HostHeads({ model, stop, current, from = 0, to }: HostHeadsProps) {
  const { columns } = model.view.shown;
  const stopAt = stop.row === HEAD ? model.hostIndex(stop.column) : -1;
  const currentAt = current === undefined ? -1 : model.hostIndex(current.column);
  const end = to ?? columns.length;
  const indices = columns.slice(from, end).map((_, at) => from + at);
  if (stopAt >= 0 && (stopAt < from || stopAt >= end)) indices.push(stopAt);
  return indices.map((at) => (
    <HostHead
      key={columns[at]?.key}
      model={model}
      at={at}
      placed={to !== undefined}
      isStop={at === stopAt}
      isCurrent={current?.row === HEAD && at === currentAt}
      inCross={at === currentAt}
    />
  ));
}
