import styles from './meter.module.css';

interface MeterProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/** Progress as a rule that fills with ink. */
export function Meter({ label, done, total }: MeterProps) {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      className={styles.meter}
    >
      <div className={styles.done} style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
