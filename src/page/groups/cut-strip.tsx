import { type KeyboardEvent, useRef } from 'react';
import type { Derived } from '../../workspace/derived/derived.ts';
import { partInto } from '../../workspace/model/group-actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { announce } from '../ui/announce.ts';
import styles from './groups.module.css';
import { type Cuts, lostPerHost, type ShownCut, type ShownGroup } from './use-groups.ts';

interface CutStripProps {
  readonly derived: Derived;
  readonly cuts: Cuts;
  readonly groups: readonly ShownGroup[];
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** How many groups, and what each number of them loses. One Tab stop; arrows choose. */
export function CutStrip({ derived, cuts: { state, cuts, exact }, groups }: CutStripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const chosen = cuts.findIndex(({ isNow }) => isNow);
  const worst = Math.max(...cuts.map(({ cut }) => cut.lost), 1);
  const hosts = groups.reduce((sum, { pool }) => sum + pool.hosts, 0);

  function choose(shown: ShownCut): void {
    edit(partInto(shown.parts(), derived.groups));
    announce(cutInWords(shown, hosts));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    const to = step === undefined ? undefined : Math.max(0, Math.max(chosen, 0) + step);
    const next = to === undefined ? undefined : cuts[to];
    if (to === undefined || next === undefined) return;
    event.preventDefault();
    choose(next);
    strip.current?.querySelectorAll<HTMLElement>('[role=radio]')[to]?.focus();
  }

  return (
    <div className={styles.strip} data-no-print>
      <div className={styles.stripWords}>
        <span>
          <span className={styles.long}>Number of groups</span>
          <span className={styles.short}>Groups</span>
        </span>
        <span>
          <span className={styles.long}>Features lost per host, on average</span>
          <span className={styles.short}>lose</span>
        </span>
      </div>
      {state === 'ready' && (
        <div
          ref={strip}
          role="radiogroup"
          aria-label="Number of groups"
          className={styles.cuts}
          onKeyDown={onKeyDown}
        >
          {cuts.map((shown, at) => (
            // biome-ignore lint/a11y/useSemanticElements: a native radio has no room for the number and the bar below it
            <button
              key={shown.cut.groups}
              type="button"
              role="radio"
              aria-checked={shown.isNow}
              aria-label={cutInWords(shown, hosts)}
              tabIndex={at === Math.max(chosen, 0) ? 0 : -1}
              className={styles.cut}
              onClick={() => choose(shown)}
            >
              <span className={styles.cutNumber}>{shown.cut.groups}</span>
              <span className={styles.cutLost}>
                {perHost(shown.cut.lost / hosts)}
                <Bar share={shown.cut.lost / worst} isPaid={shown.isNow} />
              </span>
            </button>
          ))}
        </div>
      )}
      <p className={styles.stripNote}>
        {noteOf({ state, exact, chosen, groups, byModel: derived.blocks().some((block) => block.byModel) })}
      </p>
    </div>
  );
}

/** Solid is lost now, outlined would be. */
export function Bar({ share, isPaid }: { readonly share: number; readonly isPaid: boolean }) {
  if (share <= 0) return null;
  return (
    <span
      className={styles.bar}
      data-paid={isPaid}
      style={{ inlineSize: `${Math.max(3, Math.round(share * 18))}px` }}
      aria-hidden="true"
    />
  );
}

interface Noted {
  readonly state: Cuts['state'];
  readonly exact: boolean;
  readonly chosen: number;
  readonly groups: readonly ShownGroup[];
  /** The kinds were too many to be compared in pairs. */
  readonly byModel: boolean;
}

function noteOf({ state, exact, chosen, groups, byModel }: Noted): string {
  if (state === 'coming') return 'The groups are being computed.';
  if (state === 'failed') return 'The groups could not be computed: reload the page.';
  const method = byModel
    ? 'approximate: over 2,000 kinds, those of one model kept together'
    : exact
      ? 'exact: the best of all splits'
      : 'approximate: not all splits tried';
  if (chosen >= 0) return method;
  return `yours: ${groups.length}, ${perHost(lostPerHost(groups))} lost · ${method}`;
}

function cutInWords({ cut }: ShownCut, hosts: number): string {
  const groups = `${cut.groups} ${cut.groups === 1 ? 'group' : 'groups'}`;
  return `${groups}: ${perHost(cut.lost / hosts)} features lost per host, on average`;
}

export function perHost(lost: number): string {
  return lost === 0 ? '0' : lost < 0.05 ? '<0.1' : lost.toFixed(1);
}
