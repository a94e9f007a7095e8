import type { FeaturePolicy, Policy } from '../../cpu/definition/definition.ts';
import { isPlainName } from './quote.ts';

/** How a platform that knows little more than on and off spells features. */
export interface FeatureWords {
  readonly platform: string;
  readonly on: (name: string) => string;
  /** Absent where a feature can't be switched off. */
  readonly off?: (name: string) => string;
  /** The platform's own name; undefined when it has none. libvirt's names when absent. */
  readonly rename?: (name: string) => string | undefined;
}

export interface SpelledFeatures {
  readonly words: readonly string[];
  readonly notes: readonly string[];
}

/** require and force switch on, disable and forbid off, optional is left out; what gets lost is noted. */
export function spellFeatures(features: readonly FeaturePolicy[], how: FeatureWords): SpelledFeatures {
  const words: string[] = [];
  const lost = new Map<Loss, string[]>();
  for (const { name, policy } of features) {
    const { word, loss } = spell(name, policy, how);
    if (word !== undefined) words.push(word);
    if (loss !== undefined) lost.set(loss, [...(lost.get(loss) ?? []), name]);
  }
  const notes = losses
    .filter((loss) => lost.has(loss))
    .map((loss) => `${sentences[loss](how.platform)}: ${lost.get(loss)?.join(', ')}.`);
  return { words, notes };
}

const losses = ['unwritable', 'unknown', 'no-off', 'optional', 'force', 'forbid'] as const;
type Loss = (typeof losses)[number];

const sentences: Record<Loss, (platform: string) => string> = {
  unwritable: (platform) => `Left out, because ${platform} has no way to write such a name`,
  unknown: (platform) => `Left out, because ${platform} has no name for it`,
  'no-off': (platform) => `Left out, because ${platform} can't switch a feature off`,
  optional: (platform) => `Left out, because ${platform} can't say policy optional`,
  force: (platform) => `Asked for as with require, because ${platform} can't say policy force`,
  forbid: (platform) =>
    `Switched off, but hosts that have it are not refused, because ${platform} can't say policy forbid`,
};

function spell(name: string, policy: Policy, how: FeatureWords): { word?: string; loss?: Loss } {
  if (!isPlainName(name)) return { loss: 'unwritable' };
  if (policy === 'optional') return { loss: 'optional' };
  const renamed = how.rename === undefined ? name : how.rename(name);
  if (renamed === undefined) return { loss: 'unknown' };
  if (policy === 'require') return { word: how.on(renamed) };
  if (policy === 'force') return { word: how.on(renamed), loss: 'force' };
  if (how.off === undefined) return { loss: 'no-off' };
  return policy === 'forbid' ? { word: how.off(renamed), loss: 'forbid' } : { word: how.off(renamed) };
}
