import { whenDatabaseAnswers } from '../../workspace/browser/database.ts';
import { keepMapInForce, loadMap } from '../../workspace/cpu-maps/maps.ts';
import { isShareLink } from '../../workspace/file-format/share-link.ts';
import { holdsNothing } from '../../workspace/model/state.ts';
import { keepStored } from '../../workspace/persistence/autosave.ts';
import { takeLink } from '../../workspace/persistence/merge-question.ts';
import { offerAsides, restoreWorkspace } from '../../workspace/persistence/restore.ts';
import { askAbout } from '../../workspace/reading/duplicates.ts';
import { readUnread } from '../../workspace/reading/reader.ts';
import { workspaceStore } from '../../workspace/stores/store.ts';
import { hasWrongDraft } from '../output/output-state.ts';
import { loadParts } from './use-loaded-parts.ts';

/** The longest time for which a slow disk may delay the first paint. */
const patience = 400;

/** Brings back the last visit's hosts and those of a link in the address; resolves when the page can be shown. */
export async function openStored(): Promise<void> {
  const opening = open();
  await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, patience))]);
}

async function open(): Promise<void> {
  const restored = await restoreWorkspace();
  const stop = keepStored(restored);
  if (restored === 'keep off')
    void whenDatabaseAnswers().then(
      () => tryAgain(stop),
      () => undefined,
    );
  else askAbout(restored.waiting ?? []);
  addEventListener('beforeunload', askAboutDrafts);
  keepMapInForce();
  addEventListener('hashchange', () => void openLink());
  await offerAsides();
  await openLink();
  const { workspace } = workspaceStore.getState();
  if (!holdsNothing(workspace)) await Promise.all([loadParts(), loadMap(workspace.mapKey)]);
  void readUnread();
}

/** The database answers after all: what it holds is asked about where there are hosts by now. */
async function tryAgain(stop: () => void): Promise<void> {
  const restored = await restoreWorkspace();
  if (restored === 'keep off') return;
  stop();
  keepStored(restored);
}

/** A name that is typed and not entered, XML with a mistake: leaving the page would lose it. */
function askAboutDrafts(event: BeforeUnloadEvent): void {
  if (hasWrongDraft() || document.querySelector('[data-draft]') !== null) event.preventDefault();
}

async function openLink(): Promise<void> {
  const { hash, pathname, search } = location;
  if (!isShareLink(hash)) return;
  // Out of the address: a reload must not ask again what was answered.
  history.replaceState(null, '', pathname + search);
  await takeLink(hash);
}
