import type { TreeLines } from '../../fleet/groups/tree-lines.ts';
import styles from './groups.module.css';

/** From left to right: the most features to the fewest. */
export interface Scale {
  readonly most: number;
  readonly fewest: number;
}

export function placeOn({ most, fewest }: Scale, features: number): string {
  const share = (most - features) / Math.max(1, most - fewest);
  return `${(2 + share * 84).toFixed(2)}%`;
}

/** Each ten features, fewer where they would stand too close. */
export function ticksOf({ most, fewest }: Scale): number[] {
  const step = [10, 20, 50, 100].find((each) => (most - fewest) / each <= 9) ?? 200;
  const first = Math.floor(most / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((first - fewest) / step) + 1) },
    (_, at) => first - at * step,
  );
}

interface GroupTreeProps {
  readonly lines: TreeLines;
  readonly scale: Scale;
  /** Rows that are shown, of the first. */
  readonly rows: number;
  readonly rowHeight: number;
  /** The common features if the group merged with the next; undefined if there is none. */
  readonly merged: number | undefined;
  readonly label: string;
}

/** Each kind's features, and the way down to the group's common ones: the loss in the one colour. */
export function GroupTree({ lines, scale, rows, rowHeight, merged, label }: GroupTreeProps) {
  const x = (features: number) => placeOn(scale, features);
  const y = (row: number) => row * rowHeight;
  const root = Math.min(lines.root.row, rows - 0.5);
  return (
    <svg className={styles.tree} width="100%" height={rows * rowHeight} role="img" aria-label={label}>
      {ticksOf(scale).map((tick) => (
        <line key={tick} className={styles.tick} x1={x(tick)} x2={x(tick)} y1={0} y2="100%" />
      ))}
      {merged !== undefined && merged < lines.root.at && (
        <line className={styles.notPaid} x1={x(lines.root.at)} x2={x(merged)} y1={y(root)} y2={y(root)} />
      )}
      {lines.arms.map(({ row, from, to }) => (
        <line
          key={`${row} ${from} ${to}`}
          className={styles.lost}
          x1={x(from)}
          x2={x(to)}
          y1={y(row)}
          y2={y(row)}
        />
      ))}
      {lines.joins.map(({ at, from, to }) => (
        <line
          key={`${at} ${from} ${to}`}
          className={styles.lost}
          x1={x(at)}
          x2={x(at)}
          y1={y(from)}
          y2={y(Math.min(to, rows))}
        />
      ))}
      {lines.rows.slice(0, rows).map(({ kind, has }, row) => (
        <circle key={kind.index} className={styles.kindDisc} cx={x(has)} cy={y(row + 0.5)} r={3} />
      ))}
      <circle className={styles.rootDisc} cx={x(lines.root.at)} cy={y(root)} r={4.2} />
      <text className={styles.rootNumber} x={x(lines.root.at)} y={y(root)} dx={9} dy="0.36em">
        {lines.root.at}
      </text>
    </svg>
  );
}
