import { describe, expect, test } from 'vitest';
import { linesIn, wholeText } from '../../text/text-lines.ts';
import { continuesFlags, joinFlags } from './flag-lines.ts';

const flags =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ss ht ' +
  'syscall nx pdpe1gb rdtscp lm constant_tsc rep_good nopl xtopology nonstop_tsc cpuid tsc_known_freq pni ' +
  'pclmulqdq ssse3 fma cx16 pcid sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave avx f16c ' +
  'rdrand hypervisor lahf_lm abm 3dnowprefetch brand_new_flag avx2 avx512_vnni la57';

function join(text: string): string {
  const [first, ...more] = [...linesIn(text, wholeText(text))];
  return joinFlags(first!, first!.text.indexOf(':') + 1, more).words.join(' ');
}

/** Broken at a width, as a terminal does; `trim` as a copy from it often is. */
function hard(text: string, width: number, indent: string, trim: boolean): string {
  const lines = [text.slice(0, width)];
  const rest = width - indent.length;
  for (let at = width; at < text.length; at += rest) lines.push(indent + text.slice(at, at + rest));
  return lines.map((line) => (trim ? line.trimEnd() : line)).join('\n');
}

/** Broken between words, as a mail program does. */
function soft(text: string, width: number): string {
  return text.replace(new RegExp(`(?=\\S)(.{1,${width}})(?: |$)`, 'g'), '$1\n').trimEnd();
}

describe('a list broken at any width is joined as it was', () => {
  const line = `Flags:   ${flags}`;
  test('at the edge of a terminal', () => {
    for (let width = 24; width < 200; width++) {
      for (const indent of ['', '         ']) {
        expect(join(hard(line, width, indent, false)), `${width}`).toBe(flags);
      }
    }
  });
  test('between words', () => {
    for (let width = 24; width < 200; width++) expect(join(soft(line, width)), `${width}`).toBe(flags);
  });
  test('at the edge, with blanks at the ends of lines lost, where all words are known', () => {
    const known = flags.replace('brand_new_flag ', '');
    for (let width = 24; width < 200; width++) {
      expect(join(hard(`Flags:   ${known}`, width, '', true)), `${width}`).toBe(known);
    }
  });
});

test.each([
  ['avx512_vnni la57', 'sse', true],
  ['   something_new', 'sse', true],
  ['nni', 'avx512_v', true],
  ['host2', 'sse', false],
  ['kvm-02', 'sse', false],
  ['root@kvm-02:~# lscpu', 'sse', false],
  ['', 'sse', false],
  ['bugs\t\t: spectre_v1', 'sse', false],
])('%s after %s carries on: %s', (line, before, expected) => {
  expect(continuesFlags(line, before)).toBe(expected);
});
