import { memo } from 'react';
import type { MatrixNode } from '../../../fleet/matrix/row-model.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { GridModel } from '../view/grid-model.ts';
import { asRow } from './cell-props.ts';
import styles from './group-line.module.css';

interface GroupLineProps {
  readonly model: GridModel;
  readonly index: number;
  readonly node: Exclude<MatrixNode, { kind: 'feature' }>;
  readonly open: boolean;
  readonly isStop: boolean;
  readonly isCurrent: boolean;
  readonly top?: number;
}

const groupRole = { role: 'rowheader' } as const;

/** A line that rows fold under: one cell over all columns. */
export const GroupLine = memo(function GroupLine(props: GroupLineProps) {
  const { model, index, node, open, isStop, isCurrent, top } = props;
  return (
    <tr
      {...asRow}
      aria-rowindex={model.headRows.length + index + 1}
      data-row={node.id}
      data-kind={node.kind}
      data-current={isCurrent || undefined}
      className={styles.groupLine}
      style={top === undefined ? undefined : { position: 'absolute', insetBlockStart: top }}
    >
      <th
        {...groupRole}
        aria-colindex={1}
        aria-colspan={model.shape.columns.length}
        colSpan={model.shape.columns.length}
        aria-expanded={open}
        data-current={isCurrent || undefined}
        tabIndex={isStop ? 0 : -1}
        className={styles.group}
      >
        <span className={styles.groupTitle}>
          {node.kind !== 'section' && <Glyph name={open ? 'open' : 'closed'} />}
          <span>{node.title}</span>
        </span>{' '}
        <span className={styles.groupNote}>{node.note}</span>{' '}
        {node.kind === 'run' && !open && (
          <span className={styles.names} translate="no">
            {node.names.map(visibleText).join(' ')}
          </span>
        )}
      </th>
    </tr>
  );
});
