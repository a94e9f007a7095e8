import { describe, expect, test } from 'vitest';
import { fixture } from './fixtures.test-support.ts';
import { hostileTexts } from './hostile.test-support.ts';
import { createIntake, readText } from './intake.ts';
import { MAX_FILE_SIZE } from './limits.ts';

const MB = 1024 * 1024;
const cpu = fixture('cpu-host.xml');
describe('hostile texts are read or refused; the bench measures how the time grows', () => {
  test.each(hostileTexts(MB / 4))('$title', ({ text }) => {
    const { hosts, guests, errors, problems } = readText(text, 'a.xml');
    expect(hosts.length + guests.length + errors.length + problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(101);
  });

  test('a text that is too large is not looked at', () => {
    const { problems } = readText(' '.repeat(MAX_FILE_SIZE + 1), 'a.xml');
    expect(problems).toMatchObject([
      { code: 'too-large', sentence: 'a.xml is larger than 32 MB and was not read.' },
    ]);
  });
});

describe('names from outside are data', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s', (name) => {
    const text = cpu
      .replace('EPYC-Rome', name)
      .replace("'ht'", `'${name}'`)
      .replace('<microcode', `<${name} ${name}='1'/><microcode`);
    const { hosts, problems } = createIntake()(`== ${name} ==\n${text}`, `${name}.xml`);
    expect(problems).toEqual([]);
    expect(hosts[0]).toMatchObject({
      name,
      cpu: { cpu: { model: name, features: [name, 'osxsave', 'invtsc'] } },
    });
    expect(readText(text, `${name}.xml`).hosts[0]?.name).toBe(name);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
});
