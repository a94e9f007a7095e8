import { hasMask } from '../bits/bits.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import {
  architectures,
  type CpuDefinition,
  type Driver,
  driverOf,
  type GuestCpu,
  type HostCpu,
  type Policy,
} from './definition/definition.ts';
import { type Answer, answer, refusal } from './definition/result.ts';
import { baselineArm, compareArm } from './drivers/arm.ts';
import { baselinePpc64, comparePpc64, convertLegacyPpc64, updatePpc64 } from './drivers/ppc64.ts';
import { updateS390 } from './drivers/s390.ts';
import { type BaselineOptions, baselineX86, hypervisorBaselineX86 } from './x86/baseline.ts';
import { type Comparison, compareX86 } from './x86/compare.ts';
import type { AllowedModel } from './x86/decode-input.ts';
import { encode } from './x86/encode.ts';
import { expandX86, sortedFeatures } from './x86/expand.ts';
import { translateX86 } from './x86/translate.ts';
import { onHostModel, updateX86 } from './x86/update.ts';

/**
 * libvirt's verbs: each picks the architecture's driver as libvirt does. The host's architecture decides, or the one
 * that is asked for.
 */
export function compare(map: CpuMap, host: HostCpu, cpu: CpuDefinition): Answer<Comparison> {
  switch (driverIn(map, host.arch)) {
    case 'x86':
      return compareX86(map, host, cpu);
    case 'ppc64':
      return comparePpc64(map, host, cpu);
    case 'arm':
      return compareArm(host, cpu);
    case 's390':
    case 'riscv64':
    case 'loongarch64':
      return answer({ result: 'identical', reasons: [], extra: [] });
    case 'none':
      return withoutDriver(map, host.arch);
  }
}

/** A release has no driver for architectures that came after it. */
function driverIn({ dialect }: CpuMap, arch: string): Driver {
  const driver = driverOf(arch);
  if (driver === 'riscv64' && !dialect.drivesRiscv64) return 'none';
  return driver === 'loongarch64' && !dialect.knowsLoongarch64 ? 'none' : driver;
}

/** Architectures for which libvirt calls any two CPUs identical. */
export function comparesWithoutLooking(map: CpuMap, arch: string): boolean {
  const driver = driverIn(map, arch);
  return driver === 's390' || driver === 'riscv64' || driver === 'loongarch64';
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
  switch (driverIn(map, arch)) {
    case 'x86':
      return baselineX86(map, cpus, options);
    case 'ppc64':
      return baselinePpc64(map, cpus);
    case 'arm':
      return baselineArm(first);
    case 's390':
    case 'riscv64':
    case 'loongarch64':
      return cannot(`compute baseline CPU of ${arch} architecture`);
    case 'none':
      return withoutDriver(map, arch);
  }
}

const NO_CPUS = 'invalid argument: no CPUs given';

/** The cases that libvirt refuses before it looks at the architecture [B1]. */
function refusedInput(cpus: readonly CpuDefinition[]) {
  if (cpus.length === 0) return refusal(NO_CPUS);
  const bare = cpus.findIndex(({ model }) => model === undefined);
  return bare === -1 ? undefined : refusal(`invalid argument: no CPU model specified at index ${bare}`);
}

/** The common features of all CPUs that one hypervisor can give: `models` as its domain capabilities list them. */
export function hypervisorBaseline(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  options: Parameters<typeof hypervisorBaselineX86>[2],
): Answer<GuestCpu> {
  return refusedInput(cpus) ?? hypervisorBaselineX86(map, cpus, options);
}

/** Features spelled out; where a driver knows no models, sorted. */
export function expand(map: CpuMap, cpu: CpuDefinition, arch?: string): Answer<CpuDefinition> {
  const of = arch ?? (cpu.kind === 'host' ? cpu.arch : 'x86_64');
  const driver = driverIn(map, of);
  if (driver === 'none') return withoutDriver(map, of);
  return driver === 'x86' ? expandX86(map, cpu) : answer(sortedFeatures(cpu));
}

export function update(
  map: CpuMap,
  input: { readonly guest: GuestCpu; readonly host: HostCpu; readonly removedPolicy?: Policy },
): Answer<GuestCpu> {
  const { guest, host } = input;
  const driver = driverIn(map, host.arch);
  if (driver === 'none') return withoutDriver(map, host.arch);
  if (guest.mode === 'host-passthrough' || guest.mode === 'maximum') return answer(guest);
  switch (driver) {
    case 'x86':
      return updateX86(map, input);
    case 'ppc64':
      return answer(updatePpc64(guest));
    case 's390':
      return updateS390(guest, host);
    case 'arm':
    case 'riscv64':
      return answer(guest.mode === 'host-model' ? onHostModel(guest, host, []) : guest);
    case 'loongarch64':
      return answer(guest);
  }
}

export function translate(
  map: CpuMap,
  guest: GuestCpu,
  input: { readonly allowed: readonly AllowedModel[] | undefined; readonly arch?: string },
): Answer<GuestCpu> {
  const { allowed, arch = 'x86_64' } = input;
  const driver = driverIn(map, arch);
  if (driver === 'none') return withoutDriver(map, arch);
  if (guest.mode !== 'custom' || allowed === undefined || guest.model === undefined) return answer(guest);
  if (allowed.some(({ name }) => name === guest.model)) return answer(guest);
  if (guest.fallback === 'forbid') {
    return refusal(`unsupported configuration: CPU model ${guest.model} is not supported by hypervisor`);
  }
  return driver === 'x86'
    ? translateX86(map, guest, allowed)
    : cannot(`translate CPU model ${guest.model} to a supported model`);
}

/** The CPU that a guest gets when it starts on a host: compare, update with the host as it is, translate [G]. */
export function guestCpu(
  map: CpuMap,
  input: {
    readonly guest: GuestCpu;
    readonly host: HostCpu;
    readonly allowed: readonly AllowedModel[] | undefined;
  },
): Answer<GuestCpu> {
  const { host, allowed } = input;
  const compared = compare(map, host, input.guest);
  if (!compared.ok) return compared;
  if (compared.value.message !== undefined) return refusal(compared.value.message);
  const updated = update(map, input);
  if (!updated.ok) return updated;
  const guest = driverOf(host.arch) === 'ppc64' ? convertLegacyPpc64(updated.value) : updated.value;
  return translate(map, guest, { allowed, arch: host.arch });
}

/** Whether a CPU has a feature; an error for a name that the map doesn't know. */
export function hasFeature(map: CpuMap, cpu: CpuDefinition, name: string): Answer<boolean> {
  const arch = cpu.kind === 'host' ? cpu.arch : 'x86_64';
  const driver = driverIn(map, arch);
  if (driver === 'none') return withoutDriver(map, arch);
  if (driver !== 'x86') return cannot(`check guest CPU feature for ${arch} architecture`);
  const bits = encode(map, cpu);
  if (!bits.ok) return bits;
  const feature = map.featureByName.get(name);
  if (feature === undefined) return refusal(`internal error: unknown CPU feature ${name}`);
  return answer(hasMask(bits.value, feature.mask));
}

const NOT_SUPPORTED = 'this function is not supported by the connection driver: ';

function cannot(what: string) {
  return refusal(`${NOT_SUPPORTED}cannot ${what}`);
}

function withoutDriver({ dialect }: CpuMap, arch: string) {
  const named = architectures.some((known) => known === arch);
  return named && (arch !== 'loongarch64' || dialect.knowsLoongarch64)
    ? refusal(`${NOT_SUPPORTED}'${arch}' architecture is not supported by CPU driver`)
    : refusal('internal error: undefined hardware architecture');
}
