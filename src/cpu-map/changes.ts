/** A piece of the base: how far it begins from where the last one ended, and its length. */
type Piece = readonly [move: number, length: number];
/** How a text is made from a base that is much like it: pieces of the base, and text of its own. */
export type Changes = readonly (Piece | string)[];

/** Shorter pieces are cheaper to write than to point at. */
const SHORTEST = 40;

export function applyChanges(base: string, changes: Changes): string {
  let text = '';
  let place = 0;
  for (const change of changes) {
    if (typeof change === 'string') text += change;
    else {
      const start = place + change[0];
      place = start + change[1];
      text += base.slice(start, place);
    }
  }
  return text;
}

/** Takes the longest piece at each place, the one that goes on where the last ended when that is as long. */
export function findChanges(base: string, text: string): Changes {
  const starts = startsBySeed(base);
  const changes: (Piece | string)[] = [];
  let own = '';
  let place = 0;
  for (let at = 0; at < text.length; ) {
    const found = [place, ...(starts.get(text.slice(at, at + SHORTEST)) ?? [])];
    const lengths = found.map((start) => commonLength(base, start, text, at));
    const length = Math.max(...lengths);
    if (length < SHORTEST) {
      own += text[at++];
      continue;
    }
    const start = found[lengths.indexOf(length)] ?? 0;
    if (own !== '') changes.push(own);
    changes.push([start - place, length]);
    own = '';
    place = start + length;
    at += length;
  }
  return own === '' ? changes : [...changes, own];
}

function startsBySeed(base: string): ReadonlyMap<string, readonly number[]> {
  const starts = new Map<string, number[]>();
  for (let start = 0; start + SHORTEST <= base.length; start++) {
    const seed = base.slice(start, start + SHORTEST);
    const known = starts.get(seed);
    if (known === undefined) starts.set(seed, [start]);
    else known.push(start);
  }
  return starts;
}

function commonLength(base: string, start: number, text: string, at: number): number {
  let length = 0;
  while (start + length < base.length && base[start + length] === text[at + length]) length++;
  return length;
}
