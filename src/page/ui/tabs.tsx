import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import styles from './tabs.module.css';

export interface Tab<Key extends string> {
  readonly key: Key;
  readonly label: ReactNode;
  /** Set behind the label, lighter. */
  readonly count?: number | undefined;
  readonly hidden?: boolean;
}

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Key>[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
  /** id of the element with role tabpanel that the tabs switch; `tabId` gives its aria-labelledby. */
  readonly panelId: string;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** One Tab stop; arrows, Home and End choose. */
export function Tabs<Key extends string>({ label, tabs, chosen, onChoose, panelId }: TabsProps<Key>) {
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.filter((tab) => tab.hidden !== true);

  function onKeyDown(event: KeyboardEvent): void {
    const at = shown.findIndex((tab) => tab.key === chosen);
    const step = steps[event.key];
    const last = shown.length - 1;
    const to =
      step !== undefined
        ? (at + step + shown.length) % shown.length
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? last
            : undefined;
    const next = to === undefined ? undefined : shown[to];
    if (to === undefined || next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
      {shown.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          id={tabId(panelId, tab.key)}
          aria-selected={tab.key === chosen}
          aria-controls={tab.key === chosen ? panelId : undefined}
          tabIndex={tab.key === chosen ? 0 : -1}
          className={styles.tab}
          onClick={() => onChoose(tab.key)}
        >
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count.toLocaleString('en')}</span>}
        </button>
      ))}
    </div>
  );
}

export function tabId(panelId: string, key: string): string {
  return `${panelId}-tab-${key}`;
}
