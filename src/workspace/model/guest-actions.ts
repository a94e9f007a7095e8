import type { GuestCpu } from '../../cpu/definition/definition.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { Edit } from './history.ts';
import { guestsInWords } from './labels.ts';
import { freeName } from './names.ts';
import type { Guest, GuestId } from './state.ts';

/* Undoable actions on guests: like those on hosts in actions.ts. */

/** One of a name that another guest of its host has becomes `web-01 (2)`. */
export function addGuests(guests: readonly Guest[]): Edit {
  return (workspace) => {
    if (guests.length === 0) return undefined;
    const names = new Map<string, Set<string>>();
    const namesOn = (on = ''): Set<string> => {
      const taken = names.get(on) ?? new Set();
      names.set(on, taken);
      return taken;
    };
    for (const { on, name } of workspace.guests) namesOn(on).add(name);
    const added = guests.map((guest): Guest => {
      const taken = namesOn(guest.on);
      const name = freeName(taken, guest.name);
      taken.add(name);
      return name === guest.name ? guest : { ...guest, name };
    });
    const label = `adding ${guestsInWords(added)}`;
    return { workspace: { ...workspace, guests: [...workspace.guests, ...added] }, label };
  };
}

export function removeGuests(ids: readonly GuestId[]): Edit {
  return (workspace) => {
    const wanted = new Set(ids);
    const going = workspace.guests.filter(({ id }) => wanted.has(id));
    if (going.length === 0) return undefined;
    const guests = workspace.guests.filter(({ id }) => !wanted.has(id));
    return { workspace: { ...workspace, guests }, label: `removing ${guestsInWords(going)}` };
  };
}

/**
 * Puts the CPU that was edited into guests, and what stood in the editor before back there. It is what they ask for from
 * their next start on: no longer the CPU of a guest that runs.
 */
export function putCpu(ids: readonly GuestId[], cpu: GuestCpu, before: GuestChoices): Edit {
  return (workspace) => {
    const wanted = new Set(ids);
    const changing = workspace.guests.filter(({ id }) => wanted.has(id));
    if (changing.length === 0) return undefined;
    const guests = workspace.guests.map((guest): Guest => {
      if (!wanted.has(guest.id)) return guest;
      const { vocabulary: _vocabulary, live: _live, featureLines: _lines, ...rest } = guest;
      return { ...rest, cpu: { kind: 'guest', cpu } };
    });
    return {
      workspace: { ...workspace, guests, guest: before },
      label: `changing the CPU of ${guestsInWords(changing)}`,
    };
  };
}

/** One that another guest of its host has becomes `web-01 (2)`; an empty one changes nothing. */
export function renameGuest(id: GuestId, name: string): Edit {
  return (workspace) => {
    const guest = workspace.guests.find((candidate) => candidate.id === id);
    const wanted = name.trim();
    if (guest === undefined || wanted === '' || wanted === guest.name) return undefined;
    const others = workspace.guests.filter((other) => other !== guest && other.on === guest.on);
    const free = freeName(new Set(others.map((other) => other.name)), wanted);
    const guests = workspace.guests.map((other) => (other === guest ? { ...guest, name: free } : other));
    return {
      workspace: { ...workspace, guests },
      label: `renaming ${guest.name} to ${free}`,
      field: `name of ${id}`,
    };
  };
}
