import { mapTitle, nameList, plainText, plural } from '../../fleet/wording/phrases.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import styles from '../phrases/answer.module.css';

/** Models that the release in force doesn't know: the answer reads them as a newer one does, and libvirt would not. */
export function ReleaseRefusesNote({ derived: { pool } }: { readonly derived: Derived }) {
  const hosts = pool.kinds.flatMap(({ included }) => included);
  const read = hosts.flatMap(({ readAs }) => readAs ?? []);
  if (read.length === 0) return null;
  const models = [...new Set(read.map(({ model }) => model))];
  const left = new Set(read.flatMap((each) => each.left));
  const title = mapTitle(pool.fleet.map.release);
  return (
    <p className={styles.second}>
      {title} does not know the {models.length === 1 ? 'model' : 'models'} {plainText(nameList(models))} of{' '}
      {plural(read.length, 'host')} and would refuse them. Their features are read as a newer release defines
      them
      {left.size > 0 && `, less ${plural(left.size, 'feature')} that ${title} does not know`}.
    </p>
  );
}
