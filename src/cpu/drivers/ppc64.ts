import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type CpuDefinition, driverOf, type GuestCpu, type HostCpu } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { type Comparison, incompatible, type Reason } from '../x86/compare.ts';

/** Names of old with a version, which compare takes for the model without. */
const legacy = new Map([
  ['POWER7_v2.1', 'POWER7'],
  ['POWER7_v2.3', 'POWER7'],
  ['POWER7+_v2.1', 'POWER7'],
  ['POWER8_v1.0', 'POWER8'],
]);

function withoutVersion(name: string): string {
  return legacy.get(name) ?? name;
}

function findModel(map: CpuMap, name: string | undefined) {
  const index = map.ppc64.models.findIndex((model) => model.name === name);
  const model = map.ppc64.models[index];
  return model === undefined ? undefined : { index, ...model };
}

function unknown(name: string | undefined) {
  return refusal(`internal error: Unknown CPU model ${name ?? ''}`);
}

const identical: Comparison = { result: 'identical', reasons: [], extra: [] };

/** The host's name stays whole; the other's loses its version [§9]. */
export function comparePpc64(map: CpuMap, host: HostCpu, cpu: CpuDefinition): Answer<Comparison> {
  if (cpu.kind === 'host' && driverOf(cpu.arch) !== 'ppc64') {
    return answer(incompatible([{ kind: 'arch', arch: cpu.arch }]));
  }
  if (cpu.vendor !== undefined && cpu.vendor !== host.vendor) {
    return answer(incompatible([{ kind: 'vendor', wanted: cpu.vendor, host: host.vendor }]));
  }
  const ofHost = findModel(map, host.model);
  if (ofHost === undefined) return unknown(host.model);
  const name = cpu.model === undefined ? undefined : withoutVersion(cpu.model);
  if (cpu.kind === 'guest' && cpu.mode === 'host-model') return compareCompatibility(map, ofHost, name);
  if (cpu.kind === 'guest' && cpu.mode !== 'custom') return answer(identical);
  if (name === undefined) return refusal('invalid argument: no CPU model specified');
  const wanted = findModel(map, name);
  if (wanted === undefined) return unknown(name);
  return answer(
    wanted.index === ofHost.index
      ? identical
      : incompatible([{ kind: 'model', wanted: name, host: ofHost.name }]),
  );
}

/** host-model may name a compatibility mode, `power8`: any that is not newer than the host runs. */
function compareCompatibility(
  map: CpuMap,
  host: { readonly index: number; readonly name: string },
  wanted: string | undefined,
): Answer<Comparison> {
  if (wanted === undefined) return answer(identical);
  if (!isPower(host.name)) return refusal('internal error: Host CPU does not support compatibility modes');
  const index = map.ppc64.models.findIndex(({ name }) => isPower(name) && name.toLowerCase() === wanted);
  if (index === -1) return refusal(`internal error: Unknown compatibility mode ${wanted}`);
  const newer: Reason = { kind: 'compatibility', wanted, host: host.name };
  return answer(index <= host.index ? identical : incompatible([newer]));
}

function isPower(name: string): boolean {
  return /^POWER[0-9]+$/.test(name);
}

export function baselinePpc64(map: CpuMap, cpus: readonly CpuDefinition[]): Answer<GuestCpu> {
  const [first] = cpus;
  const model = findModel(map, first?.model);
  if (model === undefined) return unknown(first?.model);
  let vendor: string | undefined;
  for (const cpu of cpus) {
    if (cpu.model !== model.name) return refusal('operation failed: CPUs are incompatible');
    if (cpu.vendor === undefined) continue;
    if (!map.ppc64.vendors.includes(cpu.vendor))
      return refusal(`operation failed: Unknown CPU vendor ${cpu.vendor}`);
    if (model.vendor !== undefined && model.vendor !== cpu.vendor) {
      const differs = `CPU vendor ${model.vendor} of model ${model.name} differs from vendor ${cpu.vendor}`;
      return refusal(`operation failed: ${differs}`);
    }
    if (vendor !== undefined && vendor !== cpu.vendor)
      return refusal('operation failed: CPU vendors do not match');
    vendor = cpu.vendor;
  }
  return answer({
    kind: 'guest',
    mode: 'custom',
    match: 'exact',
    fallback: 'forbid',
    model: model.name,
    features: [],
  });
}

/** Nothing but the match, which becomes exact. */
export function updatePpc64(guest: GuestCpu): GuestCpu {
  return { ...guest, match: 'exact' };
}

/** libvirt's change of a guest's definition before it starts: a versioned name loses its version. */
export function convertLegacyPpc64(guest: GuestCpu): GuestCpu {
  return guest.model === undefined ? guest : { ...guest, model: withoutVersion(guest.model) };
}
