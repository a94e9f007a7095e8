import { hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { spellFeatures } from '../kit/feature-words.ts';
import { givableFeatures } from '../kit/givable.ts';
import { modelWord } from '../kit/model-word.ts';
import { qemuName } from '../kit/qemu-name.ts';
import { nameFor } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { type Part, topologyElsewhere, unsaidParts } from '../kit/unsaid.ts';
import { proxmoxModels } from './proxmox-models.ts';

export const proxmox: OutputTarget = {
  id: 'proxmox',
  title: 'Proxmox VE',
  where: '/etc/pve/virtual-guest/cpu-models.conf; then qm set VMID --cpu custom-NAME',
  names: 'plain',
  write: writeProxmox,
};

const modes = { 'host-passthrough': 'host', maximum: 'max', 'host-model': 'host' };

function writeProxmox(input: OutputInput): OutputText {
  const { map, guest } = input;
  const notes: string[] = [];
  const lines: string[] = [];
  const model = modelWord(guest, 'Proxmox VE', modes, notes);
  if (model !== undefined) {
    const enforces = model !== 'host';
    const given = givableFeatures(input, 'keep the VM from starting: Proxmox VE has QEMU enforce them');
    const features = spellFeatures(enforces ? given.features : guest.features, {
      platform: 'Proxmox VE',
      on: (name) => `+${name}`,
      off: (name) => `-${name}`,
      rename: (name) => qemuName(map, name),
    });
    lines.push(`cpu-model: ${nameFor(input.name, /^[A-Za-z][A-Za-z0-9_-]+$/, notes)}`);
    if (features.words.length > 0) lines.push(`\tflags ${features.words.join(';')}`);
    const bits = physBits(guest, notes);
    if (bits !== undefined) lines.push(`\tphys-bits ${bits}`);
    lines.push(`\treported-model ${reportedModel(input, model, notes)}`);
    notes.push(...(enforces ? given.notes : []), ...features.notes, ...readyMade(input));
    if (model === 'host' && features.words.some((word) => word.startsWith('+'))) {
      notes.push('With host, a feature that a host lacks is dropped by QEMU, not refused.');
    }
  }
  if (guest.mode === 'host-model') {
    notes.push("Proxmox VE has no mode host-model: host gives the whole host's CPU.");
  }
  notes.push(
    ...topologyElsewhere(
      guest,
      'Proxmox VE',
      'the VM: qm set VMID --sockets and --cores; there are no threads',
    ),
  );
  notes.push(...unsaidParts(guest, 'Proxmox VE', said(input)));
  return { text: lines.map((line) => `${line}\n`).join(''), language: 'ini', notes };
}

/** The CPU types that every Proxmox VE brings along; each is qemu64 and more features. */
const readyMadeTypes: readonly (readonly [string, string])[] = [
  ['x86-64-v4', 'avx512f avx512bw avx512cd avx512dq avx512vl'],
  ['x86-64-v3', 'avx avx2 bmi1 bmi2 f16c fma abm movbe xsave'],
  ['x86-64-v2-AES', 'aes'],
  ['x86-64-v2', 'popcnt pni sse4.1 sse4.2 ssse3'],
];

/** The largest ready-made type within a named CPU: where that will do, nothing has to be written down. */
function readyMade({ map, guest, bits }: OutputInput): string[] {
  if (guest.mode !== 'custom') return [];
  const has = (name: string) => {
    const feature = map.featureByName.get(name);
    return feature !== undefined && hasMask(bits, feature.mask);
  };
  const within = readyMadeTypes.findIndex((_, index) =>
    readyMadeTypes.slice(index).every(([, features]) => features.split(' ').every(has)),
  );
  const type = readyMadeTypes[within]?.[0];
  if (type === undefined) return [];
  return [`The ready-made type ${type} has less and runs wherever this one does: qm set VMID --cpu ${type}.`];
}

/** Proxmox VE takes only models that it lists, most of them by QEMU's unversioned name. */
function reportedModel({ map }: OutputInput, model: string, notes: string[]): string {
  const taken = takenFor.get(model);
  if (taken !== undefined) notes.push(`Proxmox VE uses ${taken} for it.`);
  if (proxmoxModels.has(model)) return model;
  const unversioned = map.models.find(
    ({ name, canonical }) => canonical === model && proxmoxModels.has(name),
  );
  if (unversioned !== undefined) return unversioned.name;
  notes.push(`Proxmox VE 9 does not list the model ${model}, and refuses it as reported-model.`);
  return model;
}

/** Models that it maps to others without a word. */
const takenFor: ReadonlyMap<string, string> = new Map([
  ['Icelake-Client', 'Icelake-Server'],
  ['Icelake-Client-noTSX', 'Icelake-Server-noTSX'],
]);

function physBits({ maxphysaddr }: GuestCpu, notes: string[]): string | undefined {
  if (maxphysaddr === undefined) return undefined;
  const { mode, bits, limit } = maxphysaddr;
  if (mode === 'passthrough') {
    if (limit !== undefined) {
      notes.push(
        `Proxmox VE can't say maxphysaddr limit='${limit}'; where it knows guest-phys-bits, that bounds what a guest uses.`,
      );
    }
    if (bits !== undefined)
      notes.push(`Proxmox VE can't say bits='${bits}' for maxphysaddr mode='passthrough'.`);
    return 'host';
  }
  if (bits !== undefined && bits >= 8 && bits <= 64) return String(bits);
  notes.push("Proxmox VE can't say maxphysaddr mode='emulate' without bits from 8 to 64.");
  return undefined;
}

/** It writes enforce with every CPU but host, and for the model's vendor its vendor string. */
function said({ map, guest }: OutputInput): Part[] {
  const parts: Part[] = ['fallback', 'maxphysaddr', 'topology'];
  const enforced = guest.mode !== 'host-passthrough' && guest.mode !== 'host-model';
  if (enforced !== (guest.check === 'none')) parts.push('check');
  const vendor = map.modelByName.get(guest.model ?? '')?.vendor?.string;
  if (vendor !== undefined && vendor === guest.vendorId) parts.push('vendor_id');
  return parts;
}
