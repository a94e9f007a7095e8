import { hasMask } from '../../../bits/bits.ts';
import { type FeaturePolicy, type Policy, policies } from '../../../cpu/definition/definition.ts';
import { hostCount, hostsInWords } from '../../../fleet/lint/lint-words.ts';
import { type Phrase, text } from '../../../fleet/wording/phrases.ts';
import { setPolicies } from '../../../workspace/model/actions.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { explain } from '../../../workspace/stores/ui.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { Select } from '../../ui/select.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { NAME } from '../verdicts/verdict-row.tsx';
import type { GuestView } from '../view/guest-view.ts';
import styles from './policies.module.css';

interface PolicyRowProps {
  readonly view: GuestView;
  readonly feature: FeaturePolicy;
}

/** A feature, its policy, and which hosts have it. */
export function PolicyRow({ view, feature: { name, policy } }: PolicyRowProps) {
  const isBlocker = view.derived.map.featureByName.get(name)?.migratable === false;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.name}
        onClick={() => explain({ kind: 'policy', feature: name })}
      >
        {visibleText(name)}
        {isBlocker && <Glyph name="lock" label="blocks migration" />}
      </button>
      <Select
        mono
        aria-label={`Policy of ${visibleText(name)}`}
        value={policy}
        onChoose={(value) => changePolicy(view, name, value as Policy | 'absent')}
      >
        {policies.map((known) => (
          <option key={known} value={known}>
            {known}
          </option>
        ))}
        <option value="absent">remove</option>
      </Select>
      <span className={styles.hosts}>
        {hostsWords(view, name, policy).map((phrase, at) =>
          phrase.kind === 'code' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part's place is its only identity
            <code key={at}>
              <MiddleCut max={NAME}>{phrase.text}</MiddleCut>
            </code>
          ) : (
            phrase.text
          ),
        )}
      </span>
    </li>
  );
}

/** The baseline's own value is no choice: it keeps following the baseline. */
function changePolicy({ guest }: GuestView, name: string, policy: Policy | 'absent'): void {
  const own = guest.cpu.model === guest.baseline.model ? guest.baseline.features : [];
  const before = own.find((feature) => feature.name === name)?.policy;
  const isAsBefore = before === policy || (before === undefined && policy === 'absent' && own.length > 0);
  edit(setPolicies([{ name, policy: isAsBefore ? undefined : policy }]));
}

/** `3 of 3 hosts have it`, `kvm-03 lacks it`; of an optional one, what comes out where. */
function hostsWords({ derived: { pool } }: GuestView, name: string, policy: Policy): Phrase[] {
  const mask = pool.fleet.map.featureByName.get(name)?.mask;
  if (mask === undefined) return [text('not in this CPU map')];
  const has = pool.kinds.filter(({ cpu }) => hasMask(cpu.bits, mask));
  const lacks = pool.kinds.filter(({ cpu }) => !hasMask(cpu.bits, mask));
  const all = pool.hosts.toLocaleString('en');
  const count = `${hostCount(has).toLocaleString('en')} of ${all} ${pool.hosts === 1 ? 'host has' : 'hosts have'} it`;
  if (lacks.length === 0) return [text(count)];
  if (policy === 'optional' && has.length > 0) {
    return [text('require on '), ...hostsInWords(has), text(', disable on '), ...hostsInWords(lacks)];
  }
  const lack = hostCount(lacks) === 1 ? 'lacks' : 'lack';
  return [text(`${count}, `), ...hostsInWords(lacks), text(` ${lack} it`)];
}
