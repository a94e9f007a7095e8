import {
  endsAsOthersDo,
  featuresOf,
  isSilentlyWrong,
  listDamages,
  listSources,
} from '../../src/intake/damaged-lists.test-support.ts';
import { readText } from '../../src/intake/intake.ts';
import type { Random } from '../support/random.ts';

const kinds = Object.entries(listDamages);

/** Lists that are cut, wrapped, elided and joined, held to what they say when whole. */
export class DamagedLists {
  readonly #random: Random;
  readonly #right = new Map<string, ReadonlySet<string>>();
  readonly #tries = new Map<string, { tried: number; wrong: number }>(
    kinds.map(([kind]) => [kind, { tried: 0, wrong: 0 }]),
  );

  constructor(random: Random) {
    this.#random = random;
  }

  tryOne(): { readonly text: string; readonly how: string; readonly isWrong: boolean } {
    const source = this.#random.pick(listSources);
    const [kind, damage] = this.#random.pick(kinds);
    let text = source.text;
    let how = 'whole';
    let left = this.#random.below(700);
    for (const damaged of damage(source)) {
      ({ text, how } = damaged);
      if (--left < 0) break;
    }
    const isWrong =
      isSilentlyWrong(this.#rightOf(source), readText(text, 'paste 1')) && !endsAsOthersDo.test(text);
    const count = this.#tries.get(kind);
    if (count !== undefined) {
      count.tried++;
      if (isWrong) count.wrong++;
    }
    return { text, how: `${source.title}, ${kind}: ${how}`, isWrong };
  }

  /** A line for each kind. */
  told(): string[] {
    return [...this.#tries].map(
      ([kind, { tried, wrong }]) => `${String(tried).padStart(8)}  lists ${kind}, ${wrong} wrong in silence`,
    );
  }

  #rightOf({ title, text, other }: (typeof listSources)[number]): ReadonlySet<string> {
    const known = this.#right.get(title);
    if (known !== undefined) return known;
    const readings = [text, other].map((one) => readText(one, 'paste 1'));
    const right = new Set(readings.flatMap(({ hosts, guests }) => [...hosts, ...guests].map(featuresOf)));
    this.#right.set(title, right);
    return right;
  }
}
