import type { OutputInput } from './target.ts';

export type GuestArch = 'x86_64' | 'ppc64' | 'aarch64';

/** A guest CPU names no architecture; its model belongs to one. x86_64 unless the model says otherwise. */
export function archOf({ map, guest }: OutputInput): GuestArch {
  const { model } = guest;
  if (model === undefined || map.modelByName.has(model)) return 'x86_64';
  if (map.ppc64.models.some(({ name }) => name === model)) return 'ppc64';
  return map.arm.models.some(({ name }) => name === model) ? 'aarch64' : 'x86_64';
}
