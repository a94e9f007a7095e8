import { maskNotes, maskRefusal } from '../kit/mask-notes.ts';
import { type CpuidWord, maskText, registerMasks } from '../kit/register-masks.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';

export const vmware: OutputTarget = {
  id: 'vmware',
  title: 'VMware .vmx',
  where: "the .vmx file, or the virtual machine's advanced configuration parameters, while it is off",
  names: 'bits',
  write: writeVmware,
};

const leaves: ReadonlySet<number> = new Set([0x1, 0x7, 0x80000001]);

function isMaskable({ leaf, subleaf }: CpuidWord): boolean {
  return leaves.has(leaf) && subleaf === 0;
}

const platform = {
  name: 'VMware',
  maskable: isMaskable,
  leaves: '1, 7 and 80000001',
  topology: 'numvcpus and cpuid.coresPerSocket, which know no threads',
};

function writeVmware(input: OutputInput): OutputText {
  const refusal = maskRefusal(input, 'VMware');
  if (refusal !== undefined) return { text: '', language: 'text', notes: [refusal] };
  const lines = registerMasks(input, isMaskable).map(
    (mask) => `cpuid.${mask.leaf.toString(16)}.${mask.register} = "${inFours(maskText(mask, '-'))}"\n`,
  );
  const notes = [
    'VMware warns that changed masks can give an unsupported configuration, and asks to leave them alone unless its support says otherwise; EVC is the way for a cluster.',
    ...maskNotes(input, platform, lines.length > 0),
  ];
  return { text: lines.join(''), language: 'text', notes };
}

/** VMware's own form of masks: `----:----:--0-:----` and so on. */
function inFours(mask: string): string {
  return mask.replace(/.{4}(?=.)/g, '$&:');
}
