import { policies } from '../../../cpu/definition/definition.ts';
import {
  checkNotSetWords,
  checkWords,
  fallbackWords,
  matchWords,
  policyWords,
} from '../../../fleet/wording/guest-words.ts';
import type { GuestView } from './guest-view.ts';
import pane from './pane.module.css';
import styles from './wide.module.css';

/** The meaning of the values in use; only of those that are set. */
export function InWords({ view }: { readonly view: GuestView }) {
  const { cpu } = view.guest;
  const isCustom = cpu.mode === 'custom';
  const used = policies.filter((policy) => cpu.features.some((feature) => feature.policy === policy));
  const lines: readonly (readonly [term: string, words: string])[] = [
    ...(isCustom ? ([[`match ${cpu.match}`, matchWords[cpu.match]]] as const) : []),
    cpu.check === undefined
      ? ['check not set', checkNotSetWords(cpu)]
      : [`check ${cpu.check}`, checkWords[cpu.check]],
    ...(isCustom ? ([[`fallback ${cpu.fallback}`, fallbackWords[cpu.fallback]]] as const) : []),
    ...used.map((policy) => [policy, policyWords[policy]] as const),
  ];
  return (
    <section className={pane.section} aria-label="What the values mean">
      <h3>In words</h3>
      <dl className={styles.words}>
        {lines.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
