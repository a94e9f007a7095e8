import { archOf } from './architecture.ts';
import { type CpuidWord, unmaskable } from './register-masks.ts';
import type { OutputInput } from './target.ts';
import { type Part, topologyElsewhere, unsaidParts } from './unsaid.ts';

/** A platform that knows CPUID masks and nothing else. */
export interface MaskPlatform {
  readonly name: string;
  readonly maskable: (word: CpuidWord) => boolean;
  /** In a sentence's form: `1, 7 and 80000001`. */
  readonly leaves: string;
  /** The setting for the topology there; absent if there is none. */
  readonly topology?: string;
}

/** Notes on what masks can't express; `masked` = whether any was written. */
export function maskNotes(input: OutputInput, platform: MaskPlatform, masked: boolean): string[] {
  const { guest, map } = input;
  const { name: who } = platform;
  const notes = [firstNote(input, who)];
  if (masked) {
    notes.push(
      `Only CPUID leaves ${platform.leaves} are masked, and there only bits that libvirt ${map.release} names.`,
    );
  }
  const left = unmaskable(input, platform.maskable);
  if (left.length > 0) notes.push(`Left out, because no mask here reaches it: ${left.join(', ')}.`);
  const forbidden = guest.features.filter(({ policy }) => policy === 'forbid').map(({ name }) => name);
  if (forbidden.length > 0) {
    notes.push(`Hidden, but hosts that have it are not refused: ${forbidden.join(', ')}.`);
  }
  const said: Part[] = ['fallback'];
  if (guest.match === 'minimum') said.push('match');
  if (platform.topology !== undefined) {
    said.push('topology');
    notes.push(...topologyElsewhere(guest, who, platform.topology));
  }
  notes.push(...unsaidParts(guest, who, said));
  return notes;
}

function firstNote({ guest }: OutputInput, who: string): string {
  if (guest.mode !== 'custom')
    return `${who} has no modes: the guest sees the host's CPU, without what is masked.`;
  if (guest.model === undefined)
    return `No CPU model is chosen, so the guest sees what ${who} shows by default.`;
  return `${who} has no CPU models: family, model and stepping are the host's, and a feature that a host lacks is not refused.`;
}

/** Undefined when masks make sense for this guest. */
export function maskRefusal(input: OutputInput, who: string): string | undefined {
  if (archOf(input) !== 'x86_64') return `${who} has CPUID masks for x86 only.`;
  const { mode, model } = input.guest;
  if (mode === 'custom' && model !== undefined && !input.map.modelByName.has(model)) {
    return `No masks, because libvirt ${input.map.release} does not know the bits of the model ${JSON.stringify(model)}.`;
  }
  return undefined;
}
