import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';

/** How virsh is asked, as one value. */
export const askedAs = {
  qemu: { connection: 'qemu', migratable: false },
  'qemu migratable': { connection: 'qemu', migratable: true },
  test: { connection: 'test', migratable: false },
  'test migratable': { connection: 'test', migratable: true },
} as const;
export type Asked = keyof typeof askedAs;

export function askedOf(choices: GuestChoices): Asked {
  const connection = choices.connection ?? 'qemu';
  return choices.onlyMigratable === true ? `${connection} migratable` : connection;
}
