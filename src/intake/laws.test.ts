import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenLaws } from './checks.test-support.ts';
import { fixture } from './fixtures.test-support.ts';
import { createIntake, readText } from './intake.ts';
import type { GuestReading, HostReading, Intake } from './reading.ts';

const settings = { seed: 20_10, numRuns: 100 };
const documents = ['capabilities', 'domcapabilities', 'domain', 'cpu-host', 'cpu-guest', 'cpudata'].map(
  (name) => fixture(`${name}.xml`),
);
const pieces = [
  ...documents.flatMap((text) => text.match(/<[^>]*>/g) ?? []),
  ...[
    '\n',
    ' ',
    '<',
    '>',
    '"',
    "'",
    '&lt;',
    '&amp;',
    '\\n',
    '<!--',
    '-->',
    ']]>',
    '<![CDATA[',
    '...snip...',
    'kvm-01: ',
    '> ',
  ],
  ...[
    '== kvm-01 ==\n',
    'root@kvm-02:~# virsh capabilities\n',
    '{"stdout": "',
    '[',
    '\0',
    '\u200b',
    '\ud800',
    '__proto__',
  ],
];
/** Nothing in it begins a document, names a host, or is mistaken for part of one. */
const chatter = fc
  .array(
    fc.constantFrom(
      'please',
      'Thanks!',
      'see',
      'below',
      'the host',
      '1 < 2',
      'a & b',
      '“so”',
      '…',
      '*',
      '(c)',
    ),
    { minLength: 2, maxLength: 8 },
  )
  .map((words) => `It was: ${words.join(' ')}.`);
const anyDocument = fc.constantFrom(...documents);

const told = ({ name: _name, place: _place, featureLines: _lines, ...rest }: HostReading | GuestReading) =>
  rest;
const all = ({ hosts, guests }: Intake) => [...hosts, ...guests].sort((a, b) => a.place.line - b.place.line);

describe('laws of the intake', () => {
  test('any text gives hosts or problems, and all of them are sound', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
    );
    const intake = createIntake();
    fc.assert(
      fc.property(text, (input) => {
        expect(brokenLaws(input, intake(input, 'a.xml'))).toEqual([]);
      }),
      { ...settings, numRuns: 500 },
    );
  });

  test('documents of a text are read as each alone, in their order', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { minLength: 1, maxLength: 8 }), (texts) => {
        const together = readText(texts.join('\n'), 'paste 1');
        expect(together.problems).toEqual([]);
        expect(all(together).map(told)).toEqual(
          texts.flatMap((text) => all(readText(text, 'paste 1')).map(told)),
        );
      }),
      settings,
    );
  });

  test('text between documents changes none of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(chatter, anyDocument), { minLength: 1, maxLength: 6 }),
        chatter,
        (parts, end) => {
          const bare = readText(parts.map(([, text]) => text).join('\n'), 'paste 1');
          const talked = readText([...parts.flat(), end].join('\n'), 'paste 1');
          expect(talked.problems).toEqual([]);
          expect(all(talked).map(told)).toEqual(all(bare).map(told));
          expect(all(talked).map(({ name }) => name)).toEqual(all(bare).map(({ name }) => name));
        },
      ),
      settings,
    );
  });

  test('a document that is cut anywhere is never a host or guest, and those around it are', () => {
    const good = documents[3] ?? '';
    fc.assert(
      fc.property(anyDocument, fc.double({ min: 0, max: 1, noNaN: true }), (text, where) => {
        const end = Math.floor(where * (text.trimEnd().length - 1));
        const read = readText(`${good}\n${text.slice(0, end)}\n${good}`, 'paste 1');
        expect(all(read).map(told)).toEqual(
          [good, good].flatMap((whole) => readText(whole, 'a').hosts.map(told)),
        );
      }),
      settings,
    );
  });

  test('the same texts in any files share their CPUs', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { minLength: 1, maxLength: 6 }), (texts) => {
        const intake = createIntake();
        const hosts = texts.flatMap((text, i) => all(intake(text, `${i}.xml`)));
        expect(new Set(hosts.map(({ cpu }) => cpu)).size).toBe(new Set(texts).size);
      }),
      settings,
    );
  });
});
