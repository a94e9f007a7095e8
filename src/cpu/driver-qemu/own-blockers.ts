import type { CpuDefinition } from '../definition/definition.ts';
import type { AllowedModel } from '../x86/decode-input.ts';

/**
 * If documents print no blockers (before 11.3), the features that a host-model itself disables beyond its model keep that model
 * from running as it is: `topoext` and `nrip-save` of EPYC under TCG [Q4].
 */
export function withOwnBlockers<T extends AllowedModel>(
  cpus: readonly CpuDefinition[],
  models: readonly T[],
): readonly T[] {
  if (models.length === 0 || models.some(({ blockers }) => blockers.length > 0)) return models;
  const disabled = new Map<string, string[]>();
  for (const { kind, model, features } of cpus) {
    if (kind !== 'guest' || model === undefined) continue;
    const own = features.flatMap(({ name, policy }) => (policy === 'disable' ? [name] : []));
    disabled.set(model, [...(disabled.get(model) ?? []), ...own]);
  }
  return models.map((model) => {
    const blockers = disabled.get(model.name) ?? [];
    return blockers.length === 0 ? model : { ...model, blockers: [...new Set(blockers)] };
  });
}
