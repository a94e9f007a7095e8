import { type ReactNode, useMemo } from 'react';
import { hasMask } from '../../../bits/bits.ts';
import { type Summary, summaryOf } from '../../../fleet/guest/security-summary.ts';
import { hostsThatRun } from '../../../fleet/guest/verdicts.ts';
import type { Pool } from '../../../fleet/pool/pool.ts';
import { explain } from '../../../workspace/stores/ui.ts';
import { Code } from '../../ui/code.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { GuestView } from '../view/guest-view.ts';
import pane from '../view/pane.module.css';
import { KnownTo } from './known-to.tsx';
import { LostFact } from './lost-fact.tsx';
import styles from './summary.module.css';
import { MitigationGroups } from './summary-section.tsx';
import { VerdictList } from './verdict-list.tsx';

interface FactsProps {
  readonly view: GuestView;
  readonly afterFix: number | undefined;
}

/** The guest's facts, one line each; details open below. */
export function Facts({ view, afterFix }: FactsProps) {
  const { derived, guest } = view;
  const summary = useMemo(() => summaryOf(derived.pool, guest), [derived.pool, guest]);
  const hasLevel = derived.pool.driver === 'x86' && guest.cpu.model !== undefined;
  const { seen, missed } = summary.mitigations;
  return (
    <section className={pane.facts} aria-label="Facts of the guest">
      <RunsOn view={view} afterFix={afterFix} />
      {hasLevel && <LevelFact pool={derived.pool} summary={summary} />}
      {hasLevel && derived.pool.kinds.length > 1 && <LostFact view={view} />}
      {hasLevel && seen + missed > 0 && (
        <Opening name="Security" words={`sees ${seen} of ${seen + missed} that some host has`}>
          <MitigationGroups groups={summary.mitigations.groups} hosts={derived.pool.hosts} />
        </Opening>
      )}
      {hasLevel && <KnownTo derived={derived} guest={guest} />}
    </section>
  );
}

function RunsOn({ view, afterFix }: FactsProps) {
  const { pool } = view.derived;
  const verdicts = view.derived.verdicts();
  const runs = hostsThatRun(verdicts);
  const isAll = runs === pool.hosts;
  const counted = `${runs.toLocaleString('en')} of ${pool.hosts.toLocaleString('en')}`;
  return (
    // Somewhere it does not run: then the hosts are what matters.
    <Opening
      name="Runs on"
      words={isAll ? `${counted}${moves(view)}` : counted}
      isOpen={!isAll}
      against={!isAll}
    >
      <VerdictList view={view} wide={false} afterFix={afterFix} />
    </Opening>
  );
}

function moves({ guest, derived: { pool } }: GuestView): string {
  if (pool.hosts === 1) return '';
  if (guest.cpu.mode !== 'custom') return pool.kinds.length === 1 ? '' : ', moves between equal hosts only';
  const blocks = pool.fleet.map.features.some(
    ({ migratable, mask }) => !migratable && hasMask(guest.bits, mask),
  );
  return blocks ? ", can't migrate" : `, moves between ${pool.hosts === 2 ? 'both' : 'all of them'}`;
}

function LevelFact({ pool, summary }: { readonly pool: Pool; readonly summary: Summary }) {
  const { name, next, missing } = summary.level;
  return (
    <div className={pane.fact}>
      <span className={pane.factName}>Level</span>
      <span>
        <LinkButton onClick={() => explain({ kind: 'field', field: 'level' })}>
          {name ?? 'below x86-64-v1'}
        </LinkButton>
        {next === undefined ? (
          ', the highest there is'
        ) : (
          <WhatKeeps pool={pool} next={next} missing={missing} />
        )}
      </span>
    </div>
  );
}

interface WhatKeepsProps {
  readonly pool: Pool;
  readonly next: string;
  readonly missing: readonly string[];
}

/** The hosts that keep it from the next level; what is missing, where no host lacks it or all do. */
function WhatKeeps({ pool, next, missing }: WhatKeepsProps) {
  const masks = missing.flatMap((name) => pool.fleet.map.featureByName.get(name)?.mask ?? []);
  const keeping = pool.kinds.filter(({ cpu }) => masks.some((mask) => !hasMask(cpu.bits, mask)));
  const [first, ...others] = keeping.flatMap(({ included }) => included);
  const short = next.replace('x86-64-', '');
  if (first === undefined || keeping.length === pool.kinds.length) {
    return (
      <span className={styles.quiet}>
        {`; ${short} needs `}
        <span className={styles.names}>{missing.join(' ')}</span>
      </span>
    );
  }
  return (
    <>
      {'; '}
      <Code>{visibleText(first.name)}</Code>
      {others.length === 0
        ? ` alone keeps it from ${short}`
        : ` and ${others.length.toLocaleString('en')} more keep it from ${short}`}
    </>
  );
}

interface OpeningProps {
  readonly name: string;
  readonly words: string;
  readonly isOpen?: boolean;
  /** Something is wrong there. */
  readonly against?: boolean;
  readonly children: ReactNode;
}

function Opening({ name, words, isOpen = false, against = false, children }: OpeningProps) {
  return (
    <details className={styles.opening} open={isOpen}>
      <summary>
        <span className={pane.factName}>{name}</span>
        <span className={against ? styles.against : undefined}>{words}</span>
      </summary>
      {children}
    </details>
  );
}
