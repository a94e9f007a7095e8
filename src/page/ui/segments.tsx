import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import styles from './segments.module.css';

export interface Segment<Key extends string> {
  readonly key: Key;
  readonly label: ReactNode;
  /** The name of it, where the label is cut short. Begins with the label. */
  readonly name?: string | undefined;
  /** Set behind the label, lighter. */
  readonly count?: number | undefined;
}

interface SegmentsProps<Key extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Key>[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

/** Two or three ways to look at one thing, of which one holds. One Tab stop; arrows choose. */
export function Segments<Key extends string>({ label, segments, chosen, onChoose }: SegmentsProps<Key>) {
  const group = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (step === undefined) return;
    const at = segments.findIndex(({ key }) => key === chosen);
    const to = (at + step + segments.length) % segments.length;
    const next = segments[to];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[to]?.focus();
  }

  return (
    <div ref={group} role="radiogroup" aria-label={label} className={styles.segments} onKeyDown={onKeyDown}>
      {segments.map(({ key, label: words, name, count }) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio has no room for the count and the rule at its foot
        <button
          key={key}
          type="button"
          role="radio"
          aria-checked={key === chosen}
          aria-label={name === undefined ? undefined : `${name}${count === undefined ? '' : ` ${count}`}`}
          tabIndex={key === chosen ? 0 : -1}
          className={styles.segment}
          onClick={() => onChoose(key)}
        >
          {words}
          {count !== undefined && <span className={styles.count}>{count.toLocaleString('en')}</span>}
        </button>
      ))}
    </div>
  );
}
