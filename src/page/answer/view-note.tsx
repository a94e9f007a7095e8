import { plural } from '../../fleet/wording/phrases.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { chooseView } from '../../workspace/model/actions.ts';
import type { PoolView } from '../../workspace/model/state.ts';
import type { ViewCounts } from '../../workspace/model/views.ts';
import { edit } from '../../workspace/stores/store.ts';
import styles from '../phrases/answer.module.css';
import { LinkButton } from '../ui/link-button.tsx';

/** Which of the two views the answer speaks of: said wherever it could be mistaken, with the way to the other. */
export function ViewNote({ derived: { view, views } }: { readonly derived: Derived }) {
  const sentence = sentenceFor(view, views);
  if (sentence === undefined) return null;
  const other = view === 'host' ? 'qemu' : 'host';
  return (
    <p className={styles.second}>
      {sentence}{' '}
      {views[other] > 0 && (
        <LinkButton onClick={() => edit(chooseView(other))}>
          {other === 'qemu' ? 'Show what QEMU can give' : 'Show the host CPUs'} ({views[other]})
        </LinkButton>
      )}
    </p>
  );
}

function sentenceFor(view: PoolView, views: ViewCounts): string | undefined {
  const missing = views.all - views[view];
  if (view === 'qemu') {
    const lacking =
      missing === 0 ? '' : ` ${plural(missing, 'host')} did not report it, and ${isOr(missing)} not counted.`;
    return `Shows what QEMU can give on the hosts, not their CPUs.${lacking}`;
  }
  if (missing > 0) {
    return `Shows host CPUs. ${plural(missing, 'host')} reported only what QEMU can give, and ${isOr(missing)} not counted.`;
  }
  return views.qemu > 0 ? 'Shows host CPUs.' : undefined;
}

function isOr(count: number): string {
  return count === 1 ? 'is' : 'are';
}
