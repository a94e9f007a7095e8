import { containsBits, difference, intersection, overlaps } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type CpuDefinition, driverOf } from '../definition/definition.ts';
import { type Answer, answer } from '../definition/result.ts';
import { encode, encodeWanted, namesIn, policiesOf } from './encode.ts';

/** The verdict on a CPU for a host: libvirt's, and beyond it every reason. */
export interface Comparison {
  readonly result: 'identical' | 'superset' | 'incompatible';
  /** libvirt's message when incompatible: about the first reason only. */
  readonly message?: string;
  /** All reasons against, in libvirt's order; empty unless incompatible. */
  readonly reasons: readonly Reason[];
  /** Features that the host has beyond the CPU, in map order. */
  readonly extra: readonly string[];
  /** Names that the map does not know and that an earlier reason kept libvirt from looking up. */
  readonly unknown?: readonly string[];
}

export type Reason =
  | { readonly kind: 'arch'; readonly arch: string }
  | { readonly kind: 'vendor'; readonly wanted: string; readonly host: string | undefined }
  | { readonly kind: 'forbidden'; readonly features: readonly string[] }
  | { readonly kind: 'missing'; readonly features: readonly string[] }
  | { readonly kind: 'extra'; readonly features: readonly string[] }
  /** ppc64 compares model names. */
  | { readonly kind: 'model'; readonly wanted: string; readonly host: string }
  /** A ppc64 compatibility mode that is newer than the host. */
  | { readonly kind: 'compatibility'; readonly wanted: string; readonly host: string }
  /** ARM compares vendor and model names. */
  | {
      readonly kind: 'arm';
      readonly vendor: string | undefined;
      readonly model: string | undefined;
      readonly differs: { readonly vendor: boolean; readonly model: boolean };
    };

const INCOMPATIBLE = 'the CPU is incompatible with host CPU';

/**
 * x86: whether `host` runs `cpu` [C]. Unknown names are errors, unless a reason that libvirt finds first (arch,
 * vendor) hides them.
 */
export function compareX86(map: CpuMap, host: CpuDefinition, cpu: CpuDefinition): Answer<Comparison> {
  const reasons: Reason[] = [];
  if (cpu.kind === 'host' && driverOf(cpu.arch) !== 'x86') reasons.push({ kind: 'arch', arch: cpu.arch });
  if (cpu.vendor !== undefined && cpu.vendor !== host.vendor) {
    reasons.push({ kind: 'vendor', wanted: cpu.vendor, host: host.vendor });
  }
  const hostBits = encode(map, host);
  const wanted = encodeWanted(map, cpu);
  if (!hostBits.ok || !wanted.ok) {
    if (reasons.length > 0) {
      return answer({ ...incompatible(reasons), unknown: allUnknown(map, [host, cpu]) });
    }
    return hostBits.ok ? (wanted as Answer<never>) : hostBits;
  }
  const has = hostBits.value;
  const { need, forbid, named } = wanted.value;
  if (overlaps(forbid, has)) {
    reasons.push({ kind: 'forbidden', features: namesIn(map, intersection(forbid, has)) });
  }
  if (!containsBits(has, need)) {
    reasons.push({ kind: 'missing', features: namesIn(map, difference(need, has)) });
  }
  const hasMore = !containsBits(named, has);
  const extra = (): readonly string[] => (hasMore ? namesIn(map, difference(has, named)) : []);
  if (cpu.kind === 'guest' && cpu.match === 'strict' && hasMore) {
    reasons.push({ kind: 'extra', features: extra() });
  }
  if (reasons.length > 0) return answer(incompatible(reasons, extra));
  return answer({
    result: hasMore ? 'superset' : 'identical',
    reasons,
    get extra() {
      return extra();
    },
  });
}

/** Lazy: of a thousand hosts compared at once, only a few are asked for their words and names. */
export function incompatible(
  reasons: readonly Reason[],
  extra: () => readonly string[] = () => [],
): Comparison {
  return {
    result: 'incompatible',
    get message() {
      const [first] = reasons;
      return [INCOMPATIBLE, first && reasonText(first)].filter((part) => part !== undefined).join(': ');
    },
    reasons,
    get extra() {
      return extra();
    },
  };
}

/** undefined: libvirt has no words for it. */
function reasonText(reason: Reason): string | undefined {
  switch (reason.kind) {
    case 'arch':
      return `CPU arch ${reason.arch} does not match host arch`;
    case 'vendor':
      return `host CPU vendor does not match required CPU vendor ${reason.wanted}`;
    case 'forbidden':
      return `Host CPU provides forbidden features: ${reason.features.join(', ')}`;
    case 'missing':
      return `Host CPU does not provide required features: ${reason.features.join(', ')}`;
    case 'extra':
      return `Host CPU does not strictly match guest CPU: Extra features: ${reason.features.join(', ')}`;
    case 'model':
      return `host CPU model does not match required CPU model ${reason.wanted}`;
    case 'compatibility':
      return undefined;
    case 'arm':
      return `Host CPU model does not match required CPU vendor ${reason.vendor ?? '<null>'} or(and) model ${
        reason.model ?? '<null>'
      }`;
  }
}

function allUnknown(map: CpuMap, cpus: readonly CpuDefinition[]): string[] {
  const names = cpus.flatMap((cpu) => {
    const { model, features } = unknownNames(map, cpu);
    return model === undefined ? features : [model, ...features];
  });
  return [...new Set(names)];
}

/** Every name of a definition that the map does not know: libvirt reports only the first. */
export function unknownNames(
  map: CpuMap,
  cpu: CpuDefinition,
): { model: string | undefined; features: string[] } {
  const model = cpu.model !== undefined && !map.modelByName.has(cpu.model) ? cpu.model : undefined;
  const features = policiesOf(cpu).flatMap(({ name }) => (map.featureByName.has(name) ? [] : [name]));
  return { model, features };
}
