import { spellFeatures } from '../kit/feature-words.ts';
import { modelWord } from '../kit/model-word.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { topologyElsewhere, unsaidParts } from '../kit/unsaid.ts';

export const opennebula: OutputTarget = {
  id: 'opennebula',
  title: 'OpenNebula',
  where: 'the VM template (onetemplate update)',
  names: 'plain',
  write: writeOpennebula,
};

const modes = { 'host-passthrough': 'host-passthrough' };

function writeOpennebula({ guest }: OutputInput): OutputText {
  const notes: string[] = [];
  const word = modelWord(guest, 'OpenNebula', modes, notes);
  let text = '';
  if (word !== undefined) {
    const features = spellFeatures(guest.features, { platform: 'OpenNebula', on: (name) => name });
    const list = features.words.length > 0 ? `, FEATURES="${features.words.join(',')}"` : '';
    text = `CPU_MODEL = [ MODEL="${word}"${list} ]\n`;
    notes.push(...features.notes);
    if (list !== '') {
      notes.push(
        'A host is chosen only where its KVM_CPU_FEATURES lists every one of FEATURES; some releases list there only what the host has beyond its own model.',
        'Releases that do not know FEATURES yet ignore it silently.',
      );
    }
    if (guest.mode === 'custom') {
      notes.push(
        'Hosts are not chosen by MODEL: the VM fails to start on one that lacks it; what a host knows is listed in its KVM_CPU_MODELS.',
      );
    }
    if (guest.mode === 'custom') {
      notes.push(
        `For all VMs of a cluster: EVC_MODE="${word}" in the cluster (onecluster update); it is used instead of MODEL.`,
      );
    }
    if (guest.mode === 'custom' && guest.fallback === 'allow') {
      notes.push("OpenNebula always says fallback='forbid'.");
    }
  }
  notes.push(...topologyElsewhere(guest, 'OpenNebula', 'VCPU and TOPOLOGY = [ SOCKETS, CORES, THREADS ]'));
  notes.push(...unsaidParts(guest, 'OpenNebula', ['fallback', 'topology']));
  return { text, language: 'text', notes };
}
