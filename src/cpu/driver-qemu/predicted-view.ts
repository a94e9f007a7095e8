import { addMask, type Bits, emptyBits, hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type KvmGift, kvmGives, kvmNeeds } from '../../facts/kvm-gives.ts';

/** A host's own CPU, as its capabilities tell it. */
export interface BareHost {
  readonly bits: Bits;
  /** libvirt's name: `Intel`, `AMD`, `Hygon` …; undefined where nobody said it. */
  readonly vendor: string | undefined;
}

/** What QEMU would show of a host under KVM, by our own reckoning: never libvirt's or QEMU's word. */
export interface PredictedView {
  readonly kind: 'predicted';
  readonly bits: Bits;
  /** Features that a host's capabilities don't decide: neither given nor missing. In the map's order. */
  readonly undecided: readonly string[];
}

type Verdict = 'given' | 'missing' | 'undecided';

/** The QEMU view that follows from a host's own CPU and from what KVM gives, with no setting made. */
export function predictView(map: CpuMap, host: BareHost): PredictedView {
  const bits = emptyBits(map.words.length);
  const undecided: string[] = [];
  const reckoning: Reckoning = { map, host, known: new Map() };
  for (const { name, mask } of map.features) {
    const verdict = verdictOf(reckoning, name);
    if (verdict === 'given') addMask(bits, mask);
    else if (verdict === 'undecided') undecided.push(name);
  }
  return { kind: 'predicted', bits, undecided };
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
  if (gift.gives === 'never' || isElsewhere(gift, host.vendor)) return 'missing';
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
