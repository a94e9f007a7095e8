import { useCpuMap, useMaps, useWorkspace } from '../../workspace/hooks.ts';
import styles from './empty.module.css';

function inWords(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** The chosen CPU map's models and features, counted from the map itself, and the other maps. */
export function ReleaseNote() {
  const key = useWorkspace((state) => state.workspace.mapKey);
  const maps = useMaps((state) => state.maps);
  const load = useCpuMap(key);
  const title = maps.find((map) => map.key === key)?.title ?? key;
  const others = maps
    .filter((map) => !map.own && map.key !== key)
    .map(({ title: other, carriers }) => `${other.replace('libvirt ', '')} (${carriers})`);
  return (
    <section className={styles.part} aria-labelledby="release-heading">
      <h2 id="release-heading">Results match {title}</h2>
      <p className={styles.words}>
        {load.state === 'failed'
          ? load.sentence
          : load.state === 'ready'
            ? `${load.map.models.length.toLocaleString('en')} x86 models, ${load.map.features.length.toLocaleString('en')} features. `
            : 'Counting its models and features. '}
        {others.length > 0 && `${inWords(others)} can be chosen at the top.`}
      </p>
    </section>
  );
}
