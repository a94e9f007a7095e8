import { Fragment } from 'react';
import type { Column } from '../../../fleet/matrix/columns.ts';
import { visibleText } from '../../ui/visible-text.ts';
import styles from './notes.module.css';

/** On paper nobody can click a `+13`: who else is in each folded column. */
export function FoldedHosts({ columns }: { readonly columns: readonly Column[] }) {
  const folded = columns.filter(({ hosts }) => hosts.length > 1);
  if (folded.length === 0) return null;
  return (
    <section className={styles.folded} aria-label="Hosts with the same CPU">
      <h2>Hosts with the same CPU</h2>
      {folded.map(({ key, hosts: [first, ...others] }) => (
        <p key={key}>
          <code>
            <b>{visibleText(first?.name ?? '')}</b>
          </code>
          {others.map(({ id, name }) => (
            <Fragment key={id}>
              {' '}
              <code>{visibleText(name)}</code>
            </Fragment>
          ))}
        </p>
      ))}
    </section>
  );
}
