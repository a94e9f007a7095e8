import { countBits } from '../../bits/bits.ts';
import type { Kind } from '../pool/fleet.ts';
import type { MigrationGroup, TreeNode } from './migration-groups.ts';

/** A row of a group: one kind of CPU. */
export interface KindRow {
  readonly kind: Kind;
  /** Number of features that it can give a guest. */
  readonly has: number;
  /** The subset that its group's guests lack. */
  readonly loses: number;
}

/** The tree of a group as lines. Down in rows, the middle of the first is 0.5; across in numbers of features. */
export interface TreeLines {
  readonly rows: readonly KindRow[];
  /** The loss of a kind, or of merged kinds: from what they have to what more of them share. */
  readonly arms: readonly { readonly row: number; readonly from: number; readonly to: number }[];
  /** The point where kinds merge. */
  readonly joins: readonly { readonly at: number; readonly from: number; readonly to: number }[];
  /** The features that all share. */
  readonly root: { readonly row: number; readonly at: number };
}

export function treeLines(group: MigrationGroup): TreeLines {
  const rows: KindRow[] = [];
  const places = group.items.map((item) => {
    const has = countBits(item.bits);
    const first = rows.length;
    for (const kind of item.kinds) rows.push({ kind, has, loses: has - group.common });
    return { first, last: rows.length - 1 };
  });
  const lines: Lines = { arms: [], joins: [] };
  const row = place(group.tree, places, lines);
  return { rows, ...lines, root: { row, at: group.common } };
}

interface Lines {
  readonly arms: { row: number; from: number; to: number }[];
  readonly joins: { at: number; from: number; to: number }[];
}

/** Draws what is below a node, and says in which row the node itself stands. */
function place(
  { common, item, children }: TreeNode,
  places: readonly { readonly first: number; readonly last: number }[],
  lines: Lines,
): number {
  const own = item === undefined ? undefined : places[item];
  const rows = own === undefined ? [] : [own.first + 0.5, own.last + 0.5];
  for (const child of children) {
    const row = place(child, places, lines);
    rows.push(row);
    if (child.common > common) lines.arms.push({ row, from: child.common, to: common });
  }
  const from = Math.min(...rows);
  const to = Math.max(...rows);
  if (to > from) lines.joins.push({ at: common, from, to });
  return (from + to) / 2;
}
