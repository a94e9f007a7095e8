import { hasMask } from '../bits/bits.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { type Answer, answer, refusal } from './answer.ts';
import { baselineArm, compareArm } from './arm.ts';
import { type BaselineOptions, baselineX86, hypervisorBaselineX86 } from './baseline.ts';
import { type Comparison, compareX86, incompatible } from './compare.ts';
import type { AllowedModel } from './decode-input.ts';
import { type CpuDefinition, driverOf, type GuestCpu, type HostCpu, type Policy } from './definition.ts';
import { encode } from './encode.ts';
import { expandX86 } from './expand.ts';
import { baselinePpc64, comparePpc64, translatePpc64 } from './ppc64.ts';
import { translateX86 } from './translate.ts';
import { updateX86 } from './update.ts';

/**
 * libvirt's verbs: each picks the architecture's driver as libvirt does. The host's architecture decides, or the one
 * that is asked for.
 */
export function compare(map: CpuMap, host: HostCpu, cpu: CpuDefinition): Answer<Comparison> {
  switch (driverOf(host.arch)) {
    case 'x86':
      return compareX86(map, host, cpu);
    case 'ppc64':
      return comparePpc64(map, host, cpu);
    case 'arm':
      return compareArm(host, cpu);
    case 'none':
      return comparesWithoutLooking(host.arch)
        ? answer({ result: 'identical', reasons: [], extra: [] })
        : unsupportedArch(host.arch);
  }
}

/** Architectures for which libvirt calls any two CPUs identical. */
export function comparesWithoutLooking(arch: string): boolean {
  return arch === 'riscv64' || arch === 's390' || arch === 's390x' || arch === 'loongarch64';
}

export function baseline(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  options: BaselineOptions & { readonly arch?: string } = {},
): Answer<GuestCpu> {
  const refused = refusedInput(cpus);
  if (refused !== undefined) return refused;
  const [first] = cpus;
  if (first === undefined) return refusal(NO_CPUS);
  const arch = options.arch ?? (first.kind === 'host' ? first.arch : 'x86_64');
  switch (driverOf(arch)) {
    case 'x86':
      return baselineX86(map, cpus, options);
    case 'ppc64':
      return baselinePpc64(map, cpus);
    case 'arm':
      return baselineArm(first);
    case 'none':
      return noBaseline(map, arch);
  }
}

const NO_CPUS = 'invalid argument: no CPUs given';

/** What libvirt refuses before it looks at the architecture [B1]. */
function refusedInput(cpus: readonly CpuDefinition[]) {
  if (cpus.length === 0) return refusal(NO_CPUS);
  const bare = cpus.findIndex(({ model }) => model === undefined);
  return bare === -1 ? undefined : refusal(`invalid argument: no CPU model specified at index ${bare}`);
}

/** What one hypervisor can give of what all CPUs have: `models` as its domain capabilities list them. */
export function hypervisorBaseline(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  options: Parameters<typeof hypervisorBaselineX86>[2],
): Answer<GuestCpu> {
  return refusedInput(cpus) ?? hypervisorBaselineX86(map, cpus, options);
}

function noBaseline(map: CpuMap, arch: string) {
  if (arch === 'riscv64' && map.dialect.riscv64Baseline === 'no-baseline') {
    return refusal(`${NOT_SUPPORTED}cannot compute baseline CPU of riscv64 architecture`);
  }
  return unsupportedArch(arch);
}

export function expand(map: CpuMap, cpu: CpuDefinition, arch?: string): Answer<CpuDefinition> {
  const of = arch ?? (cpu.kind === 'host' ? cpu.arch : 'x86_64');
  return driverOf(of) === 'x86' ? expandX86(map, cpu) : answer(cpu);
}

export function update(
  map: CpuMap,
  input: { readonly guest: GuestCpu; readonly host: HostCpu; readonly removedPolicy?: Policy },
): Answer<GuestCpu> {
  switch (driverOf(input.host.arch)) {
    case 'x86':
      return updateX86(map, input);
    case 'ppc64':
    case 'arm':
      return answer(input.guest);
    case 'none':
      return comparesWithoutLooking(input.host.arch) ? answer(input.guest) : unsupportedArch(input.host.arch);
  }
}

export function translate(
  map: CpuMap,
  guest: GuestCpu,
  input: { readonly allowed: readonly AllowedModel[] | undefined; readonly arch?: string },
): Answer<GuestCpu> {
  switch (driverOf(input.arch ?? 'x86_64')) {
    case 'x86':
      return translateX86(map, guest, input.allowed);
    case 'ppc64':
      return translatePpc64(guest, input.allowed);
    default:
      return answer(guest);
  }
}

/** What a guest gets when it starts on a host: compare, update with the host as it is, translate [G]. */
export function guestCpu(
  map: CpuMap,
  input: {
    readonly guest: GuestCpu;
    readonly host: HostCpu;
    readonly allowed: readonly AllowedModel[] | undefined;
  },
): Answer<GuestCpu> {
  const compared = compare(map, input.host, input.guest);
  if (!compared.ok) return compared;
  if (compared.value.result === 'incompatible')
    return refusal(compared.value.message ?? incompatible([], []).message ?? '');
  const updated = update(map, input);
  if (!updated.ok) return updated;
  return translate(map, updated.value, { allowed: input.allowed, arch: input.host.arch });
}

/** Whether a CPU has a feature; an error for a name that the map doesn't know. */
export function hasFeature(map: CpuMap, cpu: CpuDefinition, name: string): Answer<boolean> {
  const bits = encode(map, cpu);
  if (!bits.ok) return bits;
  const feature = map.featureByName.get(name);
  if (feature === undefined) return refusal(`internal error: unknown CPU feature ${name}`);
  return answer(hasMask(bits.value, feature.mask));
}

const NOT_SUPPORTED = 'this function is not supported by the connection driver: ';

function unsupportedArch(arch: string) {
  return refusal(`${NOT_SUPPORTED}'${arch}' architecture is not supported by CPU driver`);
}
