import { expect, it } from 'vitest';
import { readText } from '../intake.ts';
import { openings } from '../known.test-support.ts';
import { withoutBlankLines } from './double-spaced.ts';

const flags =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht lm avx';
const block = (processor: number) =>
  `processor\t: ${processor}\nvendor_id\t: GenuineIntel\nmodel\t\t: 85\nwp\t\t: yes\nflags\t\t: ${flags}\nbogomips\t: 1\n`;
const cpuinfo = `${block(0)}\n${block(1)}`;
const lscpu = `Architecture:   x86_64\nVendor ID:      GenuineIntel\nModel:          85\nFlags:          ${flags}\nNUMA:\n`;

it.each([
  ['cpuinfo', cpuinfo],
  ['lscpu', lscpu],
  ['cpuinfo in lines of 80', cpuinfo.replace(/.{80}/g, '$&\n')],
  ['lscpu in lines of 80', lscpu.replace(/.{80}/g, '$&\n')],
])('%s with a blank line behind each line is read as one without', (_, text) => {
  const [plain] = readText(text, 'paste 1').hosts;
  const { hosts, problems } = readText(`kvm-01:\n${text.replaceAll('\n', '\n\n')}`, 'paste 1');
  expect(problems).toEqual([]);
  expect(hosts).toMatchObject([{ name: 'kvm-01', cpu: plain?.cpu }]);
  expect(plain?.cpu).toMatchObject({ names: flags.split(' ') });
});

it('each line knows where it came from', () => {
  const sheet = withoutBlankLines({ text: 'a\n\nb\n\nflags : x\n\nc\n\n\nd\n' }, openings);
  expect(sheet).toEqual({ text: 'a\nb\nflags : x\nc\n\n\nd\n', origin: [1, 3, 5, 7, 8, 9, 10, 11] });
});

it.each([
  ['too few lines', 'a\n\nflags : x\n\nb\n\n\n'],
  ['no flags', 'a\n\nb\n\nc\n\nd\n\ne\n'],
  ['paragraphs', 'flags : x\nb\n\nc\nd\n\ne\nf\n\ng\nh\n\n'],
])('%s: left as it is', (_, text) => {
  expect(withoutBlankLines({ text }, openings)).toEqual({ text });
});
