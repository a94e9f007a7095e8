import type { CpuSource } from '../../../cpu/definition/source.ts';
import { canonicalText, isSameData, textKey } from '../../model/canonical.ts';
import type { Host } from '../../model/state.ts';

/**
 * Each distinct CPU once, so that hosts with the same CPU share one object: memory, and everything that is
 * computed per source, then cost by kinds of CPU, not by hosts.
 */
export class SourceTable {
  readonly #byKey = new Map<string, CpuSource>();
  readonly #known = new WeakSet<CpuSource>();

  /** The object to use for this source; `key` is `sourceKey` of it, where that is known. */
  share(source: CpuSource, key?: string): CpuSource {
    if (this.#known.has(source)) return source;
    const at = key ?? sourceKey(source);
    const before = this.#byKey.get(at);
    if (before !== undefined && isSameData(before, source)) return before;
    if (before === undefined) this.#byKey.set(at, source);
    this.#known.add(source);
    return source;
  }

  /** Takes what these hosts have, about `budget` ms at a time between the pauses. */
  async learn(hosts: readonly Host[], pause: () => Promise<void>, budget = 10): Promise<void> {
    let until = performance.now() + budget;
    for (const { sources } of hosts) {
      for (const { cpu } of sources) this.share(cpu);
      if (performance.now() < until) continue;
      await pause();
      until = performance.now() + budget;
    }
  }
}

export function sourceKey(source: CpuSource): string {
  return textKey(canonicalText(source));
}
