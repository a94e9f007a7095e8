import { describe, expect, test } from 'vitest';
import { fixture } from '../fixtures.test-support.ts';
import { readText } from '../intake.ts';

const cpu = fixture('cpu-host.xml');
const capabilities = fixture('capabilities.xml');
const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');
const eachLine = (text: string, change: (line: string) => string) =>
  text.trimEnd().split('\n').map(change).join('\n');

const clean = readText(`kvm-01:\n${cpu}`, 'paste 1');

/** Each holds `cpu` on lines 2 to 12, under the heading kvm-01. */
const strays: readonly (readonly [string, string])[] = [
  ['CRLF', `kvm-01:\n${cpu}`.replaceAll('\n', '\r\n')],
  ['lone CR', `kvm-01:\n${cpu}`.replaceAll('\n', '\r')],
  ['BOM', `\ufeffkvm-01:\n${cpu}`],
  ['BOM before the document', `kvm-01:\n\ufeff${cpu}`],
  ['escaped quotes alone', `kvm-01:\n${cpu.replaceAll("'", '&apos;')}`],
  ['escaped double quotes alone', `kvm-01:\n${cpu.replaceAll("'", '&quot;')}`],
  ['non-breaking spaces', `kvm-01:\n${cpu}`.replaceAll(' ', '\u00a0')],
  ['zero-width spaces', `kvm-01:\n${eachLine(cpu, (line) => `\u200b${line}\u200b`)}`],
  ['a text editor’s quotes', `kvm-01:\n${cpu.replace(/'([^']*)'/g, '‘$1’')}`],
  ['a text editor’s double quotes', `kvm-01:\n${cpu.replace(/["']([^"']*)["']/g, '“$1”')}`],
  ['a text editor’s quotes that all bend the same way', `kvm-01:\n${cpu.replaceAll("'", '’')}`],
  ['a quote before it', `kvm-01:\n'${cpu}'`],
  ['a backtick before it', `kvm-01:\n\`${cpu}\``],
  ['fences', `kvm-01:\`\`\`xml\n${cpu}\`\`\`\n`.replace(':```', ':\n```').replace('kvm-01:\n', '')],
  ['a mail’s quotes', eachLine(`kvm-01:\n${cpu}`, (line) => `> ${line}`)],
  ['a mail’s quotes, twice', eachLine(`kvm-01:\n${cpu}`, (line) => `> > ${line}`)],
  ['a mail’s quotes, tight', eachLine(`kvm-01:\n${cpu}`, (line) => `>>${line}`)],
  ['HTML’s escapes', `kvm-01:\n${escapeHtml(cpu)}`],
  ['HTML’s escapes, twice', `kvm-01:\n${escapeHtml(escapeHtml(cpu))}`],
  ['HTML around', `<h2>kvm-01</h2>\n<pre>${escapeHtml(cpu)}</pre>`],
  [
    'a terminal’s colours',
    `\x1b[1;32mkvm-01\x1b[0m:\n${cpu.replaceAll('<', '\x1b[36m<').replaceAll('>', '>\x1b[39;49m')}`,
  ],
  [
    'what script(1) records',
    `\x1b[?2004h\x1b]0;root@kvm-01: ~\x07\x1b[01;32mroot@kvm-01\x1b[00m:\x1b[01;34m~\x1b[00m# virsh -r baseline\r\n` +
      `\x1b[?2004l${cpu.replaceAll('\n', '\r\n')}\x1b[?2004h`,
  ],
  ['UTF-16 read as UTF-8', [...`kvm-01:\n${cpu}`].map((char) => `${char}\0`).join('')],
];

describe('characters that copying leaves behind', () => {
  test.each(strays.map(([title, text]) => ({ title, text })))('$title', ({ title, text }) => {
    const { hosts, problems } = readText(text, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toEqual(title === 'fences' ? [{ ...clean.hosts[0], name: undefined }] : clean.hosts);
  });

  test('escaped text inside a document belongs to it', () => {
    const domain = fixture('domain.xml').replace('four &amp; five', escapeHtml(cpu));
    const { hosts, guests, problems } = readText(`${domain}\n${escapeHtml(cpu)}`, 'paste 1');
    expect(problems).toEqual([]);
    expect([...guests, ...hosts].map(({ kind }) => kind)).toEqual(['domain', 'cpu']);
  });

  test('zero-width and bidi characters inside names stay', () => {
    const { hosts } = readText(cpu.replace("'ht'", "'h\u200bt\u202e'"), 'a.xml');
    expect(hosts[0]?.cpu).toMatchObject({ cpu: { features: ['h\u200bt\u202e', 'osxsave', 'invtsc'] } });
  });
});

const result = {
  changed: false,
  rc: 0,
  stdout: capabilities.trimEnd(),
  stdout_lines: capabilities.trimEnd().split('\n'),
};

describe('JSON around what virsh printed', () => {
  test.each([
    ['ad hoc', `kvm-01 | SUCCESS => ${JSON.stringify(result, undefined, 4)}\n`],
    ['ad hoc on one line', `kvm-01 | SUCCESS => ${JSON.stringify(result)}\n`],
    ['a play’s result', `ok: [kvm-01] => ${JSON.stringify(result, undefined, 4)}\n`],
    ['a play’s result, verbose', `changed: [kvm-01] => ${JSON.stringify(result)}\n`],
    ['debug of the text', `ok: [kvm-01] => {\n    "out.stdout": ${JSON.stringify(result.stdout)}\n}\n`],
    [
      'debug of the lines',
      `ok: [kvm-01] => ${JSON.stringify({ 'out.stdout_lines': result.stdout_lines }, undefined, 4)}\n`,
    ],
    ['debug of a message', `ok: [kvm-01] => ${JSON.stringify({ msg: result.stdout_lines }, undefined, 4)}\n`],
    ['-o', `kvm-01 | CHANGED | rc=0 | (stdout) ${result.stdout.replaceAll('\n', '\\n')}\n`],
    ['JSON in JSON', `kvm-01:\n${JSON.stringify({ a: JSON.stringify(result) })}\n`],
    [
      'letters for angles',
      `kvm-01:\n${JSON.stringify({ x: capabilities }).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')}\n`,
    ],
  ])('%s', (_title, text) => {
    const { hosts, problems } = readText(text + text.replaceAll('kvm-01', 'kvm-02'), 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'kvm-01 capabilities',
      'kvm-02 capabilities',
    ]);
    expect(hosts[1]?.cpu).toBe(hosts[0]?.cpu);
    expect(hosts[0]?.place.line).toBeLessThanOrEqual(text.split('\n').length);
  });
});

describe('JSON around what was printed is taken off, and its keys name', () => {
  const cpuinfo =
    'processor\t: 0\nvendor_id\t: GenuineIntel\nwp\t\t: yes\nflags\t\t: fpu lm sse2\nbogomips\t: 1\n';
  const lscpu =
    'Architecture:        x86_64\nVendor ID:           GenuineIntel\nFlags:               fpu lm sse2\n';
  const leaf = (eax: string, values: string) =>
    `   0x${eax} 0x00: eax=0x${values} ebx=0x0000a0b1 ecx=0x00000000 edx=0x0000c0d1\n`;
  const cpuid = `CPU 0:\n${leaf('00000000', '00000001')}${leaf('00000001', '00050657')}${leaf('80000000', '80000000')}`;
  const qmp = `${JSON.stringify({ return: { model: { name: 'host', props: { fpu: true, lm: true } } } })}\n`;
  const printed: readonly (readonly [string, string])[] = [
    ['cpu', fixture('cpu-host.xml')],
    ['cpuinfo', cpuinfo],
    ['lscpu', lscpu],
    ['cpuid', cpuid],
    ['qmp-expansion', qmp],
    ['qmp-expansion', JSON.stringify(JSON.parse(qmp), undefined, 2)],
  ];
  const lines = (text: string) => text.trimEnd().split('\n');
  const result = (text: string) => ({ cmd: ['cat', 'x'], rc: 0, stdout: text, stdout_lines: lines(text) });

  describe.each(printed)('%s', (kind, text) => {
    const [plain] = readText(text, 'paste 1').hosts;
    const named = (name: string | undefined) => ({ name, kind, cpu: plain?.cpu });
    const both = { 'kvm-01': result(text), 'kvm-02': result(text) };

    test.each([
      ['Salt', { 'kvm-01': text, 'kvm-02': text }],
      ['results by host', both],
      ['a callback', { plays: [{ tasks: [{ task: { name: 'x' }, hosts: both }] }], stats: {} }],
      [
        'lists of lines',
        { 'kvm-01': { stdout_lines: lines(text) }, 'kvm-02': { stdout_lines: lines(text) } },
      ],
    ])('%s', (_, json) => {
      for (const indent of [0, 4]) {
        const { hosts, problems } = readText(JSON.stringify(json, undefined, indent), 'paste 1');
        expect(problems).toEqual([]);
        expect(hosts).toMatchObject([named('kvm-01'), named('kvm-02')]);
      }
    });

    test.each(['stdout', 'a', 'output', 'msg'])('%s names nobody', (key) => {
      for (const indent of [0, 4]) {
        const { hosts, problems } = readText(JSON.stringify({ [key]: text }, undefined, indent), 'paste 1');
        expect(problems).toEqual([]);
        expect(hosts).toMatchObject([named(undefined)]);
      }
    });

    test('Ansible’s one line', () => {
      const line = `kvm-01 | CHANGED | rc=0 | (stdout) ${text.trimEnd().replaceAll('\n', '\\n')}\n`;
      const { hosts, problems } = readText(line + line.replace('kvm-01', 'kvm-02'), 'paste 1');
      expect(problems).toEqual([]);
      expect(hosts).toMatchObject([named('kvm-01'), named('kvm-02')]);
    });
  });
});

describe('marks of a chat or a page on a document’s own lines', () => {
  const lscpu =
    'Architecture:        x86_64\nVendor ID:           GenuineIntel\nFlags:               fpu lm sse2\n';
  const qmp = JSON.stringify({ return: { model: { name: 'host', props: { fpu: true, lm: true } } } });
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

  describe.each([
    ['cpu', fixture('cpu-host.xml')],
    ['lscpu', lscpu],
    ['qmp-expansion', qmp],
    ['qmp-expansion', JSON.stringify(JSON.parse(qmp), undefined, 2)],
  ])('%s', (kind, text) => {
    const { cpu } = readText(text, 'paste 1').hosts[0] ?? {};

    test.each([
      ['a fence behind the name', `kvm-01: \`\`\`${text}\`\`\`\n`],
      ['fences and words', `kvm-01 \`\`\`${text.trimEnd()}\`\`\` and thanks\n`],
      ['a fence that says of what', `kvm-01 \`\`\`text\n${text.trimEnd()}\n\`\`\`\n`],
      ['a page', `<h2>kvm-01</h2><pre>${text}</pre>\n`],
      ['a page, escaped', `<h2>kvm-01</h2><pre>${escaped(text)}</pre>\n`],
      [
        'a page with more tags',
        `<p class="x">kvm-01</p><pre><code>${escaped(text.trimEnd())}</code></pre>\n`,
      ],
      ['escaped twice', `kvm-01:\n${escaped(escaped(text))}\n`],
    ])('%s', (_, pasted) => {
      const { hosts, problems } = readText(pasted + pasted.replace('kvm-01', 'kvm-02'), 'paste 1');
      expect(problems).toEqual([]);
      expect(hosts).toMatchObject([
        { name: 'kvm-01', kind, cpu },
        { name: 'kvm-02', kind, cpu },
      ]);
      expect(hosts[1]?.place.line).toBeGreaterThanOrEqual(pasted.split('\n').length);
    });
  });
});
