import { useState } from 'react';
import { useWorkspace } from '../../workspace/hooks.ts';
import { dismissError } from '../../workspace/model/actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { followPhrase } from '../phrases/follow-phrase.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { Button } from '../ui/button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { AdviceList } from './advice-list.tsx';
import { ErrorFeatures } from './error-features.tsx';
import { ErrorGuests } from './error-guests.tsx';
import styles from './errors.module.css';
import { QuotedError } from './quoted-error.tsx';
import { useExplainedError, useNewestError } from './use-explained-error.ts';

/** A pasted error, decoded, between the answer and the view, until it is dismissed. */
export function ErrorBand() {
  const error = useNewestError();
  const explained = useExplainedError(error);
  const count = useWorkspace((state) => state.workspace.errors?.length ?? 0);
  const [isOpen, setOpen] = useState(false);
  if (error === undefined || explained === undefined) return null;
  return (
    <section className={styles.band} aria-label="Error">
      <h2 className="visually-hidden">The error</h2>
      <div className={styles.row}>
        <Glyph name="warning" className={styles.sign} />
        <div className={styles.body}>
          <p>
            <Phrases phrases={explained.sentence} onFollow={followPhrase} />{' '}
            <Phrases phrases={explained.second} onFollow={followPhrase} />
          </p>
          <QuotedError error={error} />
          <p>
            <LinkButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? 'Hide what you can do' : 'What you can do'}
            </LinkButton>
          </p>
        </div>
        <Button onClick={() => edit(dismissError(error))}>
          {count === 1 ? 'Dismiss' : `Dismiss, ${(count - 1).toLocaleString('en')} more`}
        </Button>
      </div>
      {isOpen && (
        <div className={styles.details}>
          <ErrorFeatures features={explained.features} hasHosts />
          <AdviceList error={error} advice={explained.advice} />
          <ErrorGuests features={explained.features} refused={error.guest} />
        </div>
      )}
    </section>
  );
}
