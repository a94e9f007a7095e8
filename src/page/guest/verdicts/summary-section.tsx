import { useMemo } from 'react';
import { type MitigationGroupSummary, summaryOf } from '../../../fleet/guest/security-summary.ts';
import { plural } from '../../../fleet/wording/phrases.ts';
import { explain } from '../../../workspace/stores/ui.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import type { GuestView } from '../view/guest-view.ts';
import pane from '../view/pane.module.css';
import styles from './summary.module.css';

/** How far the guest reaches on the psABI's scale, and what it tells its system about security. */
export function SummarySection({ view }: { readonly view: GuestView }) {
  const { derived, guest } = view;
  const { level, mitigations } = useMemo(() => summaryOf(derived.pool, guest), [derived.pool, guest]);
  if (derived.pool.driver !== 'x86' || guest.cpu.model === undefined) return null;
  const known = mitigations.seen + mitigations.missed;
  return (
    <section className={pane.section} aria-label="Level and mitigations">
      <dl className={styles.facts}>
        <div>
          <dt>Level</dt>
          <dd>
            <LinkButton onClick={() => explain({ kind: 'field', field: 'level' })}>
              {level.name ?? 'below x86-64-v1'}
            </LinkButton>
            {level.next !== undefined && (
              <span className={styles.quiet}>
                {'; '}
                <span className={styles.level}>{level.next}</span>
                {' needs '}
                <span className={styles.names}>{level.missing.join(' ')}</span>
              </span>
            )}
          </dd>
        </div>
      </dl>
      {known > 0 && (
        <details className={styles.details}>
          <summary>
            <span className={styles.label}>Mitigations</span>
            {`sees ${mitigations.seen} of ${known} that some host has`}
          </summary>
          <MitigationGroups groups={mitigations.groups} hosts={derived.pool.hosts} />
        </details>
      )}
    </section>
  );
}

interface MitigationGroupsProps {
  readonly groups: readonly MitigationGroupSummary[];
  readonly hosts: number;
}

export function MitigationGroups({ groups, hosts }: MitigationGroupsProps) {
  return (
    <ul className={styles.groups}>
      {groups.map((group) => (
        <MitigationRow key={group.id} group={group} hosts={hosts} />
      ))}
    </ul>
  );
}

function MitigationRow({ group, hosts }: { readonly group: MitigationGroupSummary; readonly hosts: number }) {
  return (
    <li>
      <h3>{group.title}</h3>
      <dl>
        {group.seen.map(({ name, says }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
        {group.missed.map(({ fact, hosts: having }) => (
          <div key={fact.name} data-missed="true">
            <dt>{fact.name}</dt>
            <dd>
              {`Not in the guest, on ${having === hosts ? 'all' : having.toLocaleString('en')} of ${plural(hosts, 'host')}. `}
              {fact.says}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
