import { plural } from '../../../fleet/wording/phrases.ts';
import { useUi } from '../../../workspace/hooks.ts';
import { setUi } from '../../../workspace/stores/ui.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { MatrixView } from '../view/matrix-view.tsx';
import styles from './grid.module.css';

/** What was typed is taken back where it was typed. */
function clear(): void {
  setUi({ filter: '' });
  document.querySelector<HTMLElement>('[data-find]')?.focus();
}

/** Why nothing is there, and the way back. */
export function EmptyFilter({ view }: { readonly view: MatrixView }) {
  const filter = useUi((state) => state.filter);
  const { total, problems } = view.rows;
  if (view.derived.pool.hosts === 0)
    return <p className={styles.empty}>No host counts, so there is nothing to compare.</p>;
  if (filter.trim() === '')
    return <p className={styles.empty}>These hosts have no feature that this CPU map knows.</p>;
  return (
    <div className={styles.empty}>
      <p>
        No row fits <code>{visibleText(filter)}</code>. The filter hides {total === 1 ? 'the' : 'all'}{' '}
        {plural(total, 'row')}. <LinkButton onClick={clear}>Clear it</LinkButton>
      </p>
      {problems.map(({ term, sentence }) => (
        <p key={term}>{sentence}</p>
      ))}
    </div>
  );
}
