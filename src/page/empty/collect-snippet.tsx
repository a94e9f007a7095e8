import { useRef } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './empty.module.css';

const snippet = `for h in kvm-01 kvm-02; do
  echo "== $h"
  ssh $h virsh -r capabilities
done`;

/** The loop's `== name` lines are what names the hosts. */
export function CollectSnippet() {
  const shown = useRef<HTMLPreElement>(null);
  return (
    <section className={styles.part} aria-labelledby="collect-heading">
      <h2 id="collect-heading">Collect it from all hosts</h2>
      <div className={styles.snippet}>
        <pre ref={shown} className={styles.code}>
          {snippet}
        </pre>
        <CopyButton size="pane" what="the commands" text={() => `${snippet}\n`} shown={shown} />
      </div>
    </section>
  );
}
