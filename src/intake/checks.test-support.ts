import type { GuestReading, HostReading, Intake, IntakeProblem } from './reading.ts';

/** Rules that hold for any text; each broken one in words. */
export function brokenLaws(text: string, intake: Intake): string[] {
  const broken: string[] = [];
  const lines = text.split(/\r\n?|\n/);
  const check = (holds: boolean, words: string) => {
    if (!holds) broken.push(words);
  };
  const { hosts, guests, errors, problems } = intake;
  const count = hosts.length + guests.length + errors.length + problems.length;
  check(count > 0, 'neither a host, a guest, an error nor a problem');
  for (const one of [...hosts, ...guests]) checkHost(one, lines.length, check);
  for (const problem of intake.problems) checkProblem(problem, lines, check);
  for (const sort of [hosts, guests]) {
    const order = sort.map(({ place }) => place.line);
    const isOrdered = order.every((line, i) => line >= (order[i - 1] ?? 0));
    check(isOrdered, 'hosts or guests are not in the order of the text');
  }
  check(JSON.stringify(structuredClone(intake)) === JSON.stringify(intake), 'the reading is not plain data');
  return broken;
}

type Check = (holds: boolean, words: string) => void;

function checkHost(host: HostReading | GuestReading, lines: number, check: Check): void {
  check(typeof host.arch === 'string' && host.arch !== '', `arch is ${JSON.stringify(host.arch)}`);
  check(isLine(host.place.line, lines), `a host stands at line ${host.place.line} of ${lines}`);
  check(host.name === undefined || /\S/.test(host.name), `the name is ${JSON.stringify(host.name)}`);
  check(host.name === undefined || !/[\r\n]/.test(host.name), 'the name has a line end');
  const { featureLines } = host;
  if (featureLines === undefined) return;
  check(
    featureLines.every((line) => isLine(line, lines)),
    'a feature stands outside the text',
  );
  check(
    featureLines.length === featuresOf(host),
    `${featureLines.length} lines for ${featuresOf(host)} features`,
  );
}

function featuresOf({ cpu }: HostReading | GuestReading): number {
  if (cpu.kind === 'registers') return 0;
  return cpu.kind === 'names' ? cpu.names.length : cpu.cpu.features.length;
}

function checkProblem(problem: IntakeProblem, lines: readonly string[], check: Check): void {
  const { place, sentence, excerpt } = problem;
  check(/\S/.test(sentence), 'a problem without a sentence');
  check(!sentence.includes('undefined'), `a sentence says: ${sentence}`);
  check(isLine(place.line, lines.length), `a problem stands at line ${place.line} of ${lines.length}`);
  check(excerpt.length <= 3 && excerpt.at(-1)?.line === place.line, 'the excerpt does not end at its place');
  const { column } = problem;
  const width = (lines[place.line - 1] ?? '').length;
  check(
    column === undefined || (column >= 1 && column <= width + 1),
    `column ${column} of a line of ${width}`,
  );
  for (const { line, text } of excerpt) {
    check(
      (lines[line - 1] ?? '').startsWith(text.slice(0, 200).replace(/…$/, '')),
      `line ${line} reads otherwise`,
    );
  }
}

function isLine(line: number, count: number): boolean {
  return Number.isInteger(line) && line >= 1 && line <= count;
}
