import { hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { X8664LevelName } from '../../facts/x86-64-levels.ts';
import type { Pool } from '../pool/pool.ts';

/** The answer for one group of hosts at one time. */
export interface AnswerState {
  readonly guest: GuestCpu | undefined;
  readonly level: X8664LevelName | undefined;
  readonly hosts: number;
  readonly kinds: number;
  /** Names of features that the guest has. */
  readonly features: ReadonlySet<string>;
}

export function answerState(pool: Pool, guest: GuestCpu | undefined): AnswerState {
  const { map } = pool.fleet;
  const bits = guest && resolveDefinition(map, guest).bits;
  return {
    guest,
    level: bits === undefined || pool.driver !== 'x86' ? undefined : levelOf(map, bits).name,
    hosts: pool.hosts,
    kinds: pool.kinds.length,
    features: new Set(bits === undefined ? [] : namesIn(map, bits)),
  };
}

function namesIn(map: CpuMap, bits: Uint32Array): string[] {
  return map.features.filter(({ mask }) => hasMask(bits, mask)).map(({ name }) => name);
}

/** Names that a guest has gained and lost. */
export function featureChange(before: AnswerState, now: AnswerState): { gained: string[]; lost: string[] } {
  return {
    gained: [...now.features].filter((name) => !before.features.has(name)),
    lost: [...before.features].filter((name) => !now.features.has(name)),
  };
}
