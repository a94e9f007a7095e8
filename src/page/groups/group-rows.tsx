import { useRef, useState } from 'react';
import { type TreeLines, treeLines } from '../../fleet/groups/tree-lines.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { lookAtGroup } from '../../workspace/model/group-actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { Code } from '../ui/code.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { useMedia, widths } from '../ui/use-media.ts';
import { CpuWords, kindModel, levelWord } from './cpu-words.tsx';
import { GroupTree, type Scale } from './group-tree.tsx';
import styles from './groups.module.css';
import type { ShownGroup } from './use-groups.ts';

interface GroupRowsProps {
  readonly derived: Derived;
  readonly group: ShownGroup;
  readonly scale: Scale;
  readonly rowHeight: number;
  readonly merged: number | undefined;
}

/** More rows of one group are shown on demand. */
const MOST_ROWS = 60;

/** A group's row, and below it its kinds with their tree. */
export function GroupRows({ derived, group, scale, rowHeight, merged }: GroupRowsProps) {
  const [isOpen, setOpen] = useState(true);
  const [isWhole, setWhole] = useState(false);
  const isPhone = useMedia(widths.phone);
  const lines = treeLines(group.migration);
  const count = lines.rows.length;
  const shown = isWhole ? count : Math.min(count, MOST_ROWS);
  return (
    <tbody>
      <GroupHead derived={derived} group={group} isOpen={isOpen} onFold={() => setOpen(!isOpen)} />
      {isOpen &&
        lines.rows.slice(0, shown).map((row, at) => (
          <tr key={row.kind.index} className={styles.kindRow}>
            <th scope="row" className={styles.kind}>
              <MiddleCut
                max={(row.kind.included.length > 1 ? 13 : 18) - (isPhone ? 5 : 0)}
                className={styles.host}
              >
                {row.kind.included[0]?.name ?? ''}
              </MiddleCut>
              {row.kind.included.length > 1 && (
                <span className={styles.more}>+{row.kind.included.length - 1}</span>
              )}
            </th>
            <td className={styles.cpu}>
              <Code>{kindModel(row.kind.cpu)}</Code>
            </td>
            <td className={styles.number}>{row.has}</td>
            {at === 0 && (
              <td rowSpan={shown} className={styles.treeCell}>
                <GroupTree
                  lines={lines}
                  scale={scale}
                  rows={shown}
                  rowHeight={rowHeight}
                  merged={merged}
                  label={treeInWords(group, lines)}
                />
              </td>
            )}
            <td className={styles.loses} data-large={row.loses > 40} data-none={row.loses === 0}>
              {row.loses === 0 ? <span aria-hidden="true">–</span> : row.loses}
              {row.loses === 0 && <span className="visually-hidden">nothing</span>}
              <span
                className={styles.phoneBar}
                style={{
                  inlineSize: `${Math.round((46 * row.loses) / Math.max(1, scale.most - scale.fewest))}px`,
                }}
                aria-hidden="true"
              />
            </td>
          </tr>
        ))}
      {isOpen && shown < count && (
        <tr className={styles.kindRow}>
          <td colSpan={5} className={styles.rest}>
            <LinkButton onClick={() => setWhole(true)}>
              Show the other {plural(count - shown, 'kind')}
            </LinkButton>
          </td>
        </tr>
      )}
    </tbody>
  );
}

interface GroupHeadProps {
  readonly derived: Derived;
  readonly group: ShownGroup;
  readonly isOpen: boolean;
  readonly onFold: () => void;
}

function GroupHead({
  derived,
  group: { group, pool, guest, at, migration },
  isOpen,
  onFold,
}: GroupHeadProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const isInHand = derived.group === group || derived.groups.length === 1;
  const level = levelWord(pool);
  return (
    <tr ref={row} className={styles.groupRow} data-in-hand={isInHand}>
      <th scope="rowgroup" colSpan={2} className={styles.groupName}>
        <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={onFold}>
          <Glyph name={isOpen ? 'open' : 'closed'} label={`Kinds of ${group.name}`} />
        </button>
        <button
          type="button"
          className={styles.name}
          aria-pressed={isInHand}
          onClick={() => edit(lookAtGroup(at, derived.groups))}
        >
          {group.name}
        </button>
        <span className={styles.quiet}>
          {plural(pool.hosts, 'host')}, {plural(migration.kinds, 'kind')}
        </span>
      </th>
      <td colSpan={2} className={styles.groupAnswer}>
        <CpuWords cpu={guest?.cpu} />
        {level !== undefined && <span className={styles.level}>{level}</span>}
      </td>
      <td className={styles.groupCopy}>
        {guest !== undefined && (
          <CopyButton
            size="pane"
            text={() => guest.xml}
            shown={row}
            what={`the guest CPU of ${group.name}`}
          />
        )}
      </td>
    </tr>
  );
}

const MOST_SAID = 12;

/** The tree for whom a drawing says nothing. */
function treeInWords({ migration, group }: ShownGroup, { rows }: TreeLines): string {
  const said = rows
    .slice(0, MOST_SAID)
    .map(({ kind, has, loses }) => `${kind.included[0]?.name} has ${has} and loses ${loses}`);
  const rest = rows.length - said.length;
  const more = rest > 0 ? `, and ${plural(rest, 'more kind')}` : '';
  return `All of ${group.name} share ${plural(migration.common, 'feature')}: ${said.join(', ')}${more}.`;
}
