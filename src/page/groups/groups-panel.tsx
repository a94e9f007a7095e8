import type { Derived } from '../../workspace/derived/derived.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import styles from './groups.module.css';
import { GroupsTree } from './groups-tree.tsx';
import { LadderView } from './ladder.tsx';
import { NeedsView } from './needs.tsx';
import { useCuts, useShownGroups } from './use-groups.ts';

/** Hosts in groups: parted how, what each number of groups loses, and what excluding hosts would gain. */
export function GroupsPanel({ drawn }: { readonly drawn: boolean }) {
  const derived = useDerived();
  const { form } = useView();
  if (!drawn || derived === undefined) return null;
  if (derived.groups.length === 0) return <p className={styles.none}>All hosts are excluded.</p>;
  return (
    <div className={styles.panel}>
      {form === 'needs' ? (
        <NeedsView derived={derived} />
      ) : form === 'ladder' ? (
        <LadderView derived={derived} />
      ) : (
        <Tree derived={derived} />
      )}
    </div>
  );
}

function Tree({ derived }: { readonly derived: Derived }) {
  const groups = useShownGroups(derived);
  const cuts = useCuts(derived);
  return <GroupsTree derived={derived} cuts={cuts} groups={groups} />;
}
