import { hostTerm } from '../../../fleet/matrix/filter.ts';
import { needCalled } from '../../../fleet/needs/need.ts';
import { plural } from '../../../fleet/wording/phrases.ts';
import { useUi } from '../../../workspace/hooks.ts';
import { chooseForm, setUi, toggleNeed, uiStore } from '../../../workspace/stores/ui.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { MatrixView } from '../view/matrix-view.tsx';
import styles from './grid.module.css';

/** The filter is cleared where it was typed. */
function clear(): void {
  setUi({ filter: '' });
  document.querySelector<HTMLElement>('[data-find]')?.focus();
}

/** Why nothing is there, and the way back. */
export function EmptyFilter({ view }: { readonly view: MatrixView }) {
  const filter = useUi((state) => state.filter);
  const { total, problems } = view.rows;
  if (view.derived.pool.hosts === 0)
    return <p className={styles.empty}>All hosts are excluded, so there is nothing to compare.</p>;
  if (filter.trim() === '')
    return <p className={styles.empty}>These hosts have no feature that this CPU map knows.</p>;
  return (
    <div className={styles.empty}>
      <p>
        No row matches <code>{visibleText(filter)}</code>. The filter hides {total === 1 ? 'the' : 'all'}{' '}
        {plural(total, 'row')}. <LinkButton onClick={clear}>Clear it</LinkButton>
      </p>
      <Elsewhere view={view} filter={filter.trim()} />
      {problems.map(({ term, sentence }) => (
        <p key={term}>{sentence}</p>
      ))}
    </div>
  );
}

/** It fits something that is not among these rows. */
function Elsewhere({ view, filter }: { readonly view: MatrixView; readonly filter: string }) {
  const { absentFitting } = view.rows;
  const { map, fleet } = view.derived;
  const need = needCalled(map, filter);
  const host = fleet.hosts.find(({ name }) => name.toLowerCase() === filter.toLowerCase())?.name;
  return (
    <>
      {absentFitting > 0 && (
        <p>
          {absentFitting === 1
            ? 'One feature that no host has matches'
            : `${absentFitting} features that no host has match`}
          . <LinkButton onClick={showAbsent}>Show {absentFitting === 1 ? 'it' : 'them'}</LinkButton>
        </p>
      )}
      {host !== undefined && (
        <p>
          <code>{visibleText(host)}</code> is a host.{' '}
          <LinkButton onClick={() => setUi({ filter: hostTerm('missing', host) })}>What it lacks</LinkButton>
        </p>
      )}
      {need !== undefined && (
        <p>
          Must a guest have <code>{need.id}</code>?{' '}
          <LinkButton onClick={() => askFor(need.id)}>Which hosts can give it</LinkButton>
        </p>
      )}
    </>
  );
}

function showAbsent(): void {
  chooseForm('features', 'all');
  setUi({ showAbsent: true });
}

function askFor(need: string): void {
  if (!uiStore.getState().needs.includes(need)) toggleNeed(need);
  chooseForm('groups', 'needs');
}
