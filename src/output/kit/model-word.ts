import type { GuestCpu, Mode } from '../../cpu/definition/definition.ts';
import { lackedModelNotes } from './qemu-lacks.ts';
import { isModelName } from './quote.ts';

/** A platform's word for libvirt's mode; a mode that it has no word for is absent. */
export type ModeWords = Partial<Record<Exclude<Mode, 'custom'>, string>>;

/** The platform's word for mode or model; undefined, with a note, when it has none. */
export function modelWord(guest: GuestCpu, platform: string, modes: ModeWords, notes: string[]) {
  if (guest.mode !== 'custom') {
    const word = modes[guest.mode];
    if (word === undefined) notes.push(`${platform} has no word for mode ${guest.mode}.`);
    return word;
  }
  if (guest.model === undefined) {
    notes.push(`No CPU model is chosen, so ${platform} gives its default CPU.`);
    return undefined;
  }
  notes.push(...lackedModelNotes(guest.model));
  if (isModelName(guest.model)) return guest.model;
  notes.push(`${platform} has no way to write a model named ${JSON.stringify(guest.model)}.`);
  return undefined;
}
