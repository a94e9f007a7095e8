import { difference, hasMask } from '../../bits/bits.ts';
import type { FeaturePolicy, GuestCpu, Policy } from '../../cpu/definition/definition.ts';
import { encode, namesIn } from '../../cpu/x86/encode.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type StartVerdict, startState } from '../guest/start-verdict.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';
import { judgeStart } from './judge-start.ts';

/** The least that must change in a guest, so that it starts with all that it then asks for. It takes a power cycle. */
export interface GuestChange {
  readonly cpu: GuestCpu;
  readonly edits: readonly GuestEdit[];
  /** Features that the guest asked for and then does not have, in map order. */
  readonly loses: readonly string[];
  /** Kinds of host on which it does not start whole even then. */
  readonly still: readonly HostKind[];
}

export type GuestEdit =
  /** `was`: `model` where it came with the model. `absent` takes it off the list. */
  | {
      readonly kind: 'feature';
      readonly name: string;
      readonly was: Policy | 'model';
      readonly becomes: 'disable' | 'absent';
    }
  | { readonly kind: 'match'; readonly becomes: 'exact' }
  | { readonly kind: 'check'; readonly becomes: 'partial' }
  | { readonly kind: 'vendor'; readonly was: string }
  | { readonly kind: 'mode'; readonly becomes: 'maximum' };

const ROUNDS = 8;

/** On `hosts`. undefined: nothing has to change, or nothing that is known here helps. */
export function smallestChange(guest: GuestKind, hosts: readonly HostKind[]): GuestChange | undefined {
  const { cpu: asked } = guest;
  const [first] = hosts;
  if (asked === undefined || first === undefined) return undefined;
  let cpu = asked;
  const edits: GuestEdit[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const changed = { ...guest, cpu };
    const wanted = hosts.flatMap((host) => editsFor(host.map, cpu, judgeStart(changed, host)));
    const fresh = withoutRepeats(wanted);
    if (fresh.length === 0) break;
    edits.push(...fresh);
    cpu = fresh.reduce(edited, cpu);
  }
  if (edits.length === 0) return undefined;
  const changed = { ...guest, cpu };
  const still = hosts.filter((host) => {
    const state = startState(judgeStart(changed, host));
    return state === 'refused' || state === 'without';
  });
  return { cpu, edits, loses: lost(first.map, asked, cpu), still };
}

/** The changes that one host's verdict asks for. */
function editsFor(map: CpuMap, cpu: GuestCpu, verdict: StartVerdict): GuestEdit[] {
  if (verdict.kind === 'starts') return without(map, cpu, verdict.leftOff);
  if (verdict.kind === 'untold') {
    if (verdict.why.kind === 'extra-features') return [{ kind: 'check', becomes: 'partial' }];
    return verdict.why.kind === 'unknown-names' ? without(map, cpu, verdict.why.names) : [];
  }
  const { reasons, message } = verdict;
  if (message.includes('invariant TSC')) return without(map, cpu, ['invtsc']);
  if (cpu.mode === 'host-passthrough' && message.startsWith('unsupported configuration: CPU mode')) {
    return [{ kind: 'mode', becomes: 'maximum' }];
  }
  return reasons.flatMap((reason): GuestEdit[] => {
    switch (reason.kind) {
      case 'missing':
        return without(map, cpu, reason.features);
      case 'forbidden':
        return reason.features.flatMap((name) => allowed(cpu, name));
      case 'extra':
        return [{ kind: 'match', becomes: 'exact' }];
      case 'vendor':
        return cpu.vendor === undefined ? [] : [{ kind: 'vendor', was: cpu.vendor }];
      default:
        return [];
    }
  });
}

/** A feature that is not to be had: disabled where the model has it, else off the list. */
function without(map: CpuMap, { model: name, features }: GuestCpu, names: readonly string[]): GuestEdit[] {
  const model = map.modelByName.get(name ?? '');
  return names.flatMap((feature): GuestEdit[] => {
    const listed = features.find((entry) => entry.name === feature)?.policy;
    if (listed === 'disable') return [];
    const mask = map.featureByName.get(feature)?.mask;
    const isListed = listed === 'require' || listed === 'force';
    // A blocker that libvirt's own model lacks is disabled too: QEMU's model has it.
    const becomes = isListed && model && mask && !hasMask(model.bits, mask) ? 'absent' : 'disable';
    const was = listed ?? 'model';
    return [{ kind: 'feature', name: feature, was, becomes: mask === undefined ? 'absent' : becomes }];
  });
}

function allowed({ features }: GuestCpu, name: string): GuestEdit[] {
  return features.some((feature) => feature.name === name && feature.policy === 'forbid')
    ? [{ kind: 'feature', name, was: 'forbid', becomes: 'disable' }]
    : [];
}

function withoutRepeats(edits: readonly GuestEdit[]): GuestEdit[] {
  const byKey = new Map(edits.map((edit) => [edit.kind === 'feature' ? edit.name : ` ${edit.kind}`, edit]));
  return [...byKey.values()];
}

function edited(cpu: GuestCpu, edit: GuestEdit): GuestCpu {
  switch (edit.kind) {
    case 'feature':
      return { ...cpu, features: withPolicy(cpu.features, edit) };
    case 'match':
      return { ...cpu, match: edit.becomes };
    case 'check':
      return { ...cpu, check: edit.becomes };
    case 'mode':
      return { ...cpu, mode: edit.becomes };
    case 'vendor': {
      const { vendor: _vendor, ...rest } = cpu;
      return rest;
    }
  }
}

function withPolicy(
  features: readonly FeaturePolicy[],
  { name, becomes }: Extract<GuestEdit, { kind: 'feature' }>,
): FeaturePolicy[] {
  if (becomes === 'absent') return features.filter((feature) => feature.name !== name);
  const isListed = features.some((feature) => feature.name === name);
  if (!isListed) return [...features, { name, policy: becomes }];
  return features.map((feature) => (feature.name === name ? { name, policy: becomes } : feature));
}

function lost(map: CpuMap, before: GuestCpu, after: GuestCpu): string[] {
  const had = encode(map, before);
  const has = encode(map, after);
  return had.ok && has.ok ? namesIn(map, difference(had.value, has.value)) : [];
}
