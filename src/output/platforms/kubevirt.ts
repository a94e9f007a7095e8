import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { droppedFeatures } from '../../cpu/driver-qemu/dropped-features.ts';
import { givableFeatures } from '../kit/givable.ts';
import { modelWord } from '../kit/model-word.ts';
import { isPlainName, nameFor, yamlString } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { topologyElsewhere, unsaidParts } from '../kit/unsaid.ts';

export const kubevirtMachine: OutputTarget = {
  id: 'kubevirt',
  title: 'KubeVirt virtual machine',
  short: 'KubeVirt',
  where: 'a file for kubectl apply, or merged into your VirtualMachine; its devices and volumes are yours',
  names: 'quoted',
  write: writeMachine,
};

export const kubevirtCluster: OutputTarget = {
  id: 'kubevirt-cluster',
  title: 'KubeVirt cluster',
  where: 'merge into the KubeVirt resource (kubectl edit kubevirt -n kubevirt kubevirt)',
  names: 'quoted',
  write: writeCluster,
};

const modes = { 'host-model': 'host-model', 'host-passthrough': 'host-passthrough' };

function writeMachine(input: OutputInput): OutputText {
  const { guest, name } = input;
  const notes: string[] = [];
  const model = modelWord(guest, 'KubeVirt', modes, notes);
  const cpu = topologyLines(guest, notes);
  if (model !== undefined) {
    cpu.push(`model: ${yamlString(model)}`);
    const given = givableFeatures(input, 'keep the VM pending: no node carries their labels');
    notes.push(...given.notes, ...modelLabelNotes(guest));
    cpu.push(...featureLines({ features: labelled(input, given.features, notes) }, notes));
  }
  const object = nameFor(name, /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, notes);
  const head = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: ${yamlString(object)}
`;
  const body = cpu.map((line) => `          ${line}\n`).join('');
  // The resource's definition asks for devices, which may be none.
  const spec = `spec:\n  template:\n    spec:\n      domain:\n        devices: {}\n        cpu:\n${body}`;
  notes.push(...unsaidParts(guest, 'KubeVirt', ['topology']));
  return { text: cpu.length === 0 ? '' : head + spec, language: 'yaml', notes };
}

/** A required feature is a label that a node must carry, and labels are made of what libvirt's driver tells. */
function labelled({ map }: OutputInput, features: GuestCpu['features'], notes: string[]) {
  const dropped = droppedFeatures(map);
  const left = features.filter(({ name, policy }) => policy === 'require' && dropped.has(name));
  if (left.length === 0) return features;
  const names = left.map(({ name }) => name).join(', ');
  notes.push(`Left out, because libvirt reports no such feature and no node carries its label: ${names}.`);
  return features.filter((feature) => !left.includes(feature));
}

/** Nodes get no label for these unless the cluster's obsoleteCPUModels says so (DefaultObsoleteCPUModels). */
const obsolete: ReadonlySet<string> = new Set(
  `486 pentium pentium2 pentium3 pentiumpro coreduo n270 core2duo Conroe athlon phenom
  qemu64 qemu32 kvm64 kvm32`.split(/\s+/),
);

/** The VM is never placed if no node carries the model's label. */
function modelLabelNotes({ mode, model = '' }: GuestCpu): string[] {
  if (mode !== 'custom' || !obsolete.has(model.replace(/-v1$/, ''))) return [];
  return [
    `KubeVirt counts ${model} as obsolete, so no node carries its label and the VM stays pending, unless obsoleteCPUModels of the KubeVirt resource says otherwise.`,
  ];
}

function topologyLines({ topology }: GuestCpu, notes: string[]): string[] {
  if (topology === undefined) return [];
  const { sockets, dies, clusters, cores, threads } = topology;
  if (dies !== 1 || clusters !== 1) notes.push('KubeVirt knows no dies or clusters.');
  return [`sockets: ${sockets}`, `cores: ${cores}`, `threads: ${threads}`];
}

/** The five policies are libvirt's own; each required name becomes a node label as well. */
function featureLines({ features }: Pick<GuestCpu, 'features'>, notes: string[]): string[] {
  const written = features.filter(({ name }) => isLabel(name));
  const left = features.filter(({ name }) => !isLabel(name)).map(({ name }) => name);
  if (left.length > 0) {
    notes.push(`Left out, because KubeVirt has no way to write such a name: ${left.join(', ')}.`);
  }
  if (written.length === 0) return [];
  const items = written.flatMap(({ name, policy }) => [
    `  - name: ${yamlString(name)}`,
    `    policy: ${policy}`,
  ]);
  return ['features:', ...items];
}

function isLabel(name: string): boolean {
  return isPlainName(name) && /^[A-Za-z0-9](?:.{0,61}[A-Za-z0-9])?$/.test(name);
}

function writeCluster({ guest }: OutputInput): OutputText {
  const notes: string[] = [];
  const model = modelWord(guest, 'KubeVirt', modes, notes);
  notes.push(...modelLabelNotes(guest));
  if (guest.features.length > 0) {
    const names = guest.features.map(({ name }) => name).join(', ');
    notes.push(`Left out, because the cluster's default is a model without features: ${names}.`);
  }
  const place = 'each VirtualMachine: sockets, cores and threads of its cpu';
  notes.push(...topologyElsewhere(guest, 'KubeVirt', place));
  notes.push(...unsaidParts(guest, "KubeVirt's cluster default", ['topology']));
  const text = `apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata:
  name: kubevirt
  namespace: kubevirt
spec:
  configuration:
    cpuModel: ${yamlString(model ?? '')}
`;
  return { text: model === undefined ? '' : text, language: 'yaml', notes };
}
