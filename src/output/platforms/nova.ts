import { spellFeatures } from '../kit/feature-words.ts';
import { modelWord } from '../kit/model-word.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { topologyElsewhere, unsaidParts } from '../kit/unsaid.ts';

export const nova: OutputTarget = {
  id: 'nova',
  title: 'OpenStack nova',
  where: 'nova.conf of every compute node',
  names: 'plain',
  write: writeNova,
};

const modes = { 'host-model': 'host-model', 'host-passthrough': 'host-passthrough' };

function writeNova({ guest }: OutputInput): OutputText {
  const notes: string[] = [];
  const lines: string[] = [];
  const word = modelWord(guest, 'Nova', modes, notes);
  if (word !== undefined) {
    lines.push('[libvirt]', `cpu_mode = ${guest.mode}`);
    if (guest.mode === 'custom') lines.push(`cpu_models = ${word}`);
    const features = spellFeatures(guest.features, {
      platform: 'Nova',
      on: (name) => `+${name}`,
      off: (name) => `-${name}`,
    });
    if (features.words.length > 0) lines.push(`cpu_model_extra_flags = ${features.words.join(', ')}`);
    notes.push(...features.notes);
    if (guest.mode === 'custom') {
      notes.push(
        'nova-compute refuses to start on a host that lacks the model or a feature that is added, unless [workarounds] skip_cpu_compare_at_startup is set.',
      );
    }
  }
  notes.push(...unsaidParts(guest, 'Nova', ['topology', 'maxphysaddr']));
  notes.push(...topologyElsewhere(guest, 'Nova', 'the flavor: hw:cpu_sockets, hw:cpu_cores, hw:cpu_threads'));
  if (guest.maxphysaddr !== undefined) {
    notes.push('The maxphysaddr belongs to the flavor: hw:maxphysaddr_mode, hw:maxphysaddr_bits.');
  }
  return { text: lines.map((line) => `${line}\n`).join(''), language: 'ini', notes };
}
