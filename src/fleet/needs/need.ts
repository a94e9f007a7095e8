import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { glossOf } from '../../facts/glosses.ts';
import { x8664Levels } from '../../facts/x86-64-levels.ts';

/** Something that a guest must have. */
export interface Need {
  /** `x86-64-v3`, `nested`, the name of a feature. */
  readonly id: string;
  readonly note: string;
  /** Sets of features, each of which is enough; on all hosts of a guest it must be the same one. */
  readonly ways: readonly (readonly string[])[];
}

/** The most common needs, in the order in which it is offered. */
export const oftenAsked: readonly string[] = [
  ...['x86-64-v2', 'x86-64-v3', 'x86-64-v4', 'nested', 'windows-11'],
  ...['spec-ctrl', 'ssbd', 'md-clear', 'aes', 'invtsc'],
];

const named: readonly Need[] = [
  ...x8664Levels.map(({ name }, at): Need => {
    const features = x8664Levels.slice(0, at + 1).flatMap((level) => level.features);
    return { id: name, note: 'level', ways: [features] };
  }),
  { id: 'nested', note: 'virtual machines in the guest: vmx or svm', ways: [['vmx'], ['svm']] },
  { id: 'windows-11', note: '24H2 and later: sse4.2 and popcnt', ways: [['sse4.2', 'popcnt']] },
];

/** `v3`, `x86-64-v3`, `nested`, or a feature by any of its names; undefined: the CPU map knows no such thing. */
export function needCalled(map: CpuMap, text: string): Need | undefined {
  const wanted = text.trim().toLowerCase();
  const known = named.find(({ id }) => id === wanted || id === `x86-64-${wanted}`);
  if (known !== undefined) return known;
  const feature =
    map.featureByName.get(wanted) ??
    map.features.find(({ aliases }) => aliases.some(({ name }) => name.toLowerCase() === wanted));
  return feature && { id: feature.name, note: glossOf(feature.name) ?? '', ways: [[feature.name]] };
}

export function namedNeeds(): readonly string[] {
  return named.map(({ id }) => id);
}
