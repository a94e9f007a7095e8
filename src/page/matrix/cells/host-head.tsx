import { memo } from 'react';
import type { Column } from '../../../fleet/matrix/columns.ts';
import { setIncluded } from '../../../workspace/model/actions.ts';
import type { HostId } from '../../../workspace/model/state.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { type GridModel, moreBelow } from '../view/grid-model.ts';
import { cellProps } from './cell-props.ts';
import styles from './head.module.css';

interface HostHeadProps {
  readonly model: GridModel;
  readonly at: number;
  /** Stands at its place by itself, not behind the column before it. */
  readonly placed: boolean;
  readonly isStop: boolean;
  readonly isCurrent: boolean;
  /** The focus is somewhere in its column. */
  readonly inCross: boolean;
}

/** Name of a host, or of the first host of a kind: in wide columns with its checkbox and model. */
export const HostHead = memo(function HostHead(props: HostHeadProps) {
  const { model, at, placed, isStop, isCurrent, inCross } = props;
  const { layout, shown, phone } = model.view;
  const column = shown.columns[at];
  if (column === undefined) return null;
  const isWide = layout.size === 'wide';
  const before = shown.columns[at - 1];
  const counting = shown.counting.get(column.key) ?? 0;
  return (
    <th
      {...cellProps({
        role: 'columnheader',
        column: column.key,
        index: model.before.length + at + 1,
        isStop,
        isCurrent,
      })}
      scope="col"
      aria-label={columnWords(column, counting)}
      data-out={column.included ? undefined : true}
      data-kind-begins={
        (model.rulesKinds && before !== undefined && before.kind !== column.kind) || undefined
      }
      data-cross={inCross || undefined}
      title={columnWords(column, counting)}
      className={styles.hostHead}
      style={
        placed ? { position: 'absolute', insetInlineStart: layout.leading + at * layout.host } : undefined
      }
    >
      <span className={styles.hostName}>
        {isWide && !phone && (
          <Checkbox
            tabIndex={-1}
            checked={column.included}
            mixed={isMixed(column, counting)}
            aria-label={`${columnName(column)} counts`}
            onCheck={(counts) => includeColumn(column, counts)}
          />
        )}
        <bdi>{model.names.names[at]}</bdi>
        {!moreBelow(model.view) && <More column={column} counting={counting} />}
      </span>
      {moreBelow(model.view) && (
        <span className={styles.below}>
          <More column={column} counting={counting} />
        </span>
      )}
      {isWide && <span className={styles.model}>{brokenAtHyphen(modelOf(column))}</span>}
    </th>
  );
});

/** All hosts of a folded column together. */
export function includeColumn(column: Column, counts: boolean): void {
  edit(
    setIncluded(
      column.hosts.map(({ id }) => id as HostId),
      counts,
    ),
  );
}

/** `kvm-01 and 13 more`. */
export function columnName({ hosts: [first, ...others] }: Column): string {
  const name = visibleText(first?.name ?? '');
  return others.length === 0 ? name : `${name} and ${others.length.toLocaleString('en')} more`;
}

/** Folded, but only some of its hosts count. */
function isMixed({ hosts }: Column, counting: number): boolean {
  return counting > 0 && counting < hosts.length;
}

/** `+13`; where not all of them count, how many do: `2 of 8`. */
function More({ column, counting }: { readonly column: Column; readonly counting: number }) {
  const { length } = column.hosts;
  if (length < 2) return null;
  return (
    <span className={styles.more}>
      {isMixed(column, counting)
        ? `${counting.toLocaleString('en')} of ${length.toLocaleString('en')}`
        : `+${(length - 1).toLocaleString('en')}`}
    </span>
  );
}

function columnWords(column: Column, counting: number): string {
  const left = column.hosts.length - counting;
  const out = column.included ? (left > 0 ? `, ${left} excluded` : '') : ', excluded';
  return `${columnName(column)}, ${modelOf(column)}${out}`;
}

function modelOf({ kind }: Column): string {
  return visibleText(kind.cpu.definition.model ?? kind.cpu.arch);
}

/** A model's name may break after its hyphens, and nowhere else. */
function brokenAtHyphen(model: string): string {
  return model.replaceAll('-', '-\u200b');
}
