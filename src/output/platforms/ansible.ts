import { indent, yamlString } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { domainXml } from './domain.ts';

export const ansible: OutputTarget = {
  id: 'ansible',
  title: 'Ansible',
  where: 'a task of a play for the host; disks and networks are yours to add',
  names: 'quoted',
  modelsApart: true,
  write: writeAnsible,
};

function writeAnsible(input: OutputInput): OutputText {
  const notes: string[] = [];
  const xml = domainXml(input, notes);
  if (xml === '') return { text: '', language: 'yaml', notes };
  const text = `- name: Define the virtual machine
  community.libvirt.virt:
    command: define
    xml: ${yamlText(xml)}`;
  return { text, language: 'yaml', notes };
}

/** Ansible runs what is in double braces, wherever the text came from; `!unsafe` keeps it text. */
function yamlText(xml: string): string {
  const tag = /\{[{%#]/.test(xml) ? '!unsafe ' : '';
  const printable = /^[\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(xml);
  return printable ? `${tag}|\n${indent(xml, 3)}` : `${tag}${yamlString(xml)}\n`;
}
