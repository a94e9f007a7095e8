import { createFormats } from '../../src/intake/formats/index.ts';
import { slowLines } from '../../src/intake/formats/slow-lines.test-support.ts';
import { hostileTexts } from '../../src/intake/hostile.test-support.ts';
import { readText } from '../../src/intake/intake.ts';
import { ms, report } from './measure.ts';

const KB = 1024;
/** Four times the text takes four times as long, and sixteen times where it grows with the square. */
const GROWTH = 10;
/** A shorter time says nothing about its growth. */
const LEAST = 200;

interface Grown {
  readonly title: string;
  readonly small: number;
  readonly large: number;
}

/** How the time grows that texts take which are meant to take long. Throws when it outgrows the text. */
export function benchHostile(): void {
  const found = [...wholeTexts(), ...linesByFormat()];
  const worst = found.toSorted((a, b) => b.large - a.large).slice(0, 8);
  const rows = worst.map(({ title, small, large }) => [title, ms(small), ms(large)]);
  report(`Hostile texts (${found.length}), the slowest`, [['', 'a quarter', 'whole'], ...rows]);
  const outgrown = found.filter(({ small, large }) => large > LEAST && large > GROWTH * small);
  if (outgrown.length === 0) return;
  const told = outgrown.map(({ title, small, large }) => `${title}: ${ms(small)}, then ${ms(large)}`);
  throw new Error(`Four times the text took more than ${GROWTH} times as long:\n${told.join('\n')}`);
}

function wholeTexts(): Grown[] {
  const large = hostileTexts(1024 * KB);
  return hostileTexts(256 * KB).map(({ title, text }, at) =>
    grown(
      title,
      () => readText(text, 'a.xml'),
      () => readText(large[at]?.text ?? '', 'a.xml'),
    ),
  );
}

function linesByFormat(): Grown[] {
  return createFormats().flatMap((format) => {
    const read = (text: string) => {
      for (const span of format.find(text)) format.read(text, span);
    };
    return slowLines.map(([name, unit, times]) => {
      const large = unit.repeat(times);
      const small = large.slice(0, large.length / 4);
      return grown(
        `${format.name}, ${name}`,
        () => read(small),
        () => read(large),
      );
    });
  });
}

/** The processor's time: others may hold the machine up. The better of two runs. */
function grown(title: string, small: () => unknown, large: () => unknown): Grown {
  return { title, small: Math.min(took(small), took(small)), large: Math.min(took(large), took(large)) };
}

function took(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  return process.cpuUsage(before).user / 1000;
}
