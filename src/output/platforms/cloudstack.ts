import { spellFeatures } from '../kit/feature-words.ts';
import { modelWord } from '../kit/model-word.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { unsaidParts } from '../kit/unsaid.ts';

export const cloudstack: OutputTarget = {
  id: 'cloudstack',
  title: 'Apache CloudStack',
  short: 'CloudStack',
  where: '/etc/cloudstack/agent/agent.properties of every KVM host',
  names: 'plain',
  write: writeCloudstack,
};

const modes = { 'host-model': 'host-model', 'host-passthrough': 'host-passthrough' };

function writeCloudstack({ guest }: OutputInput): OutputText {
  const notes: string[] = [];
  const lines: string[] = [];
  const word = modelWord(guest, 'CloudStack', modes, notes);
  if (word !== undefined) {
    lines.push(`guest.cpu.mode=${guest.mode}`);
    if (guest.mode === 'custom') lines.push(`guest.cpu.model=${word}`);
    const features = spellFeatures(guest.features, {
      platform: 'CloudStack',
      on: (name) => name,
      off: (name) => `-${name}`,
    });
    if (features.words.length > 0) lines.push(`guest.cpu.features=${features.words.join(' ')}`);
    notes.push(...features.notes);
    if (features.words.some((feature) => feature.startsWith('-'))) {
      notes.push(
        'Agents from before -feature was known ask for a feature of that name, and no guest starts.',
      );
    }
  }
  notes.push(...unsaidParts(guest, 'CloudStack', []));
  return { text: lines.map((line) => `${line}\n`).join(''), language: 'ini', notes };
}
