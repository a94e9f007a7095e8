import { addMask, type Bits, emptyBits, hasMask } from '../../bits/bits.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import { singleBits } from '../../cpu-map/single-bits.ts';
import { type KvmGift, kvmGives, kvmNeeds } from '../../facts/kvm-gives.ts';
import { namesIn } from '../x86/encode.ts';

/** A host's own CPU, as its capabilities tell it. */
export interface BareHost {
  readonly bits: Bits;
  /** libvirt's name: `Intel`, `AMD`, `Hygon` …; undefined if nobody said it. */
  readonly vendor: string | undefined;
}

/** QEMU's view of a host under KVM, by our own calculation: never libvirt's or QEMU's word. */
export interface PredictedView {
  readonly kind: 'predicted';
  readonly bits: Bits;
  /** Features that a host's capabilities don't decide: neither given nor missing. In the map's order. */
  readonly undecided: readonly string[];
}

type Verdict = 'given' | 'missing' | 'undecided';

/** The QEMU view that follows from a host's own CPU and from what KVM gives, with no setting made. */
export function predictView(map: CpuMap, host: BareHost): PredictedView {
  const { always, ifHere, undecidedIfHere, others } = planFor(map, host.vendor);
  const bits = always.map((word, i) => word | ((host.bits[i] ?? 0) & (ifHere[i] ?? 0)));
  const undecided = undecidedIfHere.map((word, i) => word & (host.bits[i] ?? 0));
  const reckoning: Reckoning = { map, host, known: new Map() };
  for (const { name, mask } of others) {
    const verdict = verdictOf(reckoning, name);
    if (verdict === 'given') addMask(bits, mask);
    else if (verdict === 'undecided') addMask(undecided, mask);
  }
  return { kind: 'predicted', bits, undecided: namesIn(map, undecided) };
}

/** The shared part of all hosts of a vendor: most features need no check of their own. */
interface Plan {
  readonly always: Bits;
  /** Given where the host has them, and else missing. */
  readonly ifHere: Bits;
  readonly undecidedIfHere: Bits;
  /** Looked at one by one, in the map's order. */
  readonly others: readonly Feature[];
}

const plans = new WeakMap<CpuMap, Map<string | undefined, Plan>>();

function planFor(map: CpuMap, vendor: string | undefined): Plan {
  const ofMap = plans.get(map) ?? new Map<string | undefined, Plan>();
  plans.set(map, ofMap);
  const plan = ofMap.get(vendor) ?? makePlan(map, vendor);
  ofMap.set(vendor, plan);
  return plan;
}

function makePlan(map: CpuMap, vendor: string | undefined): Plan {
  const none = () => emptyBits(map.words.length);
  const [always, ifHere, undecidedIfHere] = [none(), none(), none()];
  const others: Feature[] = [];
  const isPlain = singleBits(map) !== undefined;
  for (const feature of map.features) {
    const rule = isPlain ? ruleOf(kvmGives(feature.name), vendor) : 'other';
    if (rule === 'always') addMask(always, feature.mask);
    else if (rule === 'if here') addMask(ifHere, feature.mask);
    else if (rule === 'undecided if here') addMask(undecidedIfHere, feature.mask);
    else if (rule === 'other') others.push(feature);
  }
  return { always, ifHere, undecidedIfHere, others };
}

/** The verdict of `judge`, as far as it follows from the vendor alone or from the host's having the feature. */
function ruleOf(
  gift: KvmGift | undefined,
  vendor: string | undefined,
): 'never' | 'always' | 'if here' | 'undecided if here' | 'other' {
  if (gift === undefined) return 'undecided if here';
  if (gift.gives === 'never' || gift.whenAsked || isElsewhere(gift, vendor)) return 'never';
  if (gift.needs !== undefined) return kvmNeeds[gift.needs].isOftenSet ? 'undecided if here' : 'never';
  if (gift.beside !== undefined) return 'other';
  if (gift.gives === 'always') return 'always';
  return gift.also.length === 0 && !gift.untold ? 'if here' : 'other';
}

interface Reckoning {
  readonly map: CpuMap;
  readonly host: BareHost;
  readonly known: Map<string, Verdict>;
}

function verdictOf(reckoning: Reckoning, name: string): Verdict {
  const before = reckoning.known.get(name);
  if (before !== undefined) return before;
  const gift = kvmGives(name);
  const verdict = gift === undefined ? unlisted(reckoning, name) : judge(reckoning, name, gift);
  reckoning.known.set(name, verdict);
  return verdict;
}

/** A feature newer than the table: nobody can say that KVM gives it. */
function unlisted({ map, host }: Reckoning, name: string): Verdict {
  return hostHas(map, host, name) ? 'undecided' : 'missing';
}

function judge(reckoning: Reckoning, name: string, gift: KvmGift): Verdict {
  const { map, host } = reckoning;
  if (gift.gives === 'never' || gift.whenAsked || isElsewhere(gift, host.vendor)) return 'missing';
  if (gift.needs !== undefined) {
    return kvmNeeds[gift.needs].isOftenSet && hostHas(map, host, name) ? 'undecided' : 'missing';
  }
  const has =
    gift.gives === 'always' ||
    hostHas(map, host, name) ||
    gift.also.some((names) => names.every((other) => hostHas(map, host, other)));
  if (!has && !gift.untold) return 'missing';
  const beside = gift.beside === undefined ? 'given' : verdictOf(reckoning, gift.beside);
  return beside === 'given' && !has ? 'undecided' : beside;
}

function isElsewhere({ on }: KvmGift, vendor: string | undefined): boolean {
  if (on === undefined || vendor === undefined) return false;
  return on !== (vendor === 'Hygon' ? 'AMD' : vendor);
}

function hostHas(map: CpuMap, { bits }: BareHost, name: string): boolean {
  const feature = map.featureByName.get(name);
  return feature !== undefined && hasMask(bits, feature.mask);
}
