import type { CpuMap } from '../../../cpu-map/cpu-map.ts';
import { Code } from '../../ui/code.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import styles from './pane.module.css';

interface FeatureNamesProps {
  readonly map: CpuMap;
  readonly names: readonly string[];
  readonly label?: string;
}

/** Names run in, with a lock on what blocks migration. */
export function FeatureNames({ map, names, label }: FeatureNamesProps) {
  return (
    <ul className={styles.names} aria-label={label}>
      {names.map((name) => (
        <li key={name}>
          <Code>{name}</Code>
          {map.featureByName.get(name)?.migratable === false && (
            <Glyph name="lock" label="blocks migration" />
          )}
        </li>
      ))}
    </ul>
  );
}
