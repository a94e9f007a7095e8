import type { Kind } from '../../fleet/pool/fleet.ts';
import { Code } from '../ui/code.tsx';
import styles from './groups.module.css';

const MOST = 3;

/** `kvm-28, kvm-25 +2 and 4 more kinds`. */
export function KindNames({ kinds }: { readonly kinds: readonly Kind[] }) {
  const shown = kinds.length === MOST + 1 ? kinds : kinds.slice(0, MOST);
  const rest = kinds.length - shown.length;
  return (
    <>
      {shown.map(({ index, included }, at) => (
        <span key={index}>
          {at > 0 && ' '}
          <Code>{included[0]?.name ?? ''}</Code>
          {included.length > 1 && <span className={styles.more}>+{included.length - 1}</span>}
        </span>
      ))}
      {rest > 0 && <span className={styles.quiet}> and {rest} more kinds</span>}
    </>
  );
}
