import type { ReactNode } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import { type Dialog, setUi, uiStore } from '../../workspace/stores/ui.ts';
import { AddHosts } from '../dialogs/add-hosts.tsx';
import { CostList } from '../dialogs/cost-list.tsx';
import { CpuMapDialog } from '../dialogs/cpu-map-dialog.tsx';
import { HostList } from '../dialogs/host-list.tsx';
import { KeysHelp } from '../dialogs/keys-help.tsx';
import { ShareDialog } from '../dialogs/share-dialog.tsx';

/** The platform says later that a dialog was closed; by then another one may be open in its place. */
function close(dialog: Dialog): void {
  if (uiStore.getState().dialog === dialog) setUi({ dialog: undefined });
}

const dialogs: Record<Dialog, (onClose: () => void) => ReactNode> = {
  'cpu-map': (onClose) => <CpuMapDialog onClose={onClose} />,
  keys: (onClose) => <KeysHelp onClose={onClose} />,
  add: (onClose) => <AddHosts onClose={onClose} />,
  share: (onClose) => <ShareDialog onClose={onClose} />,
  costs: (onClose) => <CostList onClose={onClose} />,
  hosts: (onClose) => <HostList onClose={onClose} />,
};

/** At most one dialog, the one that the view's state names. */
export function Dialogs() {
  const open = useUi((state) => state.dialog);
  return open === undefined ? null : dialogs[open](() => close(open));
}
