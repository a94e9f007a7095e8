import { archOf } from '../kit/architecture.ts';
import { spellFeatures } from '../kit/feature-words.ts';
import { modelWord } from '../kit/model-word.ts';
import { qemuName } from '../kit/qemu-name.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { unsaidParts } from '../kit/unsaid.ts';

export const incus: OutputTarget = {
  id: 'incus',
  title: 'Incus',
  where: 'on a member of the cluster, with the name of your cluster group for GROUP',
  names: 'plain',
  write: writeIncus,
};

/** The baseline is handed to QEMU as it is. */
const modes = { 'host-passthrough': 'host', maximum: 'max' };
const archNames = { x86_64: 'x86_64', ppc64: 'ppc64le', aarch64: 'aarch64' };

function writeIncus(input: OutputInput): OutputText {
  const { map, guest } = input;
  const notes: string[] = [];
  const lines: string[] = [];
  const baseline = modelWord(guest, 'Incus', modes, notes);
  if (baseline !== undefined) {
    const features = spellFeatures(guest.features, {
      platform: 'Incus',
      on: (name) => name,
      off: (name) => `-${name}`,
      rename: (name) => qemuName(map, name),
    });
    const key = `instances.vm.cpu.${archNames[archOf(input)]}`;
    lines.push(`incus cluster group set GROUP ${key}.baseline=${baseline}`);
    // Flags of an earlier baseline would be added to this one.
    lines.push(`incus cluster group set GROUP ${key}.flags=${features.words.join(',')}`);
    notes.push(...features.notes);
    notes.push(
      "Incus gives this CPU only to VMs that can live-migrate (migration.stateful=true); others see their server's own.",
    );
    if (guest.mode === 'custom') notes.push('A feature that a server lacks is dropped by QEMU, not refused.');
  }
  notes.push(...unsaidParts(guest, 'Incus', guest.check === 'none' ? ['fallback', 'check'] : ['fallback']));
  return { text: lines.map((line) => `${line}\n`).join(''), language: 'sh', notes };
}
