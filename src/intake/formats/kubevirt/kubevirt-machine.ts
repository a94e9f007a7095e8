import type { FeaturePolicy, GuestCpu } from '../../../cpu/definition/definition.ts';
import { policies } from '../../../cpu/definition/definition.ts';
import { listOf, membersOf, textOf } from '../../documents/json-spans.ts';
import type { FormatGuest, FormatProblem, FormatReading } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';

/** A line that says so, in YAML or in JSON. */
export const machineKind = /\bkind["']?\s*:\s*["']?VirtualMachine(?:Instance)?["']?\s*,?\s*$/m;

/** Virtual machines in what `kubectl get vm,vmi` printed: one, or a list. */
export function guestsOfMachines(value: unknown, offset: number): FormatReading {
  const problems: FormatProblem[] = [];
  const guests = machinesIn(value).flatMap((machine) => guestOf(machine, offset, problems) ?? []);
  if (guests.length + problems.length === 0) problems.push(noMachine(offset));
  return { hosts: [], guests: latest(guests), problems };
}

/** A VirtualMachine and the VirtualMachineInstance that it became are one guest: the instance tells where it runs. */
function latest(guests: readonly FormatGuest[]): FormatGuest[] {
  const running = new Set(guests.filter(({ live }) => live).map(({ name }) => name));
  return guests.filter(({ live, name }) => live === true || name === undefined || !running.has(name));
}

type Members = ReadonlyMap<string, unknown>;

function machinesIn(value: unknown): Members[] {
  const members = membersOf(value);
  const items = listOf(members?.get('items')) ?? listOf(value);
  if (items !== undefined) return items.flatMap(machinesIn);
  const isOne = /^VirtualMachine(?:Instance)?$/.test(textOf(members?.get('kind')) ?? '');
  return isOne && members !== undefined ? [members] : [];
}

function inside(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) found = membersOf(found)?.get(key);
  return found;
}

function guestOf(machine: Members, offset: number, problems: FormatProblem[]): FormatGuest | undefined {
  const isInstance = machine.get('kind') === 'VirtualMachineInstance';
  const spec = isInstance ? machine.get('spec') : inside(machine.get('spec'), 'template', 'spec');
  const domain = inside(spec, 'domain');
  const cpu = cpuOf(inside(domain, 'cpu'));
  const name = textOf(inside(machine.get('metadata'), 'name'));
  if (cpu === undefined) {
    problems.push(tooMany(offset, name));
    return undefined;
  }
  const node = textOf(inside(machine.get('status'), 'nodeName'));
  const machineType = textOf(inside(domain, 'machine', 'type'));
  const frequency = inside(machine.get('status'), 'topologyHints', 'tscFrequency');
  const arch = textOf(inside(spec, 'architecture'));
  return {
    kind: 'kubevirt-vm',
    arch: arch === 'arm64' ? 'aarch64' : arch === 's390x' ? 's390x' : 'x86_64',
    cpu: { kind: 'guest', cpu },
    virttype: 'kvm',
    offset,
    live: isInstance && node !== undefined,
    ...(name === undefined ? {} : { name }),
    ...(node === undefined ? {} : { on: node }),
    ...(machineType === undefined ? {} : { machine: machineType }),
    ...(typeof frequency === 'number' || typeof frequency === 'string'
      ? { tscFrequency: String(frequency) }
      : {}),
  };
}

/** Without a model KubeVirt takes the cluster's default, which is host-model. Undefined: more features than are read. */
function cpuOf(value: unknown): GuestCpu | undefined {
  const model = textOf(inside(value, 'model')) ?? 'host-model';
  const listed = listOf(inside(value, 'features')) ?? [];
  if (listed.length > MAX_FEATURES) return undefined;
  const features = listed.flatMap((item): FeaturePolicy[] => {
    const name = textOf(inside(item, 'name'));
    const given = textOf(inside(item, 'policy')) ?? 'require';
    const policy = policies.find((known) => known === given);
    return name === undefined || policy === undefined ? [] : [{ name, policy }];
  });
  const common = { kind: 'guest', match: 'exact', fallback: 'forbid', features } as const;
  if (model === 'host-model' || model === 'host-passthrough') return { ...common, mode: model };
  return { ...common, mode: 'custom', model };
}

function noMachine(offset: number): FormatProblem {
  return {
    code: 'not-understood',
    offset,
    say: (subject, line) =>
      `The VirtualMachine of ${subject} (line ${line}) has no spec that can be read. The whole output of kubectl get vm,vmi -o yaml is expected.`,
  };
}

function tooMany(offset: number, name: string | undefined): FormatProblem {
  return {
    code: 'too-many',
    offset,
    say: (subject, line) =>
      `The virtual machine ${name ?? subject} (line ${line}) lists more than ${MAX_FEATURES} CPU features.`,
  };
}
