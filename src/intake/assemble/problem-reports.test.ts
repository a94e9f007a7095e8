import { describe, expect, test } from 'vitest';
import { fixture } from '../fixtures.test-support.ts';
import { readText } from '../intake.ts';

const capabilities = fixture('capabilities.xml');
const cpu = fixture('cpu-host.xml');
const cutInCpu = capabilities.slice(0, capabilities.indexOf("'md-clear'"));
const doctype = '<!DOCTYPE cpu [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>';

/** Text, file name, code, line, and a part of the sentence. */
const table: readonly (readonly [string, string, string, string, number, RegExp | string])[] = [
  ['empty', '', 'a.xml', 'empty', 1, /^a\.xml is empty\. Paste the output/],
  ['blank', ' \n\t\n', 'a.xml', 'empty', 1, /^a\.xml is empty/],
  [
    'prose',
    '\n\nHello world\n',
    'a.txt',
    'not-understood',
    3,
    /^a\.txt .*begins with “Hello world”.* Paste the output/,
  ],
  ['a web page', '<!DOCTYPE html><html><body>Hi</body></html>', 'a', 'not-understood', 1, /web page/],
  [
    'a piece of domain capabilities',
    "# virsh domcapabilities\n...\n  <mode name='host-model' supported='yes'>\n    <model fallback='forbid'>Penryn</model>\n  </mode>\n",
    'a.xml',
    'not-understood',
    3,
    /^a\.xml contains <mode> but not the document around it/,
  ],
  [
    'another document',
    '<network><name>x</name></network>',
    'a.xml',
    'not-understood',
    1,
    /contains <network>/,
  ],
  [
    'JSON of another kind',
    '{\n  "cpuFlags": "fpu,vme,model_Haswell",\n  "cpuModel": "x"\n}\n',
    'a.json',
    'not-understood',
    1,
    /^a\.json .*begins with “\{ "cpuFlags": "fpu,vme,model_Haswell",/,
  ],
  [
    'capabilities that name no model',
    "<capabilities><host>\n<cpu><arch>x86_64</arch><features><pae/></features></cpu></host><guest><arch name='x86_64'><domain type='xen'/></arch></guest></capabilities>",
    'kvm-04.xml',
    'no-cpu',
    2,
    /^kvm-04\.xml has no CPU to read: its <cpu> names no model, as that of libvirt's Xen driver/,
  ],
  ['NUL alone', '\0\0\0hello\0', 'a', 'not-understood', 1, /NUL/],
  [
    'DOCTYPE',
    `${doctype}${cpu}`,
    'kvm-04.xml',
    'doctype',
    1,
    'kvm-04.xml has a DOCTYPE. libvirt never writes one, so the file was not read.',
  ],
  [
    'DOCTYPE before another root',
    `<?xml version="1.0"?>\n${doctype}<lolz/>`,
    'a.xml',
    'doctype',
    2,
    /DOCTYPE/,
  ],
  ['DOCTYPE in it', cpu.replace('<arch>', `${doctype}<arch>`), 'a.xml', 'doctype', 2, /DOCTYPE/],
  [
    'cut in <cpu>',
    cutInCpu,
    'kvm-03.xml',
    'cut',
    36,
    'kvm-03.xml is not finished: it stops at line 36, inside <cpu>.',
  ],
  [
    'cut after </cpu>',
    capabilities.slice(0, capabilities.indexOf('</topology>')),
    'kvm-03.xml',
    'cut',
    89,
    /inside <topology>/,
  ],
  ['cut in its last tag', capabilities.trimEnd().slice(0, -3), 'a.xml', 'cut', 112, /inside <capabilities>/],
  ['cut in its first tag', '<capabilities', 'a.xml', 'cut', 1, /inside <capabilities>/],
  [
    'left out in <cpu>',
    cpu.replace("  <feature name='osxsave'/>", '...snip...'),
    'a.xml',
    'cut',
    9,
    'a.xml is not complete: lines are left out at line 9, inside <cpu>.',
  ],
  [
    'left out, tags too',
    capabilities.replace(/<cells[\s\S]*<\/cells>\s*<\/topology>/, '[...]'),
    'a.xml',
    'cut',
    58,
    /left out/,
  ],
  [
    'its beginning is missing',
    capabilities.slice(capabilities.indexOf('<cells')),
    'a.xml',
    'cut',
    55,
    /beginning, <capabilities>, is missing/,
  ],
  [
    'wrong tag',
    cpu.replace('</arch>', '</march>'),
    'a.xml',
    'malformed',
    2,
    /<\/march> is found where <\/arch> is expected/,
  ],
  [
    'unfinished tag',
    cpu.replace("<feature name='ht'/>", "<feature name='ht'"),
    'a.xml',
    'malformed',
    8,
    /not finished/,
  ],
  ['no quotes', cpu.replace("name='ht'", 'name=ht'), 'a.xml', 'malformed', 8, /not well-formed/],
  ['an entity of nobody', cpu.replace('AMD', '&amd;'), 'a.xml', 'malformed', 4, /&amd;/],
  ['NUL in it', cpu.replace('AMD', 'A\0D'), 'a.xml', 'malformed', 4, /U\+0000/],
  ['too deep', `<capabilities>${'<a>'.repeat(200)}`, 'a.xml', 'too-deep', 1, /more than 64 deep/],
  ['no host CPU', '<capabilities><host/></capabilities>', 'a.xml', 'no-cpu', 1, /no <cpu> inside <host>/],
  [
    'host-model unsupported',
    fixture('domcapabilities.xml').replace("'host-model' supported='yes'", "'host-model' supported='no'"),
    'a.xml',
    'no-cpu',
    7,
    /does not support the CPU mode host-model/,
  ],
  [
    'what libvirt refuses',
    cpu.replace("cores='16'", "cores='0'"),
    'a.xml',
    'libvirt-refuses',
    1,
    "libvirt would refuse the CPU of a.xml: XML error: Invalid value for attribute 'cores' in element 'topology': Zero is not permitted",
  ],
  [
    'a feature twice',
    cpu.replace('osxsave', 'ht'),
    'a.xml',
    'libvirt-refuses',
    1,
    /CPU feature 'ht' specified more than once/,
  ],
  [
    'bad registers',
    "<cpudata arch='x86'><cpuid eax_in='x'/></cpudata>",
    'a.xml',
    'libvirt-refuses',
    1,
    /Invalid cpuid\[0\]/,
  ],
  ['no registers', "<cpudata arch='x86'></cpudata>", 'a.xml', 'no-cpu', 1, /no <cpuid>/],
  [
    'too many features',
    cpu.replace("<feature name='ht'/>", "<feature name='a'/>".repeat(4097)),
    'a.xml',
    'too-many',
    8,
    /more than 4,096 features/,
  ],
];

const cases = table.map(([title, text, file, code, line, sentence]) => ({
  title,
  text,
  file,
  code,
  line,
  sentence,
}));
const unreadable = new Set([
  'empty',
  'blank',
  'prose',
  'a web page',
  'a piece of domain capabilities',
  'JSON of another kind',
  'another document',
  'NUL alone',
]);

describe('what can’t be read is said in a sentence with its place', () => {
  test.each(cases)('$title', ({ text, file, code, line, sentence }) => {
    const { hosts, problems } = readText(text, file);
    expect(hosts).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, place: { file, line } });
    if (typeof sentence === 'string') expect(problems[0]?.sentence).toBe(sentence);
    else expect(problems[0]?.sentence).toMatch(sentence);
    expect(problems[0]?.excerpt.at(-1)?.line).toBe(text === '' ? 1 : line);
    expect(problems[0]?.hint).toBeDefined();
  });

  test.each(cases.filter(({ title }) => !unreadable.has(title)))(
    'and the good documents around it are read: $title',
    ({ text, code }) => {
      const { hosts, problems } = readText(
        `== good-1 ==\n${cpu}\n== bad ==\n${text}\n== good-2 ==\n${cpu}`,
        'paste 1',
      );
      expect(hosts.map(({ name }) => name)).toEqual(['good-1', 'good-2']);
      expect(problems).toMatchObject([{ code }]);
    },
  );
});

describe('a cut document', () => {
  test('says what is missing, and shows the last three lines', () => {
    const [problem] = readText(cutInCpu, 'kvm-03.xml').problems;
    expect(problem?.hint).toBe('the text ends here; </cpu>, </host> and </capabilities> are missing');
    expect(problem?.excerpt.map(({ line }) => line)).toEqual([34, 35, 36]);
    expect(problem?.host).toBe('kvm-03');
    expect(problem?.column).toBe('      <feature name='.length);
  });

  test('ends where the next document’s heading stands, and both have their names', () => {
    const text = `== kvm-03 ==\n${cutInCpu}'/>\n== kvm-04 ==\nroot@kvm-04:~# virsh capabilities\n${capabilities}`;
    const { hosts, problems } = readText(text, 'paste 1');
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-04']);
    expect(problems).toMatchObject([{ code: 'cut', host: 'kvm-03', place: { line: 37 } }]);
    expect(problems[0]?.sentence).toBe('kvm-03 is not finished: it stops at line 37, inside <cpu>.');
    expect(problems[0]?.hint).toMatch(/^the next document begins after this; /);
  });

  test('does not swallow a document of another kind', () => {
    const text = `${cutInCpu}'/>\n${fixture('domain.xml')}\n${cpu}`;
    const { hosts, guests, problems } = readText(text, 'paste 1');
    expect([...guests, ...hosts].map(({ kind }) => kind)).toEqual(['domain', 'cpu']);
    expect(problems).toMatchObject([{ code: 'cut', place: { line: 36 } }]);
  });

  test('lines left out elsewhere do not matter while its tags nest', () => {
    const { hosts, problems } = readText(
      capabilities.replace(/<cells[\s\S]*<\/cells>/, '\n...snip...\n'),
      'a.xml',
    );
    expect(problems).toEqual([]);
    expect(hosts).toHaveLength(1);
  });
});

test('a column is told where the lines are the person’s own', () => {
  const text = cpu.replace('</arch>', '</march>');
  expect(readText(text, 'a.xml').problems[0]?.column).toBe('  <arch>x86_64<'.length);
  expect(readText(text.replaceAll('\n', '\r\n'), 'a.xml').problems[0]?.column).toBe('  <arch>x86_64<'.length);
  expect(readText(text.replaceAll(/^/gm, '> '), 'a.xml').problems[0]).not.toHaveProperty('column');
});

test('a text with very many problems lists the first hundred', () => {
  const { problems } = readText('<cpu><a></b></cpu>\n'.repeat(1000), 'a.xml');
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toMatchObject({
    code: 'too-many',
    sentence: 'a.xml has 900 more problems, which are not listed.',
  });
});
