import { describe, expect, test } from 'vitest';
import type { Format, Span } from './format.ts';
import { createFormats } from './formats/index.ts';
import { createIntake } from './intake.ts';
import { linesIn, wholeText } from './text/text-lines.ts';
import { guestSamples, samples, wrappings } from './wrappings.test-support.ts';

test('there is a sample of every format', () => {
  // Without a CPU of their own.
  const refusing = ['lscpu in another language', 'virsh version', 'CPUs that are not supported'];
  const names = createFormats().map(({ name }) => name);
  const sampled = new Set([...[...samples, ...guestSamples].map(([format]) => format), ...refusing]);
  const cure = 'add a sample of it to wrappings.test-support.ts: it is then tried behind every wrapping';
  expect(
    names.filter((name) => !sampled.has(name)),
    cure,
  ).toEqual([]);
  expect(
    [...sampled].filter((name) => !names.includes(name)),
    'no format is called so',
  ).toEqual([]);
});

describe.each(wrappings)('%s', (title, wrap) => {
  const intake = createIntake();
  test.each(samples)('%s, %s', (_format, _title, text) => {
    const [plain] = intake(text, 'paste 1').hosts;
    expect(plain).toBeDefined();
    const { hosts, problems } = intake(`${wrap(text, 'kvm-01')}\n${wrap(text, 'kvm-02')}`, 'paste 1');
    expect(problems, title).toEqual([]);
    expect(hosts.map(({ name, kind, cpu }) => ({ name, kind, cpu }))).toEqual(
      ['kvm-01', 'kvm-02'].map((name) => ({ name, kind: plain?.kind, cpu: plain?.cpu })),
    );
  });
});

describe.each(wrappings)('%s, around a guest', (title, wrap) => {
  const intake = createIntake();
  // Ansible's one line doubles no backslash: a command that goes on in the next line is not recognised there.
  const told = guestSamples.filter(([, , text]) => title !== 'Ansible’s one line' || !text.includes('\\'));
  test.each(told)('%s, %s', (_format, _title, text) => {
    const [plain] = intake(text, 'paste 1').guests;
    expect(plain?.name).toBe('web-01');
    const { hosts, guests, problems } = intake(`${wrap(text, 'kvm-01')}\n${wrap(text, 'kvm-02')}`, 'paste 1');
    expect(problems, title).toEqual([]);
    expect(hosts, title).toEqual([]);
    expect(guests.map(({ name, on, kind, cpu }) => ({ name, on, kind, cpu }))).toEqual(
      ['kvm-01', 'kvm-02'].map((on) => ({ name: 'web-01', on, kind: plain?.kind, cpu: plain?.cpu })),
    );
  });
});

/** `SILICON v2`, then a line for each feature, then a full stop: of no program that there is. */
const toy: Format = {
  name: 'a toy',
  fingerprint: {
    opening: /SILICON v\d/,
    programs: ['silicon'],
    words: ['silicon-report', 'grown'],
  },
  find(text) {
    const spans: Span[] = [];
    let start: number | undefined;
    for (const line of linesIn(text, wholeText(text))) {
      if (/^\s*SILICON v\d/.test(line.text)) start = line.start;
      if (start !== undefined && line.text.trim() === '.') {
        spans.push({ start, end: line.end });
        start = undefined;
      }
    }
    return spans;
  },
  read(text, span) {
    const [, ...names] = [...linesIn(text, span)]
      .map((line) => line.text.trim())
      .filter((name) => name !== '.');
    const cpu = { kind: 'names', arch: 'x86_64', vocabulary: 'libvirt', names } as const;
    return {
      hosts: [{ kind: 'cpuinfo', view: 'host', arch: 'x86_64', cpu, offset: span.start }],
      problems: [],
    };
  },
};

describe('a format that only this test knows', () => {
  const intake = createIntake([...createFormats(), toy]);
  const text = 'SILICON v2\navx2\nvmx\n.\n';

  test.each(wrappings)('is found behind %s', (_title, wrap) => {
    const { hosts, problems } = intake(`${wrap(text, 'kvm-01')}\n${wrap(text, 'kvm-02')}`, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([
      { name: 'kvm-01', cpu: { names: ['avx2', 'vmx'] } },
      { name: 'kvm-02', cpu: { names: ['avx2', 'vmx'] } },
    ]);
  });

  test.each([
    ['its words name nobody', 'silicon-report:\n', 'paste 1', undefined],
    ['its words say what a file holds', '', 'silicon-report-kvm-09.txt', 'kvm-09'],
    ['its program makes a command', 'kvm-09:\n$ silicon\n', 'paste 1', 'kvm-09'],
    ['its command tells more than a heading', '== rack ==\nssh kvm-09 silicon\n', 'paste 1', 'kvm-09'],
  ])('%s', (_title, before, file, name) => {
    expect(intake(before + text, file).hosts.map((host) => host.name)).toEqual([name]);
  });
});
