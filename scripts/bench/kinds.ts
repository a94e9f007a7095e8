import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { measure, ms, report } from './measure.ts';
import { documents, fromText } from './text.ts';

/** Cost must follow kinds of CPU, not hosts. */
export function benchKinds(map: CpuMap, seed: number): void {
  const few = documents(map, seed, { count: 1000, kinds: 10, bytes: 23_000 });
  const many = documents(map, seed, { count: 1000, kinds: 1000, bytes: 23_000 });
  const fewTime = measure(() => fromText(map, few));
  const manyTime = measure(() => fromText(map, many));
  report('1,000 files of 23 KB', [
    ['of 10 kinds', ms(fewTime), ''],
    ['of 1,000 kinds', ms(manyTime), `${(manyTime / fewTime).toFixed(1)}×`],
  ]);
}
