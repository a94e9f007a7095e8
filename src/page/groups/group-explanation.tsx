import { useState } from 'react';
import { gainOf } from '../../fleet/groups/compare-cuts.ts';
import { sortKey } from '../../fleet/groups/host-groups.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import { weightSum } from '../../fleet/wording/weight-words.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { forgetGroups, lookAtGroup, removeEmptyGroups } from '../../workspace/model/group-actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import { Button } from '../ui/button.tsx';
import { perHost } from './cut-strip.tsx';
import styles from './explanation.module.css';
import { FeatureNames } from './feature-names.tsx';
import { KindNames } from './kind-names.tsx';
import { RenameGroup } from './rename-group.tsx';
import { type Cuts, lostPerHost, type ShownGroup, useCuts, useShownGroups } from './use-groups.ts';

/** Below the groups: what the one in hand gains and costs, and what can be done with it. */
export function GroupExplanation() {
  const derived = useDerived();
  const { form } = useView();
  if (derived === undefined || derived.groups.length === 0 || form !== 'tree') return null;
  return <Explained derived={derived} />;
}

function Explained({ derived }: { readonly derived: Derived }) {
  const groups = useShownGroups(derived);
  const cuts = useCuts(derived);
  const [isRenaming, setRenaming] = useState(false);
  const group = groups.find((each) => each.group === derived.group) ?? groups[0];
  if (group === undefined) return null;
  const { name } = group.group;
  return (
    <section className={styles.pane} aria-label="Explanation" data-no-print>
      <div className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        <div className={styles.actions}>
          {isRenaming ? (
            <RenameGroup
              key={name}
              name={name}
              at={group.at}
              shown={derived.groups}
              onDone={() => setRenaming(false)}
            />
          ) : (
            <Button onClick={() => setRenaming(true)}>Rename {name}</Button>
          )}
          <GroupActions derived={derived} />
        </div>
      </div>
      <Facts derived={derived} group={group} groups={groups} cuts={cuts} />
      <EmptyGroups />
    </section>
  );
}

function GroupActions({ derived }: { readonly derived: Derived }) {
  const isChosen = useWorkspace((state) => state.workspace.groups !== undefined);
  const isOfAll = derived.group === undefined && derived.groups.length > 1;
  return (
    <>
      {derived.groups.length > 1 && !isOfAll && (
        <Button onClick={() => edit(lookAtGroup('all', derived.groups))}>Look at all hosts at once</Button>
      )}
      {isOfAll && <Button onClick={() => edit(lookAtGroup(0, derived.groups))}>Look at one group</Button>}
      {isChosen && <Button onClick={() => edit(forgetGroups())}>One group a vendor</Button>}
    </>
  );
}

interface FactsProps {
  readonly derived: Derived;
  readonly group: ShownGroup;
  readonly groups: readonly ShownGroup[];
  readonly cuts: Cuts;
}

function Facts({ derived, group, groups, cuts }: FactsProps) {
  const key = sortKey(group.group.sort);
  const block = derived.blocks().find((each) => each.key === key);
  const gain = block === undefined ? undefined : gainOf(group.migration, block);
  const next = cuts.cuts.find(({ cut }) => cut.groups === derived.groups.length + 1);
  const hosts = groups.reduce((sum, { pool }) => sum + pool.hosts, 0);
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Hosts</dt>
        <dd>
          {plural(group.pool.hosts, 'host')}:{' '}
          <KindNames kinds={group.migration.items.flatMap(({ kinds }) => kinds)} />
        </dd>
      </div>
      {gain !== undefined && gain.gained.length > 0 && (
        <div>
          <dt>Gains</dt>
          <dd>
            {plural(gain.gained.length, 'feature')} against one group for all of them:{' '}
            <FeatureNames names={gain.gained} />{' '}
            <span className={styles.quiet}>{weightSum(gain.gained)}</span>
          </dd>
        </div>
      )}
      {gain !== undefined && gain.others > 0 && (
        <div>
          <dt>Costs</dt>
          <dd>no live migration to the other {plural(gain.others, 'host')} that it could move to</dd>
        </div>
      )}
      {next !== undefined && (
        <div>
          <dt>Next</dt>
          <dd>
            {next.cut.groups} groups lose {perHost(next.cut.lost / hosts)} features per host instead of{' '}
            {perHost(lostPerHost(groups))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Groups whose hosts are gone keep their guest, in case the hosts come again. */
function EmptyGroups() {
  const groups = useWorkspace((state) => state.workspace.groups);
  const hosts = useWorkspace((state) => state.workspace.hosts);
  const here = new Set(hosts.map(({ name }) => name));
  const empty = groups?.list.filter((group) => !group.hosts.some((name) => here.has(name))) ?? [];
  if (empty.length === 0) return null;
  const names = empty.flatMap(({ name }) => name ?? []).join(', ');
  return (
    <p className={styles.empty}>
      {plural(empty.length, 'group')} {empty.length === 1 ? 'has' : 'have'} no host any more
      {names === '' ? '' : ` (${names})`}: kept in case the hosts return.{' '}
      <Button size="pane" onClick={() => edit(removeEmptyGroups())}>
        Remove
      </Button>
    </p>
  );
}
