/** The signs of a cell: what a host has of a feature, beside what the guest has of it. */
export type Sign =
  | 'in-guest'
  | 'has'
  | 'optional'
  | 'lacks'
  | 'only-lacks'
  | 'lock'
  | 'not-told'
  | 'unknown'
  | 'nobody';

/** A column of the matrix is a host, or a kind where hosts of the same CPU are in one. */
type One = 'one' | 'host' | 'kind';

interface SignWords {
  /** Alone: for those who don't see the sign, and in the keys' help. */
  readonly says: string;
  /** In a legend, beside the others; `short` where a phone has little room. */
  readonly legend: string;
  readonly short: string;
}

/** In the order in which legends show them. */
const words: Readonly<Record<Exclude<Sign, 'only-lacks'>, SignWords>> = {
  'in-guest': same('has it, in the guest', 'in the guest'),
  has: { ...same('has it, not in the guest'), short: 'not in it' },
  optional: same('in the guest if the host can', 'if it can'),
  lacks: same('lacks it'),
  lock: same('has it, blocks migration', 'blocks migration'),
  'not-told': same('not told'),
  unknown: same('not known to this CPU map'),
  nobody: same('no host has it'),
};

export const signs: readonly Sign[] = [
  'in-guest',
  'has',
  'optional',
  'lacks',
  'only-lacks',
  'lock',
  'not-told',
  'unknown',
  'nobody',
];

export function signWords(sign: Sign, one: One): SignWords {
  if (sign !== 'only-lacks') return words[sign];
  return { ...same(`the only ${one} that lacks it`), short: `only ${one} without` };
}

function same(says: string, legend = says): SignWords {
  return { says, legend, short: legend };
}
