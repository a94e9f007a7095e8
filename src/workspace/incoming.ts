import { addHosts, replaceWorkspace } from './actions.ts';
import { isSameData } from './canonical.ts';
import { hostsInWords } from './labels.ts';
import { defaultMapKey, mapEntry, mapStore } from './maps.ts';
import type { Workspace } from './state.ts';
import { addNote, addProblems, announce, edit, workspaceStore } from './store.ts';
import { importWorkspace } from './workspace-file.ts';

/** A workspace file was dropped or pasted: takes it, or asks where there are hosts already. */
export function takeWorkspaceFile(text: string, label: string): void {
  const result = importWorkspace(text);
  if (result.ok) takeWorkspace(result.workspace, label);
  else refuseWorkspace(result.problem, label);
}

/** `problem` begins with a verb: `is damaged …`. */
export function refuseWorkspace(problem: string, label: string): void {
  const sentence = `${label} ${problem}. The hosts on this page are as before.`;
  addProblems([{ code: 'malformed', sentence, place: { file: label, line: 1 }, excerpt: [] }]);
}

export function takeWorkspace(workspace: Workspace, label: string): void {
  const { workspace: here } = workspaceStore.getState();
  if (isSameWorkspace(here, workspace)) {
    addNote(`${label} holds what is here already.`);
    return;
  }
  const known = withKnownMap(workspace);
  if (here.hosts.length === 0) replaceBy(known, label);
  else workspaceStore.setState({ incoming: { workspace: known, label } });
}

/** Answers `incoming`: the workspace of a file or link takes the place of the hosts, joins them, or neither. */
export function answerIncoming(choice: 'replace' | 'add' | 'skip'): void {
  const { incoming } = workspaceStore.getState();
  if (incoming === undefined) return;
  workspaceStore.setState({ incoming: undefined });
  if (choice === 'replace') replaceBy(incoming.workspace, incoming.label);
  if (choice === 'add') addFrom(incoming.workspace, incoming.label);
}

function replaceBy(workspace: Workspace, label: string): void {
  edit(replaceWorkspace(workspace, `opening ${label}`));
  announce(`${label} opened: ${hostsInWords(workspace.hosts)}.`);
}

/** A link to what is here: ids are of one page only, and a link has no line numbers. */
function isSameWorkspace(here: Workspace, given: Workspace): boolean {
  const alike = here.hosts.every(({ name }, at) => name === given.hosts[at]?.name);
  return alike && here.hosts.length === given.hosts.length && isSameData(comparable(here), comparable(given));
}

function comparable({ hosts, ...rest }: Workspace) {
  const plain = hosts.map(({ name, included, sources }) => ({
    name,
    included,
    sources: sources.map(({ featureLines: _lines, ...source }) => source),
  }));
  return { ...rest, hosts: plain };
}

/** The hosts only: the guest CPU and the CPU map of the page stay. */
function addFrom({ hosts }: Workspace, label: string): void {
  edit(addHosts(hosts));
  announce(`${hostsInWords(hosts)} of ${label} added.`);
}

/** A map of the sender's own is not in this browser. */
export function withKnownMap(workspace: Workspace): Workspace {
  if (mapEntry(mapStore.getState(), workspace.mapKey) !== undefined) return workspace;
  addNote(
    `The CPU map ${workspace.mapKey} is not in this browser; libvirt ${defaultMapKey} is used instead.`,
  );
  return { ...workspace, mapKey: defaultMapKey };
}
