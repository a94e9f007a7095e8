import { hasMask } from '../../bits/bits.ts';
import { encode } from '../../cpu/x86/encode.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import type { GuestKind } from './fleet-guest.ts';

/** Guests with equal CPUs, and which of the features their CPU has. */
export interface AskingGuests {
  readonly kind: GuestKind;
  readonly names: readonly string[];
}

/** Those that ask for one of the features at least, by name or with their model: most of them first. */
export function askingFor(
  map: CpuMap,
  kinds: readonly GuestKind[],
  features: readonly Feature[],
): AskingGuests[] {
  return kinds
    .flatMap((kind) => {
      const asked = kind.cpu?.mode === 'custom' ? encode(map, kind.cpu) : undefined;
      if (!asked?.ok) return [];
      const names = features.flatMap(({ name, mask }) => (hasMask(asked.value, mask) ? [name] : []));
      return names.length === 0 ? [] : [{ kind, names }];
    })
    .sort((a, b) => b.names.length - a.names.length);
}
