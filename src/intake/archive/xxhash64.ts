/*
 * XXH64 with seed 0, the checksum of zstd, in 32-bit halves: BigInt takes twenty times as long. A word is two places
 * in a Uint32Array, the low half first.
 */

type Word = readonly [low: number, high: number];

const PRIME_1: Word = [0x85ebca87, 0x9e3779b1];
const PRIME_2: Word = [0x27d4eb4f, 0xc2b2ae3d];
const PRIME_3: Word = [0x9e3779f9, 0x165667b1];
const PRIME_4: Word = [0xc2b2ae63, 0x85ebca77];
const PRIME_5: Word = [0x165667c5, 0x27d4eb2f];

export class XxHash64 {
  readonly #lanes: Word[] = [add(PRIME_1, PRIME_2), PRIME_2, [0, 0], subtract([0, 0], PRIME_1)];
  readonly #rest = new Uint8Array(32);
  #held = 0;
  #total = 0;

  add(bytes: Uint8Array): void {
    this.#total += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(32 - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < 32) return;
      this.#stripe(this.#rest, 0);
      this.#held = 0;
    }
    for (; at + 32 <= bytes.length; at += 32) this.#stripe(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#held = bytes.length - at;
  }

  /** The low half of the hash, as zstd stores it. */
  low(): number {
    let hash: Word = PRIME_5;
    if (this.#total >= 32) {
      const [a = PRIME_5, b = PRIME_5, c = PRIME_5, d = PRIME_5] = this.#lanes;
      hash = add(add(rotate(a, 1), rotate(b, 7)), add(rotate(c, 12), rotate(d, 18)));
      for (const lane of [a, b, c, d]) {
        hash = add(multiply(xor(hash, round([0, 0], lane)), PRIME_1), PRIME_4);
      }
    }
    hash = add(hash, [this.#total >>> 0, Math.floor(this.#total / 2 ** 32)]);
    const rest = this.#rest;
    let at = 0;
    for (; at + 8 <= this.#held; at += 8) {
      hash = xor(hash, round([0, 0], [halfAt(rest, at), halfAt(rest, at + 4)]));
      hash = add(multiply(rotate(hash, 27), PRIME_1), PRIME_4);
    }
    if (at + 4 <= this.#held) {
      hash = xor(hash, multiply([halfAt(rest, at), 0], PRIME_1));
      hash = add(multiply(rotate(hash, 23), PRIME_2), PRIME_3);
      at += 4;
    }
    for (; at < this.#held; at++) {
      hash = multiply(rotate(xor(hash, multiply([rest[at] ?? 0, 0], PRIME_5)), 11), PRIME_1);
    }
    hash = multiply(xor(hash, shift(hash, 33)), PRIME_2);
    hash = multiply(xor(hash, shift(hash, 29)), PRIME_3);
    return xor(hash, shift(hash, 32))[0];
  }

  #stripe(bytes: Uint8Array, at: number): void {
    for (let lane = 0; lane < 4; lane++) {
      const from = at + 8 * lane;
      const input: Word = [halfAt(bytes, from), halfAt(bytes, from + 4)];
      this.#lanes[lane] = round(this.#lanes[lane] ?? PRIME_5, input);
    }
  }
}

function round(lane: Word, input: Word): Word {
  return multiply(rotate(add(lane, multiply(input, PRIME_2)), 31), PRIME_1);
}

function halfAt(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)) >>>
    0
  );
}

function add([aLow, aHigh]: Word, [bLow, bHigh]: Word): Word {
  const low = aLow + bLow;
  return [low >>> 0, (aHigh + bHigh + (low > 0xffffffff ? 1 : 0)) >>> 0];
}

function subtract(a: Word, [bLow, bHigh]: Word): Word {
  return add(a, add([~bLow >>> 0, ~bHigh >>> 0], [1, 0]));
}

function xor([aLow, aHigh]: Word, [bLow, bHigh]: Word): Word {
  return [(aLow ^ bLow) >>> 0, (aHigh ^ bHigh) >>> 0];
}

function multiply([aLow, aHigh]: Word, [bLow, bHigh]: Word): Word {
  const [a0, a1, b0, b1] = [aLow & 0xffff, aLow >>> 16, bLow & 0xffff, bLow >>> 16];
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = (middle & 0xffff) + a0 * b1;
  const carry = Math.floor(middle / 65536) + Math.floor(other / 65536) + a1 * b1;
  const high = (carry + Math.imul(aLow, bHigh) + Math.imul(aHigh, bLow)) >>> 0;
  return [Math.imul(aLow, bLow) >>> 0, high];
}

/** To the left. */
function rotate([low, high]: Word, by: number): Word {
  if (by === 32) return [high, low];
  return [((low << by) | (high >>> (32 - by))) >>> 0, ((high << by) | (low >>> (32 - by))) >>> 0];
}

/** To the right. */
function shift([low, high]: Word, by: number): Word {
  if (by >= 32) return [high >>> (by - 32), 0];
  return [((low >>> by) | (high << (32 - by))) >>> 0, high >>> by];
}
