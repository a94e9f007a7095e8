import { Bench } from 'tinybench';

interface MeasureOptions {
  /** Runs at the least; about half a second of them otherwise. */
  readonly least?: number;
  /** Before each run, outside the time. */
  readonly before?: () => void;
}

/** Median milliseconds of `run`, after one that warms up. */
export function measure(run: () => unknown, { least = 5, before }: MeasureOptions = {}): number {
  const bench = new Bench({ time: 500, iterations: least, warmupTime: 0, warmupIterations: 1, throws: true });
  bench.add('run', run, before === undefined ? {} : { beforeEach: before });
  bench.runSync();
  const result = bench.tasks[0]?.result;
  return result !== undefined && 'latency' in result ? result.latency.p50 : Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(3) : value.toFixed(1)} ms`;
}

/** Rows under a heading, columns aligned. */
export function report(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(title);
  for (const row of rows) {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    console.log(`  ${cells.join('  ')}`);
  }
  console.log('');
}
