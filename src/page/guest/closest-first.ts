import type { ModelChoice } from '../../fleet/guest.ts';

const known = new WeakMap<readonly ModelChoice[], readonly ModelChoice[]>();

/**
 * libvirt's choice, then the models that it could have taken as it weighs them: a required feature counts 1, disabled
 * ones 2, 3, 4 and so on. Last those that it passes over without weighing.
 */
export function closestFirst(models: readonly ModelChoice[]): readonly ModelChoice[] {
  const before = known.get(models);
  if (before !== undefined) return before;
  const sorted = [...models].sort(
    (a, b) =>
      Number(b.chosen) - Number(a.chosen) ||
      Number(isUnweighed(a)) - Number(isUnweighed(b)) ||
      a.score.total - b.score.total ||
      a.disable.length - b.disable.length,
  );
  known.set(models, sorted);
  return sorted;
}

export function isUnweighed({ passedOver }: ModelChoice): boolean {
  return (
    passedOver?.kind === 'vendor' || passedOver?.kind === 'decode-off' || passedOver?.kind === 'not-allowed'
  );
}
