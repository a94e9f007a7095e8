import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { cpuXml, domainXml } from './domain.ts';

export const libvirtCpu: OutputTarget = {
  id: 'libvirt',
  title: 'libvirt <cpu>',
  short: 'virsh edit',
  where: 'inside <domain>, in place of the <cpu> that is there (virsh edit DOMAIN)',
  names: 'quoted',
  modelsApart: true,
  write: (input) => withNotes(input, cpuXml),
};

export const libvirtDomain: OutputTarget = {
  id: 'libvirt-domain',
  title: 'libvirt <domain>',
  short: 'virsh define',
  where: 'a file for virsh define; disks and networks are yours to add',
  names: 'quoted',
  modelsApart: true,
  write: (input) => withNotes(input, domainXml),
};

function withNotes(input: OutputInput, write: (input: OutputInput, notes: string[]) => string): OutputText {
  const notes: string[] = [];
  const text = write(input, notes);
  return { text, language: 'xml', notes };
}
