import { hasMask } from '../../bits/bits.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import { resolveCpu } from '../../cpu/resolve.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { isNeverGiven } from '../../facts/kvm-gives.ts';
import { mitigationOf } from '../../facts/mitigations.ts';
import { vanishing } from '../../facts/vanishing.ts';
import { vendorOnly } from '../../facts/vendor-only.ts';
import type { Kind } from '../pool/fleet.ts';
import { predictedOf } from '../pool/predicted.ts';
import { vendorOf } from '../pool/vendors.ts';

/**
 * Whether guests on a host can have a feature. `changed`: once the host is, by what `change` says; nobody can tell for sure
 * where its processor has it and QEMU does not give it. `needless`: it is against a weakness of the other vendor's CPUs.
 */
export type Gives =
  | { readonly kind: 'can' | 'cannot' | 'needless' }
  | { readonly kind: 'changed'; readonly change: HostChange };

/** In a few words, so that hosts with the same can be counted: `nested=1 for KVM`. */
export type HostChange = 'nested=1 for KVM' | 'newer microcode' | 'a setting of its kernel, QEMU or firmware';

export type GivenBy = (feature: string) => Gives;

/** The features that hosts of each kind give, by its place. x86 only: undefined for others. */
export function givenByKinds(
  map: CpuMap,
  kinds: readonly Kind[],
  toldByQemu: boolean,
): readonly (GivenBy | undefined)[] {
  const elsewhere = bySignature(kinds);
  return kinds.map((kind) => {
    if (driverOf(kind.cpu.arch) !== 'x86' || kind.cpu.unknownModel !== undefined) return undefined;
    const twins = elsewhere.get(signatureOf(kind) ?? '') ?? [];
    return givenBy(map, kind, { toldByQemu, twins });
  });
}

interface GivenInput {
  readonly toldByQemu: boolean;
  /** Kinds with the same processor. */
  readonly twins: readonly Kind[];
}

function givenBy(map: CpuMap, kind: Kind, { toldByQemu, twins }: GivenInput): GivenBy {
  const { cpu, included, hosts } = kind;
  const predicted = toldByQemu ? undefined : predictedOf(map, cpu);
  const given = predicted?.bits ?? cpu.bits;
  const undecided = new Set(predicted?.undecided);
  const own = (included[0] ?? hosts[0])?.own;
  const bare = toldByQemu ? own && resolveCpu(map, own).bits : cpu.bits;
  const vendor = vendorOf(map, cpu.definition);
  return (name) => {
    const mask = map.featureByName.get(name)?.mask;
    if (mask === undefined) return { kind: 'cannot' };
    if (hasMask(given, mask)) return { kind: 'can' };
    if (isNeverGiven(name)) return { kind: 'cannot' };
    const isThere = undecided.has(name) || (bare !== undefined && hasMask(bare, mask));
    if (isThere) return { kind: 'changed', change: changeFor(name) };
    const only = vendorOnly(name);
    if (only !== undefined && vendor !== undefined && only !== sideOf(vendor)) {
      return { kind: isProtection(name) ? 'needless' : 'cannot' };
    }
    const isMicrocode = vanishing(name)?.by === 'microcode';
    return isMicrocode && twins.some((twin) => hasMask(twin.cpu.bits, mask))
      ? { kind: 'changed', change: 'newer microcode' }
      : { kind: 'cannot' };
  };
}

function isProtection(name: string): boolean {
  const kind = mitigationOf(name)?.kind;
  return kind !== undefined && kind !== 'needs-care';
}

function changeFor(name: string): HostChange {
  return vanishing(name)?.by === 'module parameter' || name.startsWith('vmx')
    ? 'nested=1 for KVM'
    : 'a setting of its kernel, QEMU or firmware';
}

function sideOf(vendor: string): string {
  return vendor === 'Hygon' ? 'AMD' : vendor;
}

function bySignature(kinds: readonly Kind[]): ReadonlyMap<string, readonly Kind[]> {
  const groups = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const signature = signatureOf(kind);
    if (signature === undefined) continue;
    const alike = groups.get(signature);
    if (alike === undefined) groups.set(signature, [kind]);
    else alike.push(kind);
  }
  return groups;
}

function signatureOf({ cpu: { definition } }: Kind): string | undefined {
  if (definition.kind !== 'host' || definition.signature === undefined) return undefined;
  const { family, model, stepping } = definition.signature;
  return `${definition.vendor} ${family} ${model} ${stepping}`;
}
