import { levelOf } from '../../cpu/x86/level.ts';
import { isOtherProcessor } from '../../fleet/changes/host-change.ts';
import {
  changePhrases,
  followPhrases,
  startsPhrases,
  wayBackPhrases,
} from '../../fleet/wording/change-words.ts';
import { mapTitle, plainText, plural } from '../../fleet/wording/phrases.ts';
import { type Ticket, ticketMarkdown } from '../../output/export/ticket.ts';
import { type MapState, mapEntry, mapStore, newestMap } from '../../workspace/cpu-maps/maps.ts';
import { type Derived, derive } from '../../workspace/derived/derived.ts';
import {
  answerChange,
  changesOfHosts,
  earlierWorkspace,
  guestChanges,
  type NamedChange,
  workspaceChange,
} from '../../workspace/derived/derived-changes.ts';
import { rowsOfGuests } from '../../workspace/derived/derived-guests.ts';
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
    guests: guestsOf(derived),
    ...changesFor(workspace, derived, beside?.workspace),
  };
}

/** The hosts on which each guest starts, the most pressing first. */
function guestsOf(derived: Derived): Ticket['guests'] {
  const fleet = derived.guests();
  return rowsOfGuests({ fleet, ask: 'start', down: undefined }).map(({ guests, takes, of, group }) => ({
    names: guests.map(({ name }) => name),
    starts: takes,
    of,
    group: fleet.groups.length > 1 ? fleet.groups[group]?.name : undefined,
  }));
}

/** Against another workspace, or where there is none, each host against its earlier state. */
export function changesFor(
  workspace: Workspace,
  derived: Derived,
  before: Workspace | undefined,
): Pick<Ticket, 'changes' | 'follows'> {
  const old = derivedOf({ ...(before ?? earlierWorkspace(workspace)), mapKey: workspace.mapKey });
  const changes =
    before === undefined ? changesOfHosts(derived.map, workspace.hosts).map(inWords) : between(before);
  const hasChanged = changes.length > 0 || before !== undefined;
  return { changes, follows: old === undefined || !hasChanged ? [] : followsOf(old, derived) };

  function between(then: Workspace): Ticket['changes'] {
    const { gone, came, changed } = workspaceChange(derived.map, then, workspace);
    return [
      ...gone.map((name) => ({ name, since: undefined, change: 'gone' })),
      ...came.map((name) => ({ name, since: undefined, change: 'new' })),
      ...changed.map(inWords),
    ];
  }
}

/** The effect of the changes on each group's guest CPU, and on the existing guests. */
function followsOf(before: Derived, now: Derived): readonly string[] {
  return [
    ...answerChange(before, now).map(groupInWords),
    ...guestChanges(before, now).map((each) => plainText(startsPhrases(each))),
  ];
}

function inWords({ name, since, change }: NamedChange) {
  const back = isOtherProcessor(change) ? [] : wayBackPhrases(change.gone);
  const words = [changePhrases(change), ...back].map((phrases) => plainText(phrases).trim());
  return { name, since, change: words.join(' ') };
}

function groupInWords({ name, before, now, gained, lost }: ReturnType<typeof answerChange>[number]): string {
  if (before === undefined) return `${name}: a new group of ${plural(now?.hosts ?? 0, 'host')}.`;
  if (now === undefined) return `${name}: the group is gone.`;
  return `${name}: ${plainText(followPhrases({ gained, lost }))}`;
}
