import type { Derived } from '../../workspace/derived/derived.ts';
import type { Noun } from '../../workspace/stores/ui.ts';

export type Width = 'phone' | 'narrow' | 'wide';

/** How one looks at a noun's rows. At most three a noun. */
export interface Form {
  readonly key: string;
  /** On the button; short, since all of them are on one line. */
  readonly label: string;
  /** Its name for screen readers, which begins with the label. */
  readonly name?: string;
  /** Set behind the label, lighter. */
  readonly count?: (derived: Derived) => number | undefined;
  readonly hidden?: (derived: Derived, width: Width) => boolean;
  /** Takes the room of the pane beside it too. */
  readonly whole?: boolean;
}

/** The subject of a view's rows. `page/shell/noun-parts.tsx` has the components of each. */
export interface NounView {
  readonly key: Noun;
  readonly label: string;
  readonly count?: (derived: Derived) => number | undefined;
  /** Empty: it is looked at in one way only. */
  readonly forms: readonly Form[];
  readonly hidden?: (width: Width) => boolean;
}

/** In the order of the tool line: the keys 1 to 4 choose the first four. */
export const nouns: readonly NounView[] = [
  {
    key: 'features',
    label: 'Features',
    forms: [
      {
        key: 'differences',
        label: 'Differ',
        name: 'Differences',
        count: (derived) => derived.rows().filter(({ state }) => state === 'differs').length,
        hidden: ({ pool }) => pool.kinds.length < 2,
      },
      {
        key: 'all',
        label: 'All',
        count: (derived) => derived.rows().filter(({ state }) => state !== 'nobody').length,
      },
      { key: 'registers', label: 'Registers', whole: true },
    ],
  },
  {
    key: 'guests',
    label: 'Guests',
    count: (derived) => derived.guests().guests.length || undefined,
    forms: [
      { key: 'start', label: 'Start' },
      { key: 'move', label: 'Move live' },
      { key: 'directions', label: 'Directions' },
    ],
  },
  {
    key: 'groups',
    label: 'Groups',
    count: ({ groups }) => groups.length,
    forms: [
      { key: 'tree', label: 'Tree' },
      { key: 'ladder', label: 'Ladder' },
      { key: 'needs', label: 'Needs' },
    ],
  },
  {
    key: 'changes',
    label: 'Changes',
    forms: [
      { key: 'hosts', label: 'Hosts' },
      { key: 'workspaces', label: 'Workspaces' },
    ],
  },
  { key: 'guest-cpu', label: 'Guest CPU', forms: [], hidden: (width) => width === 'wide' },
];

/** The noun that holds here: the chosen one, or the first where the width has no room for it as a view. */
export function nounInForce(chosen: Noun, width: Width): NounView | undefined {
  return nouns.find(({ key, hidden }) => key === chosen && hidden?.(width) !== true) ?? nouns[0];
}

export function formsShown(
  noun: NounView | undefined,
  derived: Derived | undefined,
  width: Width,
): readonly Form[] {
  return noun?.forms.filter(({ hidden }) => derived === undefined || hidden?.(derived, width) !== true) ?? [];
}
