import { addBits, difference, dropBits, intersection, isEmpty } from '../bits/bits.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { type Answer, answer } from './answer.ts';
import { type CpuDefinition, driverOf } from './definition.ts';
import { encode, encodePolicies, namesIn, policiesOf } from './encode.ts';

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
  const wanted = encodePolicies(map, cpu);
  if (!hostBits.ok || !wanted.ok) {
    if (reasons.length > 0) {
      return answer({ ...incompatible(reasons, []), unknown: allUnknown(map, [host, cpu]) });
    }
    return hostBits.ok ? (wanted as Answer<never>) : hostBits;
  }
  const { require, force, optional, disable, forbid } = wanted.value;
  const forbidden = intersection(forbid, hostBits.value);
  if (!isEmpty(forbidden)) reasons.push({ kind: 'forbidden', features: namesIn(map, forbidden) });
  const need = dropBits(dropBits(difference(require, force), optional), disable);
  const missing = difference(need, hostBits.value);
  if (!isEmpty(missing)) reasons.push({ kind: 'missing', features: namesIn(map, missing) });
  const known = addBits(addBits(addBits(optional.slice(), need), disable), force);
  const extraBits = difference(hostBits.value, known);
  const extra = namesIn(map, extraBits);
  if (cpu.kind === 'guest' && cpu.match === 'strict' && !isEmpty(extraBits)) {
    reasons.push({ kind: 'extra', features: extra });
  }
  if (reasons.length > 0) return answer(incompatible(reasons, extra));
  return answer({ result: isEmpty(extraBits) ? 'identical' : 'superset', reasons, extra });
}

export function incompatible(reasons: readonly Reason[], extra: readonly string[]): Comparison {
  const [first] = reasons;
  return {
    result: 'incompatible',
    message: [INCOMPATIBLE, first && reasonText(first)].filter((part) => part !== undefined).join(': '),
    reasons,
    extra,
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
