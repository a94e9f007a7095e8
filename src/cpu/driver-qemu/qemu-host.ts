import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { CpuDefinition, GuestCpu, HostCpu } from '../definition/definition.ts';
import type { CpuSource } from '../definition/source.ts';
import type { AllowedModel } from '../x86/decode-input.ts';
import { namesIn } from '../x86/encode.ts';
import { compareBytes } from '../x86/expand.ts';
import { migratableGuest } from '../x86/migratable.ts';
import { withOwnBlockers } from './own-blockers.ts';

/** A host as libvirt's QEMU driver sees it, as far as its documents tell. x86 only. */
export interface QemuHost {
  /** `kvm`, `qemu` (TCG) and the like: of the guest, and of the domain capabilities. */
  readonly virttype: string;
  /** The host CPU of `<capabilities>`. */
  readonly cpu?: HostCpu | undefined;
  /** The host-model of `<domainCapabilities>`: what QEMU can give there. */
  readonly reported?: GuestCpu | undefined;
  /** The custom models of `<domainCapabilities>`; undefined if they are unknown. */
  readonly models?: readonly QemuModel[] | undefined;
}

export interface QemuModel extends AllowedModel {
  readonly usable?: 'yes' | 'no' | 'unknown';
}

/** QEMU's view on a host for one virttype, as a document reports it. */
export interface QemuView {
  /** `kvm` where it is not said. */
  readonly virttype?: string | undefined;
  readonly cpu: CpuSource;
  readonly models?: readonly QemuModel[] | undefined;
}

/** The views that follow from a host's documents under one CPU map [Q2]. */
export interface HostView {
  /** Names that *reported*, expanded, requires. */
  readonly given: ReadonlySet<string>;
  /** The view that libvirt compares a guest with before it starts. */
  readonly full: CpuDefinition | undefined;
  /** Names that *full* lists with a policy other than disable. */
  readonly listed: ReadonlySet<string>;
  /** The CPU for host-model: *reported* without what blocks migration. */
  readonly migratable: GuestCpu | undefined;
  readonly modelByName: ReadonlyMap<string, QemuModel>;
}

const views = new WeakMap<CpuMap, WeakMap<QemuHost, HostView>>();

/** Made once for each host and map. */
export function hostView(map: CpuMap, host: QemuHost): HostView {
  let ofMap = views.get(map);
  if (ofMap === undefined) {
    ofMap = new WeakMap();
    views.set(map, ofMap);
  }
  const before = ofMap.get(host);
  if (before !== undefined) return before;
  const made = makeView(map, host);
  ofMap.set(host, made);
  return made;
}

function makeView(map: CpuMap, host: QemuHost): HostView {
  const { reported } = host;
  const given = new Set([...requiredNames(map, reported)].sort(compareBytes));
  return { ...viewWith(host, given), migratable: reported && migratableGuest(map, reported) };
}

/** Input for bits, in no order, and not cached: names weigh much where there are thousands of hosts. */
export function unorderedView(map: CpuMap, host: QemuHost): Omit<HostView, 'migratable'> {
  return viewWith(host, requiredNames(map, host.reported));
}

function viewWith(host: QemuHost, given: ReadonlySet<string>): Omit<HostView, 'migratable'> {
  const { reported } = host;
  const full = fullCpu(host, given);
  return {
    given,
    full,
    listed: new Set(listedNames(full)),
    modelByName: firstByName(withOwnBlockers(reported === undefined ? [] : [reported], host.models ?? [])),
  };
}

/** The features that the expanded definition requires [B6]. Without a model that the map knows, only the listed ones. */
function requiredNames(map: CpuMap, reported: GuestCpu | undefined): ReadonlySet<string> {
  const model = map.modelByName.get(reported?.model ?? '');
  const names = new Set(model === undefined ? [] : namesIn(map, model.bits));
  for (const { name, policy } of reported?.features ?? []) {
    if (policy === 'require') names.add(name);
    else if (policy === 'disable') names.delete(name);
  }
  return names;
}

/** The host CPU and all that QEMU adds to it; for TCG, and without capabilities, what QEMU gives. */
function fullCpu(
  { virttype, cpu, reported }: QemuHost,
  given: ReadonlySet<string>,
): CpuDefinition | undefined {
  if (virttype === 'qemu' || cpu === undefined) return reported;
  return { ...cpu, features: [...new Set([...cpu.features, ...given])] };
}

function listedNames(full: CpuDefinition | undefined): string[] {
  if (full === undefined) return [];
  if (full.kind === 'host') return [...full.features];
  return full.features.flatMap(({ name, policy }) => (policy === 'disable' ? [] : [name]));
}

/** The first entry of a model listed twice counts. */
function firstByName(models: readonly QemuModel[]): ReadonlyMap<string, QemuModel> {
  const byName = new Map<string, QemuModel>();
  for (const model of models) if (!byName.has(model.name)) byName.set(model.name, model);
  return byName;
}
