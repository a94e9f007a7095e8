import { useMemo } from 'react';
import type { MatrixNode } from '../../fleet/matrix/row-model.ts';
import { useUi } from '../../workspace/hooks.ts';
import type { MatrixView } from '../matrix/view/matrix-view.tsx';
import { Code } from '../ui/code.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './list.module.css';
import { ListRow } from './list-row.tsx';
import { type PhoneNames, phoneNames } from './phone-names.ts';

/** The matrix in words, a line per feature: for screen readers, phones and paper. */
export function PlainList({ view }: { readonly view: MatrixView }) {
  const { pool } = view.derived;
  const names = useMemo(() => (view.phone ? phoneNames(pool) : undefined), [view.phone, pool]);
  return (
    <section className={styles.list} aria-label="Features as a list">
      {names?.shared !== undefined && (
        <p className={styles.shared}>
          each host <Code>{names.shared}</Code>
        </p>
      )}
      {view.rows.nodes.map((node) => (
        <Part key={node.id} node={node} view={view} names={names} />
      ))}
    </section>
  );
}

interface PartProps {
  readonly node: MatrixNode;
  readonly view: MatrixView;
  readonly names: PhoneNames | undefined;
}

function Part({ node, view, names }: PartProps) {
  if (node.kind === 'feature') return null;
  if (node.kind === 'run') return <RunIn node={node} />;
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>
        {node.title} <span className={styles.note}>{node.note}</span>
      </h2>
      {node.kind === 'section' ? (
        node.children.map((child) => <Part key={child.id} node={child} view={view} names={names} />)
      ) : (
        <Rows node={node} view={view} names={names} />
      )}
    </section>
  );
}

function Rows({ node, view, names }: PartProps) {
  const explained = useUi(({ explained }) => (explained?.kind === 'row' ? explained.feature : undefined));
  if (node.kind === 'feature') return null;
  return (
    <table className={styles.rows} aria-label={node.title}>
      <thead className={styles.head}>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col">Lacked by</th>
          <th scope="col">Guest</th>
        </tr>
      </thead>
      <tbody>
        {node.children.map((child) =>
          child.kind === 'feature' ? (
            <ListRow
              key={child.id}
              row={child.row}
              view={view}
              chosen={child.id === explained}
              phoneNames={names}
            />
          ) : null,
        )}
      </tbody>
    </table>
  );
}

/** Equal rows stay text: the names of a group. */
function RunIn({ node }: { readonly node: Exclude<MatrixNode, { kind: 'feature' }> }) {
  return (
    <p className={styles.runIn}>
      {node.title} <span className={styles.note}>{node.note}</span>{' '}
      <code className={styles.names}>{node.names.map(visibleText).join(' ')}</code>
    </p>
  );
}
