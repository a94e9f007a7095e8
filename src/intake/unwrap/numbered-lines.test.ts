import { expect, it } from 'vitest';
import { fixture } from '../fixtures.test-support.ts';
import { createIntake } from '../intake.ts';
import { openings } from '../known.test-support.ts';
import { numbersRemover } from './numbered-lines.ts';

const withoutNumbers = numbersRemover(openings);

const text = fixture('capabilities.xml');
const lines = text.trimEnd().split('\n');

it.each([
  ['cat -n', (line: string, at: number) => `${String(at).padStart(6)}\t${line}`],
  ['grep -n', (line: string, at: number) => `${at}:${line}`],
  ['less -N', (line: string, at: number) => `${String(at).padStart(7)} ${line}`],
  ['an editor', (line: string, at: number) => `${String(at).padStart(4)} │ ${line}`],
])('%s: the numbers are taken off, and the name above stays', (_, numbered) => {
  const pasted = `== kvm-07 ==\n${lines.map((line, i) => numbered(line, i + 1)).join('\n')}\n`;
  const { hosts, problems } = createIntake()(pasted, 'paste 1');
  const [plain] = createIntake()(text, 'paste 1').hosts;
  expect(problems).toEqual([]);
  expect(hosts).toMatchObject([
    { name: 'kvm-07', cpu: plain?.cpu, place: { line: (plain?.place.line ?? 0) + 1 } },
  ]);
});

it('nl counts no blank line', () => {
  let count = 0;
  const numbered = lines.map((line) => (line.trim() === '' ? '' : `${String(++count).padStart(6)}\t${line}`));
  expect(withoutNumbers(numbered.join('\n'))).toBe(
    lines.map((line) => (line.trim() === '' ? '' : line)).join('\n'),
  );
});

it('names no host after the number of a line', () => {
  const numbered = lines.map((line, i) => `${i + 1}\t${line}`).join('\n');
  const names = createIntake()(numbered, 'paste 1').hosts.map(({ name }) => name);
  expect(names).toEqual([undefined]);
});

it.each([
  ['numbers that don’t count on', '1\ta\n1\tb\n1\tc\n1\td\n'],
  ['too few', '1\ta\n2\tb\n3\tc\n'],
  ['numbers inside lines', 'a 1\nb 2\nc 3\nd 4\ne 5\n'],
])('%s are left as they are', (_, given) => {
  expect(withoutNumbers(given)).toBe(given);
});

it('takes time in step with the text', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `${(i % 3) + 1}\tx`).join('\n');
  expect(withoutNumbers(many(300_000)).length).toBe(many(300_000).length);
});
