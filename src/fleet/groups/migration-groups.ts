import { type Bits, countBits, keepBits } from '../../bits/bits.ts';
import type { FleetHost } from '../pool/fleet.ts';
import type { Block, BlockItem } from './blocks.ts';
import { mergeTree } from './merge-tree.ts';
import type { Cut } from './propose.ts';

/** Hosts that a guest moves between: a group of a cut. */
export interface MigrationGroup {
  readonly block: Block;
  /** Neighbours in the tree stand together, those with most features first. */
  readonly items: readonly BlockItem[];
  readonly hosts: readonly FleetHost[];
  readonly kinds: number;
  /** Number of features that all of it can give a guest. */
  readonly common: number;
  readonly tree: TreeNode;
}

/** A kind, or kinds that have merged: more than two where their merges meet. */
export interface TreeNode {
  /** Features that all below it have. */
  readonly common: number;
  readonly hosts: number;
  /** Place in the group's items; undefined if it has children. */
  readonly item: number | undefined;
  readonly children: readonly TreeNode[];
}

/** The groups of a cut: by block, and of a block the one with most features first. */
export function groupsOfCut(blocks: readonly Block[], { parts }: Cut): readonly MigrationGroup[] {
  return blocks.flatMap((block, at) =>
    (parts[at] ?? [])
      .map((members) =>
        groupOf(
          block,
          members.flatMap((index) => block.items[index] ?? []),
        ),
      )
      .sort((a, b) => b.common - a.common || b.hosts.length - a.hosts.length),
  );
}

/** At least one item, all of one block. */
export function groupOf(block: Block, members: readonly BlockItem[]): MigrationGroup {
  const grown = growTree(members);
  const order: BlockItem[] = [];
  const tree = inOrder(grown, members, order);
  const kinds = order.flatMap((item) => item.kinds);
  return {
    block,
    items: order,
    hosts: kinds.flatMap(({ included }) => included),
    kinds: kinds.length,
    common: tree.common,
    tree,
  };
}

interface Grown {
  readonly common: number;
  readonly hosts: number;
  readonly member: number | undefined;
  readonly children: readonly Grown[];
  /** Most features of a kind below it. */
  readonly most: number;
}

function growTree(members: readonly BlockItem[]): Grown {
  const nodes = members.map(({ bits, hosts }, member): Grown => {
    const common = countBits(bits);
    return { common, hosts, member, children: [], most: common };
  });
  for (const { a, b, common, hosts } of mergeTree(members)) {
    const pair = [nodes[a], nodes[b]].flatMap((node) => node ?? []);
    // A merge that has no less than the next one is no step of its own.
    const children = pair.flatMap((node) =>
      node.member === undefined && node.common === common ? node.children : [node],
    );
    const most = Math.max(...children.map((child) => child.most));
    nodes.push({ common, hosts, member: undefined, children, most });
  }
  const root = nodes.at(-1);
  if (root === undefined) throw new Error('a group without hosts');
  return root;
}

function inOrder(node: Grown, members: readonly BlockItem[], order: BlockItem[]): TreeNode {
  const { common, hosts, member } = node;
  const own = member === undefined ? undefined : members[member];
  const item = own === undefined ? undefined : order.push(own) - 1;
  const children = node.children
    .toSorted((a, b) => b.most - a.most || b.common - a.common)
    .map((child) => inOrder(child, members, order));
  return { common, hosts, item, children };
}

/** The features that all items have; empty for no items. */
export function commonBits(items: readonly BlockItem[]): Bits {
  const [first, ...others] = items;
  const common = first?.bits.slice() ?? new Uint32Array(0);
  for (const { bits } of others) keepBits(common, bits);
  return common;
}
