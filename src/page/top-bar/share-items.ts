import { ownFacts } from '../../workspace/cpu-maps/maps.ts';
import { exportWorkspace, WORKSPACE_FILE_NAME } from '../../workspace/file-format/workspace-file.ts';
import { loadPart } from '../../workspace/stores/missing-part.ts';
import { workspaceStore } from '../../workspace/stores/store.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { matrixExports } from '../hooks/matrix-exports.ts';
import { openFiles } from '../hooks/take-in.ts';
import type { MenuItem } from '../ui/menu.tsx';
import { saveText } from '../ui/save-text.ts';

/** Guests and errors alone can be kept and passed on too; a report and the matrix tell of hosts. */
export function shareItems(hasHosts: boolean): readonly MenuItem[] {
  return [
    { label: 'Link to this pool…', onChoose: () => setUi({ dialog: 'share' }) },
    { label: 'Save as a workspace file', onChoose: saveWorkspace },
    { label: 'Open a workspace file…', note: 'Ctrl+O', onChoose: openFiles },
    ...(hasHosts ? ofHosts : []),
    { label: 'Print…', note: 'Ctrl+P', onChoose: () => print() },
  ];
}

const ofHosts: readonly MenuItem[] = [
  { label: 'Save a report for a ticket', onChoose: saveReport },
  { label: 'Copy the matrix as Markdown', onChoose: () => matrixExports.getState().now?.copyMarkdown() },
  { label: 'Save the matrix as CSV', onChoose: () => matrixExports.getState().now?.saveCsv() },
  { label: 'Save all as JSON', onChoose: () => matrixExports.getState().now?.saveJson() },
];

/** Its code is loaded with the hosts, not with the empty page. */
function saveReport(): void {
  void loadPart(() => import('../hooks/ticket.ts')).then((loaded) => loaded?.saveTicket());
}

function saveWorkspace(): void {
  const { workspace } = workspaceStore.getState();
  saveText(WORKSPACE_FILE_NAME, exportWorkspace(workspace, ownFacts(workspace.mapKey)), 'application/json');
}
