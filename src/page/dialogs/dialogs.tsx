import type { ReactNode } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import { type Dialog, setUi } from '../../workspace/ui.ts';
import { AddHosts } from './add-hosts.tsx';
import { HostList } from './host-list.tsx';
import { KeysHelp } from './keys-help.tsx';

const close = () => setUi({ dialog: undefined });

const dialogs: Partial<Record<Dialog, (onClose: () => void) => ReactNode>> = {
  keys: (onClose) => <KeysHelp onClose={onClose} />,
  add: (onClose) => <AddHosts onClose={onClose} />,
  hosts: (onClose) => <HostList onClose={onClose} />,
};

/** At most one dialog, the one that the view's state names. */
export function Dialogs() {
  const open = useUi((state) => state.dialog);
  return open === undefined ? null : dialogs[open]?.(close);
}
