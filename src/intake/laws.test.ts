import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenLaws } from './checks.test-support.ts';
import { fixture } from './fixtures.test-support.ts';
import { createIntake, readText } from './intake.ts';
import type { HostReading } from './reading.ts';

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

const told = ({ kind, arch, cpu, emulator, uuid }: HostReading) => ({ kind, arch, cpu, emulator, uuid });

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
        expect(together.hosts.map(told)).toEqual(
          texts.flatMap((text) => readText(text, 'paste 1').hosts.map(told)),
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
          expect(talked.hosts.map(told)).toEqual(bare.hosts.map(told));
          expect(talked.hosts.map(({ name }) => name)).toEqual(bare.hosts.map(({ name }) => name));
        },
      ),
      settings,
    );
  });

  test('a document that is cut anywhere is never a host, and those around it are', () => {
    const good = documents[3] ?? '';
    fc.assert(
      fc.property(anyDocument, fc.double({ min: 0, max: 1, noNaN: true }), (text, where) => {
        const end = Math.floor(where * (text.trimEnd().length - 1));
        const { hosts } = readText(`${good}\n${text.slice(0, end)}\n${good}`, 'paste 1');
        expect(hosts.map(told)).toEqual(
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
        const hosts = texts.flatMap((text, i) => intake(text, `${i}.xml`).hosts);
        expect(new Set(hosts.map(({ cpu }) => cpu)).size).toBe(new Set(texts).size);
      }),
      settings,
    );
  });
});
