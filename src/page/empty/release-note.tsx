import { useCpuMap, useMaps, useWorkspace } from '../../workspace/hooks.ts';
import styles from './empty.module.css';

/** What the chosen CPU map knows, counted from the map itself, and which others there are. */
export function ReleaseNote() {
  const key = useWorkspace((state) => state.workspace.mapKey);
  const maps = useMaps((state) => state.maps);
  const load = useCpuMap(key);
  const title = maps.find((map) => map.key === key)?.title ?? key;
  const others = maps
    .filter((map) => !map.own && map.key !== key)
    .map((map) => map.title.replace('libvirt ', ''));
  return (
    <section className={styles.part} aria-labelledby="release-heading">
      <h2 id="release-heading">Answers as {title} does</h2>
      <p className={styles.words}>
        {load.state === 'failed'
          ? load.sentence
          : load.state === 'ready'
            ? `${load.map.models.length.toLocaleString('en')} x86 models, ${load.map.features.length.toLocaleString('en')} features. `
            : 'Counting its models and features. '}
        {others.length > 0 && `${others.join(' and ')} can be chosen at the top.`}
      </p>
    </section>
  );
}
