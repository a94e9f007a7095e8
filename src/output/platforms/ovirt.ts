import { archOf } from '../kit/architecture.ts';
import { spellFeatures } from '../kit/feature-words.ts';
import { modelWord } from '../kit/model-word.ts';
import { nameFor } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { topologyElsewhere, unsaidParts } from '../kit/unsaid.ts';

export const ovirt: OutputTarget = {
  id: 'ovirt',
  title: 'oVirt',
  where: "the engine's database (sudo -u postgres psql engine); then systemctl restart ovirt-engine",
  names: 'plain',
  write: writeOvirt,
};

/** Above all levels of the list that oVirt ships: the level orders the CPU types of one vendor. */
const LEVEL = 100;

function writeOvirt(input: OutputInput): OutputText {
  const { guest } = input;
  const notes: string[] = [];
  const model = modelWord(guest, 'oVirt', {}, notes);
  const flags = virtualisation(input);
  let text = '';
  if (model !== undefined && flags === undefined) {
    notes.push(`oVirt lists CPU types of Intel, AMD and POWER only; ${model} is none of theirs.`);
  }
  if (model !== undefined && flags !== undefined) {
    const features = spellFeatures(guest.features, {
      platform: 'oVirt',
      on: (name) => `+${name}`,
      off: (name) => `-${name}`,
    });
    const name = nameFor(input.name, /^[A-Za-z0-9][A-Za-z0-9 _.()-]*$/, notes);
    const needs = [...flags, `model_${model}`].join(',');
    const verb = [model, ...features.words].join(',');
    text = statement(`${LEVEL}:${name}:${needs}:${verb}:${archOf(input)}`);
    notes.push(...features.notes);
    notes.push(
      'A VM uses only this type if its Custom CPU Type is the text between the third and the fourth colon of the entry; the engine must have the entry for that too.',
    );
    notes.push(
      'It adds the type to the list of every cluster level, after the existing types; engine-config does not list ServerCPUList, and engine-setup may write the list anew.',
    );
    if (features.words.length > 0) {
      notes.push('Hosts are accepted by the model alone; a missing feature shows only when a VM is started.');
    }
  }
  notes.push(...topologyElsewhere(guest, 'oVirt', 'the VM: sockets, cores per socket, threads per core'));
  notes.push(...unsaidParts(guest, 'oVirt', ['topology']));
  return { text, language: 'text', notes };
}

/** Entries are parted by semicolons; the last one may have its own or not. */
function statement(entry: string): string {
  return `UPDATE vdc_options
SET option_value = rtrim(option_value, '; ') || ';${entry}'
WHERE option_name = 'ServerCPUList';
`;
}

/**
 * The features that oVirt's own entries ask of every host, and by which it knows their vendor. An architecture that it
 * doesn't know would spoil the whole list.
 */
function virtualisation(input: OutputInput): readonly string[] | undefined {
  const arch = archOf(input);
  if (arch === 'ppc64') return ['powernv'];
  if (arch === 'aarch64') return undefined;
  const vendor = input.map.modelByName.get(input.guest.model ?? '')?.vendor?.name;
  if (vendor === 'Intel') return ['vmx', 'nx'];
  return vendor === 'AMD' || vendor === 'Hygon' ? ['svm', 'nx'] : undefined;
}
