import type { MouseEvent } from 'react';
import { bringBackOwnMap, isKept, type MapEntry, removeOwnMap } from '../../workspace/cpu-maps/maps.ts';
import { useMaps } from '../../workspace/hooks.ts';
import { openFolder } from '../hooks/take-in.ts';
import { Button } from '../ui/button.tsx';
import { Code } from '../ui/code.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './dialogs.module.css';

/** A libvirt release that is not built in, or a patched one: its own cpu_map folder. */
export function CpuMapDialog({ onClose }: { readonly onClose: () => void }) {
  const maps = useMaps((state) => state.maps);
  const own = maps.filter((map) => map.own && (isKept(map) || map.facts !== undefined));
  return (
    <Dialog
      title="Your own CPU map"
      onClose={onClose}
      foot={<Button onClick={openAndClose}>Open a folder</Button>}
    >
      <p className={styles.words}>
        Open or drop the folder <Code>cpu_map</Code> of the libvirt that your hosts run: it is in its sources
        under <Code>src/cpu_map</Code>, and where libvirt is installed at{' '}
        <Code>/usr/share/libvirt/cpu_map</Code>. All answers then use it. A broken map changes nothing.
      </p>
      {own.length > 0 && (
        <ul className={styles.maps} aria-label="Your CPU maps">
          {own.map((map) => (
            <OwnMap key={map.key} map={map} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function OwnMap({ map }: { readonly map: MapEntry }) {
  const { key, title } = map;
  return (
    <li className={styles.map}>
      <bdi>{visibleText(title)}</bdi>
      {isKept(map) ? (
        <Button size="pane" aria-label={`Remove ${title}`} onClick={() => void removeOwnMap(key)}>
          Remove
        </Button>
      ) : (
        <Button size="pane" aria-label={`Restore ${title}`} onClick={() => void bringBackOwnMap(key)}>
          Removed: restore
        </Button>
      )}
    </li>
  );
}

function openAndClose(event: MouseEvent<HTMLButtonElement>): void {
  openFolder();
  event.currentTarget.closest('dialog')?.close();
}
