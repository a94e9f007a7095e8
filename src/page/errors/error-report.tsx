import { AdviceList } from './advice-list.tsx';
import { ErrorFeatures } from './error-features.tsx';
import styles from './errors.module.css';
import { QuotedError } from './quoted-error.tsx';
import { useExplainedError, useNewestError } from './use-explained-error.ts';

/** An error, whole: its words, its features, what can be done. Where no host is here, it is the page. */
export function ErrorReport() {
  const error = useNewestError();
  const explained = useExplainedError(error);
  if (error === undefined || explained === undefined) return null;
  return (
    <div className={styles.report}>
      <div className={styles.head}>
        <h2>The error</h2>
        <span className={styles.source}>{`${error.by}, in ${error.place.file}`}</span>
      </div>
      <QuotedError error={error} />
      <ErrorFeatures features={explained.features} hasHosts={false} />
      <AdviceList error={error} advice={explained.advice} />
    </div>
  );
}
