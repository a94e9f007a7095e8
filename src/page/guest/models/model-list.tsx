import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react';
import type { ModelChoice } from '../../../fleet/guest/guest.ts';
import { announce } from '../../ui/announce.ts';
import { FieldLabel, RuledInput } from '../../ui/field.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { explainField } from '../view/explaining.ts';
import { chooseField, type GuestView } from '../view/guest-view.ts';
import styles from './model-list.module.css';
import { ModelListFoot } from './model-list-foot.tsx';
import { ModelRow } from './model-row.tsx';

/** The models open in place, closest first: typed to filter, arrows to look, Enter to choose. */
export function ModelList({ view }: { readonly view: GuestView }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string>();
  const [looked, setLooked] = useState<string>();
  const { pool } = view.derived;
  const all = view.derived.models();
  const model = view.guest.cpu.model ?? '';
  const shown = typed === undefined ? all : all.filter(({ model: { name } }) => matches(name, typed));
  const active = shown.find(({ model: { name } }) => name === (looked ?? model)) ?? shown[0];
  const optionId = ({ model: { index } }: ModelChoice) => `${id}-${index}`;

  function look(choice: ModelChoice | undefined): void {
    if (choice === undefined) return;
    setLooked(choice.model.name);
    list.current?.querySelector(`[id="${optionId(choice)}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  function choose(choice: ModelChoice | undefined): void {
    if (choice === undefined) return;
    setTyped(undefined);
    setLooked(undefined);
    chooseField(view, 'model', choice.model.name);
    announce(`Model: ${visibleText(choice.model.name)}.`);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = active === undefined ? -1 : shown.indexOf(active);
    const to = moves[event.key]?.(at, shown.length);
    if (event.key === 'Escape' && (typed !== undefined || looked !== undefined)) {
      setTyped(undefined);
      setLooked(undefined);
    } else if (event.key === 'Enter') choose(active);
    else if (to !== undefined) look(shown[to]);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.models}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the input is among the children */}
      <label className={styles.field}>
        <FieldLabel label="Model" onClick={explainField('model')} />
        <RuledInput
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={active && optionId(active)}
          aria-describedby={`${id}-foot`}
          value={typed ?? visibleText(model)}
          onType={(text) => {
            setTyped(text);
            setLooked(undefined);
          }}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.target.select()}
        />
        <Glyph name="chevron-down" className={styles.chevron} />
      </label>
      <div className={styles.box} style={asIsRoom(pool.hosts)}>
        <div className={styles.columns} aria-hidden="true">
          <span>Closest first</span>
          <span>Require</span>
          <span>Disable</span>
          <span>As is on</span>
        </div>
        <div
          ref={list}
          role="listbox"
          id={`${id}-list`}
          aria-label="Models, closest first"
          // It scrolls, but by the field's keys: no stop of its own.
          tabIndex={-1}
          className={styles.list}
        >
          {shown.map((choice) => (
            <ModelRow
              key={choice.model.name}
              id={optionId(choice)}
              choice={choice}
              hosts={pool.hosts}
              isLibvirts={choice.chosen && pool.baseline.ok}
              isTaken={choice.model.name === model}
              isLookedAt={choice === active && (looked !== undefined || typed !== undefined)}
              onChoose={() => choose(choice)}
            />
          ))}
        </div>
        <ModelListFoot id={`${id}-foot`} pool={pool} all={all.length} shown={shown.length} active={active} />
      </div>
    </div>
  );
}

/** `1,000 of 1,000` wants more room than `3 of 3`. */
function asIsRoom(hosts: number): CSSProperties {
  const characters = 2 * hosts.toLocaleString('en').length + 4;
  return { '--as-is': `${Math.max(84, 16 + 7 * characters)}px` } as CSSProperties;
}

function matches(name: string, typed: string): boolean {
  const lower = name.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

const PAGE = 12;

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, count) => Math.min(at + PAGE, count - 1),
  PageUp: (at) => Math.max(at - PAGE, 0),
};
