import { hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestCpu, TscCounter } from '../definition/definition.ts';
import { encode } from '../x86/encode.ts';

/** Parts of a million by which a guest's frequency may differ from the host's. */
const TOLERANCE = 250n;
const MILLION = 1_000_000n;

/**
 * Whether a host's clock suits a guest whose TSC timer has a frequency. `tried`: the host does not tell its own, or not whether
 * it can scale; then QEMU tries.
 */
export type TscFit =
  | { readonly kind: 'fits' }
  | { readonly kind: 'tried' }
  | { readonly kind: 'refused'; readonly message: string };

/** Frequencies in Hz, decimal [Q11]. */
export function tscFit(frequency: string | undefined, counter: TscCounter | undefined): TscFit {
  if (frequency === undefined || !/^\d{1,20}$/.test(frequency)) return { kind: 'fits' };
  if (counter === undefined) return { kind: 'tried' };
  const wanted = BigInt(frequency);
  const host = BigInt(counter.frequency);
  const tolerance = (host * TOLERANCE) / MILLION;
  const [least, most] = [host - tolerance, host + tolerance];
  if ((least <= wanted && wanted <= most) || counter.scaling === 'yes') return { kind: 'fits' };
  if (counter.scaling === undefined) return { kind: 'tried' };
  return {
    kind: 'refused',
    message: `unsupported configuration: Requested TSC frequency ${wanted} Hz is outside tolerance range ([${least}, ${most}] Hz) around host frequency ${host} Hz and TSC scaling is not supported by the host CPU`,
  };
}

/** Whether a definition asks for the invariant TSC; of names that the map doesn't know nobody can say. */
export function asksInvariantTsc(map: CpuMap, cpu: GuestCpu): boolean {
  const mask = map.featureByName.get('invtsc')?.mask;
  if (mask === undefined) return false;
  const bits = encode(map, cpu);
  return bits.ok && hasMask(bits.value, mask);
}
