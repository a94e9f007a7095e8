import type { Derived } from '../../workspace/derived/derived.ts';
import { useRowHeight } from '../ui/use-media.ts';
import { CutStrip } from './cut-strip.tsx';
import { GroupRows } from './group-rows.tsx';
import { placeOn, type Scale, ticksOf } from './group-tree.tsx';
import styles from './groups.module.css';
import { mergedWithNext, scaleOf } from './tree-scale.ts';
import type { Cuts, ShownGroup } from './use-groups.ts';

interface GroupsTreeProps {
  readonly derived: Derived;
  readonly cuts: Cuts;
  readonly groups: readonly ShownGroup[];
}

/** How many groups; then each with its kinds, and what they lose in it. */
export function GroupsTree({ derived, cuts, groups }: GroupsTreeProps) {
  const rowHeight = useRowHeight();
  const scale = scaleOf(groups);
  return (
    <>
      <CutStrip derived={derived} cuts={cuts} groups={groups} />
      <div className={styles.scroll}>
        <table className={styles.groups}>
          <TreeHead scale={scale} isQemu={derived.view === 'qemu'} />
          {groups.map((group) => (
            <GroupRows
              key={group.group.name}
              derived={derived}
              group={group}
              scale={scale}
              rowHeight={rowHeight}
              merged={mergedWithNext(group, groups)}
            />
          ))}
        </table>
      </div>
      <Legend />
    </>
  );
}

function TreeHead({ scale, isQemu }: { readonly scale: Scale; readonly isQemu: boolean }) {
  return (
    <thead>
      <tr className={styles.head}>
        <th scope="col">Kind</th>
        <th scope="col" className={styles.cpuHead}>
          {isQemu ? 'CPU that QEMU gives' : 'Host CPU'}
        </th>
        <th scope="col" className={styles.numberHead}>
          Has
        </th>
        <th scope="col" className={styles.treeHead}>
          <span>common features of a group</span>
          <span className={styles.ticks} aria-hidden="true">
            {ticksOf(scale).map((tick) => (
              <span key={tick} style={{ insetInlineStart: placeOn(scale, tick) }}>
                {tick}
              </span>
            ))}
          </span>
        </th>
        <th scope="col" className={styles.losesHead}>
          Loses in its group
        </th>
      </tr>
    </thead>
  );
}

function Legend() {
  return (
    <p className={styles.legend}>
      <span>
        <svg width="12" height="12" aria-hidden="true">
          <circle className={styles.kindDisc} cx="6" cy="6" r="3" />
        </svg>
        a kind, at its features
      </span>
      <span>
        <svg width="12" height="12" aria-hidden="true">
          <circle className={styles.rootDisc} cx="6" cy="6" r="4.2" />
        </svg>
        common features of the group
      </span>
      <span>
        <svg width="20" height="12" aria-hidden="true">
          <line className={styles.lost} x1="1" x2="19" y1="6" y2="6" />
        </svg>
        lost in the group
      </span>
      <span>
        <svg width="20" height="12" aria-hidden="true">
          <line className={styles.notPaid} x1="1" x2="19" y1="6" y2="6" />
        </svg>
        cut: not lost
      </span>
    </p>
  );
}
