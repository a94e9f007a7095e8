import { isKept, switchMap } from '../../workspace/cpu-maps/maps.ts';
import { useMaps, useWorkspace } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { Select } from '../ui/select.tsx';
import styles from './top-bar.module.css';

const ownMap = 'new-own-map';

export function ReleaseSelect() {
  const maps = useMaps((state) => state.maps);
  const chosen = useWorkspace((state) => state.workspace.mapKey);
  return (
    <Select
      aria-label="CPU map"
      title="Whose answers: the CPU map of a libvirt release"
      className={styles.release}
      value={chosen}
      onChoose={chooseMapOrOwn}
    >
      {maps.filter(isKept).map(({ key, title, carriers }) => (
        <option key={key} value={key}>
          {carriers === undefined ? title : `${title} (${carriers})`}
        </option>
      ))}
      {!maps.some(({ key }) => key === chosen) && (
        <option value={chosen}>{chosen.replace(/^own:/, '')}</option>
      )}
      <option value={ownMap}>Your own CPU map…</option>
    </Select>
  );
}

function chooseMapOrOwn(key: string): void {
  if (key === ownMap) setUi({ dialog: 'cpu-map' });
  else void switchMap(key);
}
