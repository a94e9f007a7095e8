import { levelOf } from '../../cpu/x86/level.ts';
import { changePhrases, followPhrases } from '../../fleet/wording/change-words.ts';
import { mapTitle, plainText, plural } from '../../fleet/wording/phrases.ts';
import { type Ticket, ticketMarkdown } from '../../output/export/ticket.ts';
import { type MapState, mapEntry, mapStore, newestMap } from '../../workspace/cpu-maps/maps.ts';
import { type Derived, derive } from '../../workspace/derived/derived.ts';
import {
  answerChange,
  changesOfHosts,
  type NamedChange,
  workspaceChange,
} from '../../workspace/derived/derived-changes.ts';
import type { Workspace } from '../../workspace/model/state.ts';
import { workspaceStore } from '../../workspace/stores/store.ts';
import { uiStore } from '../../workspace/stores/ui.ts';
import { announce } from '../ui/announce.ts';
import { saveText } from '../ui/save-text.ts';

const nobody: readonly [] = [];

/** Saves the answer, groups, guests and changes as one text. */
export function saveTicket(): void {
  const { workspace } = workspaceStore.getState();
  const derived = derivedOf(workspace);
  if (derived === undefined) {
    announce('There is nothing to report yet. Add a host first.');
    return;
  }
  saveText('commonbits-report.md', ticketMarkdown(ticketOf(workspace, derived)), 'text/markdown');
  announce('Report saved: commonbits-report.md.');
}

function derivedOf(workspace: Workspace, maps: MapState = mapStore.getState()): Derived | undefined {
  const load = mapEntry(maps, workspace.mapKey)?.load;
  if (load?.state !== 'ready' || workspace.hosts.length === 0) return undefined;
  return derive(workspace, load.map, nobody, newestMap(maps));
}

function ticketOf(workspace: Workspace, derived: Derived): Ticket {
  const { main, second } = derived.answer();
  const { beside } = uiStore.getState();
  const guests = workspace.guests.length;
  return {
    release: mapTitle(derived.map.release),
    answer: plainText(main),
    second: plainText(second),
    groups: derived.groupPools().map(({ group, pool, guest }) => ({
      name: group.name,
      hosts: pool.hosts,
      kinds: pool.kinds.length,
      level: pool.driver === 'x86' ? levelOf(derived.map, pool.common).name : undefined,
      xml: guest?.xml,
    })),
    guests: guests === 0 ? '' : `${plural(guests, 'guest')} ${guests === 1 ? 'is' : 'are'} here.`,
    ...changesFor(workspace, derived, beside?.workspace),
  };
}

/** Against another workspace, or where there is none, each host against its earlier state. */
export function changesFor(
  workspace: Workspace,
  derived: Derived,
  before: Workspace | undefined,
): Pick<Ticket, 'changes' | 'follows'> {
  if (before === undefined)
    return { changes: changesOfHosts(derived.map, workspace.hosts).map(inWords), follows: [] };
  const { gone, came, changed } = workspaceChange(derived.map, before, workspace);
  const old = derivedOf({ ...before, mapKey: workspace.mapKey });
  return {
    changes: [
      ...gone.map((name) => ({ name, since: undefined, change: 'gone' })),
      ...came.map((name) => ({ name, since: undefined, change: 'new' })),
      ...changed.map(inWords),
    ],
    follows: old === undefined ? [] : answerChange(old, derived).map(groupInWords),
  };
}

function inWords({ name, since, change }: NamedChange) {
  return { name, since, change: plainText(changePhrases(change)).trim() };
}

function groupInWords({ name, before, now, gained, lost }: ReturnType<typeof answerChange>[number]): string {
  if (before === undefined) return `${name}: a new group of ${plural(now?.hosts ?? 0, 'host')}.`;
  if (now === undefined) return `${name}: the group is gone.`;
  return `${name}: ${plainText(followPhrases({ gained, lost }))}`;
}
