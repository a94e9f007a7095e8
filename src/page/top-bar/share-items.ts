import { ownFacts } from '../../workspace/maps.ts';
import { workspaceStore } from '../../workspace/store.ts';
import { setUi } from '../../workspace/ui.ts';
import { exportWorkspace, WORKSPACE_FILE_NAME } from '../../workspace/workspace-file.ts';
import { saveText } from '../save-text.ts';
import { openFiles } from '../take-in.ts';
import type { MenuItem } from '../ui/menu.tsx';

export const shareItems: readonly MenuItem[] = [
  { label: 'Link to this pool…', onChoose: () => setUi({ dialog: 'share' }) },
  { label: 'Save as a workspace file', onChoose: saveWorkspace },
  { label: 'Open a workspace file…', note: 'Ctrl+O', onChoose: openFiles },
  { label: 'Print…', note: 'Ctrl+P', onChoose: () => print() },
];

function saveWorkspace(): void {
  const { workspace } = workspaceStore.getState();
  saveText(WORKSPACE_FILE_NAME, exportWorkspace(workspace, ownFacts(workspace.mapKey)), 'application/json');
}
