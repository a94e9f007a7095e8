import { switchMap } from '../../workspace/cpu-maps/maps.ts';
import { useMaps, useWorkspace } from '../../workspace/hooks.ts';
import { holdsNothing } from '../../workspace/model/state.ts';
import { redo, undo } from '../../workspace/stores/store.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { openFiles } from '../hooks/take-in.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { shareItems } from './share-items.ts';
import styles from './top-bar.module.css';

/** On a phone everything of the bar but the name, help and theme. */
export function PhoneMenu() {
  const hasHosts = useWorkspace((state) => state.workspace.hosts.length > 0);
  const isEmpty = useWorkspace((state) => holdsNothing(state.workspace));
  const history = useHistoryItems();
  const maps = useMapItems();
  const adding: MenuItem = hasHosts
    ? { label: '+ Add hosts', onChoose: () => setUi({ dialog: 'add' }) }
    : { label: 'Open files…', onChoose: openFiles };
  const items = [adding, ...history, ...(isEmpty ? [] : shareItems(hasHosts)), ...maps];
  return <Menu label="Menu" glyph={<Glyph name="menu" />} className={styles.icon} items={items} />;
}

function useHistoryItems(): readonly MenuItem[] {
  const last = useWorkspace((state) => state.past.at(-1)?.label);
  const undone = useWorkspace((state) => state.future.at(-1)?.label);
  const item = (verb: string, label: string | undefined, onChoose: () => void): MenuItem => ({
    label: label === undefined ? verb : `${verb} ${label}`,
    unavailable: label === undefined,
    onChoose,
  });
  if (last === undefined && undone === undefined) return [];
  return [item('Undo', last, undo), item('Redo', undone, redo)];
}

function useMapItems(): readonly MenuItem[] {
  const maps = useMaps((state) => state.maps);
  const chosen = useWorkspace((state) => state.workspace.mapKey);
  const items = maps.map(
    ({ key, title }): MenuItem => ({
      label: `Answers as ${title}`,
      checked: key === chosen,
      onChoose: () => void switchMap(key),
    }),
  );
  return [...items, { label: 'Your own CPU map…', onChoose: () => setUi({ dialog: 'cpu-map' }) }];
}
