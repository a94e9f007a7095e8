import { describe, expect, it } from 'vitest';
import { fixture } from '../fixtures.test-support.ts';
import { readText } from '../intake.ts';
import { unwrapXml } from './rewrapped-xml.ts';

const oneLine = (text: string) => text.replace(/>\s+</g, '><').trim();
const broken = (text: string, width: number) => text.replace(new RegExp(`(.{${width}})(?!$)`, 'gm'), '$1\n');

describe.each<[string, number[]]>([
  ['capabilities.xml', [80, 100, 120, 132]],
  ['domcapabilities.xml', [120, 132]],
])('%s', (name, widths) => {
  const text = fixture(name);
  const [plain] = readText(text, 'paste 1').hosts;

  it.each(widths)('broken at %s characters, in a line or in many, is read as it was', (width) => {
    for (const whole of [text, oneLine(text)]) {
      const pasted = `$ virsh capabilities\n${broken(whole, width)}\n`;
      const { hosts, problems } = readText(pasted, 'paste 1');
      expect(problems).toEqual([]);
      expect(hosts).toMatchObject([
        { cpu: plain?.cpu, ...(plain?.emulator && { emulator: plain.emulator }) },
      ]);
    }
  });
});

it('each element stands on the line that it ends in', () => {
  const text = `<a><b name='${'x'.repeat(50)}'/><c/><feat\nure name='y'/></a>\n`;
  expect(unwrapXml({ text, exact: true })).toEqual({
    text: `<a><b name='${'x'.repeat(50)}'/><c/>\n<feature name='y'/></a>\n`,
    exact: false,
  });
});

it.each([
  [
    'a blank between attributes that was lost',
    `<a b='${'x'.repeat(60)}'\nc='d'/>`,
    `\n<a b='${'x'.repeat(60)}' c='d'/>`,
  ],
  [
    'text of an element',
    `${'<a/>'.repeat(20)}<model>\nEPYC</model>`,
    `${'<a/>'.repeat(20)}\n<model>EPYC</model>`,
  ],
])('%s', (_, text, expected) => {
  expect(unwrapXml({ text }).text).toBe(expected);
});

it.each([
  ['lines that end between elements', `${'<a/>'.repeat(20)}\n<b/>\n`],
  ['narrow lines', '<a b=\n"c"/>'],
])('%s are left as they are', (_, text) => {
  expect(unwrapXml({ text })).toEqual({ text });
});
