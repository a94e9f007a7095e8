import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { type Answer, answer, refusal } from './answer.ts';
import { type Comparison, incompatible } from './compare.ts';
import type { AllowedModel } from './decode-input.ts';
import type { CpuDefinition, GuestCpu, HostCpu } from './definition.ts';

/** POWER8_v1.0 → POWER8: the version is no part of the model. */
function baseName(name: string): string {
  return name.replace(/_v[0-9]+\.[0-9]+$/, '');
}

function findModel(map: CpuMap, name: string | undefined) {
  const base = name === undefined ? undefined : baseName(name);
  const index = map.ppc64.models.findIndex((model) => model.name === base);
  return index === -1 ? undefined : { index, name: base };
}

function unknown(name: string | undefined) {
  return refusal(`internal error: Unknown CPU model ${name ?? ''}`);
}

const identical: Comparison = { result: 'identical', reasons: [], extra: [] };

export function comparePpc64(map: CpuMap, host: HostCpu, cpu: CpuDefinition): Answer<Comparison> {
  if (cpu.vendor !== undefined && cpu.vendor !== host.vendor) {
    return answer(incompatible([{ kind: 'vendor', wanted: cpu.vendor, host: host.vendor }], []));
  }
  const ofHost = findModel(map, host.model);
  if (ofHost === undefined) return unknown(host.model);
  if (cpu.kind === 'guest' && cpu.mode === 'host-model') return compareCompatibility(map, ofHost, cpu.model);
  if (cpu.kind === 'guest' && cpu.mode !== 'custom') return answer(identical);
  const wanted = findModel(map, cpu.model);
  if (wanted === undefined) return unknown(cpu.model);
  return answer(wanted.index === ofHost.index ? identical : otherModel(cpu.model));
}

/** host-model may name a compatibility mode, `power8`: any that is not newer than the host runs. */
function compareCompatibility(
  map: CpuMap,
  host: { readonly index: number },
  name: string | undefined,
): Answer<Comparison> {
  if (name === undefined) return answer(identical);
  const index = map.ppc64.models.findIndex((model) => model.name.toLowerCase() === name);
  if (index === -1) return unknown(name);
  return answer(index <= host.index ? identical : otherModel(name));
}

function otherModel(wanted: string | undefined): Comparison {
  return incompatible([{ kind: 'model', wanted: wanted ?? '', host: undefined }], []);
}

export function baselinePpc64(map: CpuMap, cpus: readonly CpuDefinition[]): Answer<GuestCpu> {
  const [first] = cpus;
  const model = findModel(map, first?.model);
  if (model?.name === undefined) return unknown(first?.model);
  let vendor: string | undefined;
  for (const cpu of cpus) {
    const other = findModel(map, cpu.model);
    if (other === undefined) return unknown(cpu.model);
    if (other.index !== model.index) return refusal('operation failed: CPUs are incompatible');
    if (cpu.vendor === undefined) continue;
    if (!map.ppc64.vendors.includes(cpu.vendor))
      return refusal(`operation failed: Unknown CPU vendor ${cpu.vendor}`);
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

/** A versioned name that the hypervisor doesn't offer is said without its version. */
export function translatePpc64(
  guest: GuestCpu,
  allowed: readonly AllowedModel[] | undefined,
): Answer<GuestCpu> {
  const { model } = guest;
  if (model === undefined || allowed === undefined || allowed.some(({ name }) => name === model))
    return answer(guest);
  const base = baseName(model);
  if (!allowed.some(({ name }) => name === base)) {
    return refusal(`unsupported configuration: CPU model ${model} is not supported by hypervisor`);
  }
  return answer({ ...guest, model: base });
}
