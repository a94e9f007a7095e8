/** Holds what was measured against limits, and says at the end what was not kept. */
export class Judge {
  readonly #missed: string[] = [];

  atMost(what: string, value: number, limit: number): void {
    if (value > limit) this.#missed.push(`${what}: ${round(value)}, the limit is ${limit}`);
  }

  atLeast(what: string, value: number, limit: number): void {
    if (value < limit) this.#missed.push(`${what}: ${round(value)}, wanted are ${limit}`);
  }

  close(): void {
    console.log(this.#missed.length === 0 ? 'All limits are kept.' : 'Not kept:');
    for (const line of this.#missed) console.log(`  ${line}`);
    process.exitCode = this.#missed.length === 0 ? 0 : 1;
  }
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
