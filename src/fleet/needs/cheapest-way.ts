import type { GivenBy, Gives, HostChange } from './host-gives.ts';
import type { Need } from './need.ts';

/** Hosts of one kind, and what they give. */
export interface NeedKind {
  readonly hosts: number;
  /** undefined: of another architecture, or of a model that nobody knows; such hosts can't. */
  readonly gives: GivenBy | undefined;
}

/** How hosts of one kind stand to a need. */
export interface KindState {
  readonly kind: Gives['kind'];
  readonly changes: readonly HostChange[];
  /** Features that it can't give. */
  readonly lacks: readonly string[];
}

/** The changes with which one guest CPU has all that is needed on all hosts that stay. */
export interface Way {
  /** Features that the guest then has to have. */
  readonly features: readonly string[];
  /** Places of the kinds that are excluded, and of those that are changed. */
  readonly leaveOut: readonly number[];
  readonly change: readonly { readonly at: number; readonly changes: readonly HostChange[] }[];
  readonly hostsOut: number;
  readonly hostsChanged: number;
}

const order = { can: 0, needless: 1, changed: 2, cannot: 3 } as const;

/** The best of its ways on these hosts, each for itself. */
export function stateOfNeed({ ways }: Need, gives: GivenBy | undefined): KindState {
  const [first = nothing, ...others] = ways.map((features) => stateOfFeatures(features, gives));
  return others.reduce((best, state) => (order[state.kind] < order[best.kind] ? state : best), first);
}

const nothing: KindState = { kind: 'cannot', changes: [], lacks: [] };

export function stateOfFeatures(features: readonly string[], gives: GivenBy | undefined): KindState {
  if (gives === undefined) return nothing;
  const given = features.map((name) => ({ name, of: gives(name) }));
  const lacks = given.flatMap(({ name, of }) => (of.kind === 'cannot' ? [name] : []));
  if (lacks.length > 0) return { kind: 'cannot', changes: [], lacks };
  const changes = [...new Set(given.flatMap(({ of }) => (of.kind === 'changed' ? [of.change] : [])))];
  if (changes.length > 0) return { kind: 'changed', changes, lacks };
  const isNeedless = features.length > 0 && given.every(({ of }) => of.kind === 'needless');
  return { kind: isNeedless ? 'needless' : 'can', changes, lacks };
}

/** Ways to combine beyond which nobody counts. */
const MOST_COMBINED = 1024;

/**
 * The fewest hosts excluded, then the fewest changed. A guest has one CPU: of each need one way is taken, the same on all
 * hosts that stay. undefined: no host can.
 */
export function cheapestWay(needs: readonly Need[], kinds: readonly NeedKind[]): Way | undefined {
  const all = kinds.reduce((sum, { hosts }) => sum + hosts, 0);
  const ways = combined(needs).map((features) => wayBy(features, kinds));
  const [first, ...others] = ways.filter(({ hostsOut }) => hostsOut < all || all === 0);
  if (first === undefined) return undefined;
  return others.reduce((best, way) => (isCheaper(way, best) ? way : best), first);
}

function isCheaper(a: Way, b: Way): boolean {
  return a.hostsOut < b.hostsOut || (a.hostsOut === b.hostsOut && a.hostsChanged < b.hostsChanged);
}

function combined(needs: readonly Need[]): readonly (readonly string[])[] {
  return needs.reduce<readonly (readonly string[])[]>(
    (sets, { ways }) =>
      sets.flatMap((set) => ways.map((way) => [...new Set([...set, ...way])])).slice(0, MOST_COMBINED),
    [[]],
  );
}

function wayBy(features: readonly string[], kinds: readonly NeedKind[]): Way {
  const states = kinds.map(({ gives }) => stateOfFeatures(features, gives));
  const leaveOut = states.flatMap(({ kind }, at) => (kind === 'cannot' ? [at] : []));
  const change = states.flatMap(({ kind, changes }, at) => (kind === 'changed' ? [{ at, changes }] : []));
  const count = (places: readonly number[]) => places.reduce((sum, at) => sum + (kinds[at]?.hosts ?? 0), 0);
  return {
    features,
    leaveOut,
    change,
    hostsOut: count(leaveOut),
    hostsChanged: count(change.map(({ at }) => at)),
  };
}
