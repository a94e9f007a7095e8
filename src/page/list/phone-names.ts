import type { Pool } from '../../fleet/pool/pool.ts';
import { headNames, sharedPart } from '../matrix/view/head-names.ts';
import { visibleText } from '../ui/visible-text.ts';

/** Characters of a name that are no trouble on a phone. */
const SHORT = 9;

export interface PhoneNames {
  /** The common part of all names, if some are long: shown once. */
  readonly shared: string | undefined;
  /** The part of a host's name that differs from the others. */
  readonly short: (name: string) => string;
}

export function phoneNames({ kinds }: Pool): PhoneNames {
  const all = kinds.flatMap(({ included }) => included.map(({ name }) => visibleText(name)));
  const isLong = all.some((name) => name.length > SHORT);
  const { names, ...ends } = headNames(all, Number.POSITIVE_INFINITY, isLong);
  const shortOf = new Map(all.map((name, index) => [name, names[index] ?? name]));
  return { shared: sharedPart(ends), short: (name) => shortOf.get(name) ?? name };
}
