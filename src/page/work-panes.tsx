import styles from './work-panes.module.css';

/** Matrix and guest CPU, side by side or as tabs. */
export function WorkPanes() {
  return <div className={styles.panes} />;
}
