import type { GivenFile } from './give.ts';

/** A CPU map of one model, as the files of a cpu_map directory. */
export const ownMap: readonly GivenFile[] = [
  {
    name: 'index.xml',
    text: `<cpus><arch name='x86'><include filename='x86_all.xml'/></arch></cpus>`,
  },
  {
    name: 'x86_all.xml',
    text: `<cpus>
      <vendor name='Intel' string='GenuineIntel'/>
      <feature name='vmx'><cpuid eax_in='0x01' ecx='0x20'/></feature>
      <model name='Tiny'><vendor name='Intel'/><feature name='vmx'/></model>
    </cpus>`,
  },
];
