import { useRef } from 'react';
import type { Advice } from '../../fleet/errors/explain-error.ts';
import type { ErrorReading } from '../../intake/reading.ts';
import { shellWord } from '../../output/kit/quote.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { setIncluded } from '../../workspace/model/actions.ts';
import type { HostId } from '../../workspace/model/state.ts';
import { edit } from '../../workspace/stores/store.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './errors.module.css';

interface AdviceListProps {
  readonly error: ErrorReading;
  readonly advice: readonly Advice[];
}

/** Advice on an error, in the order in which to try it. */
export function AdviceList({ error, advice }: AdviceListProps) {
  if (advice.length === 0) return null;
  return (
    <section className={styles.advice} aria-label="What you can do">
      <h3>What you can do, in this order</h3>
      <ol>
        {advice.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew for each error, so an item's place is its identity
          <li key={at}>
            <strong>
              <Phrases phrases={each.title} />
            </strong>
            <div>
              <p>
                <Phrases phrases={each.phrases} />
              </p>
              {each.drop !== undefined && <DropCommand error={error} drop={each.drop} />}
              {each.exclude !== undefined && <ExcludeHosts hosts={each.exclude} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `virt-xml` replaces the policy of a feature that is listed, and adds one that is not. */
function DropCommand({ error, drop }: { readonly error: ErrorReading; readonly drop: readonly string[] }) {
  const command = `virt-xml ${shellWord(error.guest ?? 'GUEST')} --edit --cpu ${shellWord(drop.map((name) => `disable=${name}`).join(','))}`;
  const shown = useRef<HTMLElement>(null);
  return (
    <p className={styles.command}>
      <code ref={shown}>{command}</code>
      <CopyButton size="pane" what="the command" text={() => command} shown={shown}>
        Copy
      </CopyButton>
    </p>
  );
}

function ExcludeHosts({ hosts }: { readonly hosts: readonly string[] }) {
  const shown = useWorkspace((state) => state.workspace.hosts);
  const counting = shown.filter(({ id, included }) => included && hosts.includes(id));
  const [first] = counting;
  if (first === undefined) return null;
  const ids: readonly HostId[] = counting.map(({ id }) => id);
  return (
    <Button size="pane" onClick={() => edit(setIncluded(ids, false))}>
      Exclude {first.name}
    </Button>
  );
}
