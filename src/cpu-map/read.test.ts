import { describe, expect, it } from 'vitest';
import { readCpuMap } from './read.ts';

const vendors = "<vendor name='Intel' string='GenuineIntel'/>";
const features = "<feature name='fpu'><cpuid eax_in='0x1' edx='0x00000001'/></feature>";
const models = "<model name='least'><feature name='fpu'/></model>";

/** A whole map out of what is in `<arch name='x86'>`, and further files. */
function read(x86: string, files: Readonly<Record<string, string>> = {}) {
  const index = `<cpus>\n<arch name='x86'>\n${x86}\n</arch>\n</cpus>\n`;
  return readAll({ 'index.xml': index, ...files });
}

function readAll(files: Readonly<Record<string, string>>) {
  return readCpuMap({ files: new Map(Object.entries(files)), release: '99.0.0', origin: 'made up' });
}

function facts(x86: string, files: Readonly<Record<string, string>> = {}) {
  const reading = read(x86, files);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.facts.x86;
}

/** `file:line: sentence`, as the importer prints problems. */
function problems(reading: ReturnType<typeof read>): string[] {
  return reading.ok ? [] : reading.problems.map(({ file, line, sentence }) => `${file}:${line}: ${sentence}`);
}

describe('the content of a map', () => {
  it('is read in the order of the includes, through groups inside groups', () => {
    const file = (name: string) => `<cpus><model name='${name}'><feature name='fpu'/></model></cpus>`;
    const read = facts(
      `${vendors}${features}
      <group name='all'>
        <include filename='b.xml'/>
        <group name='inner'><group name='deeper'><include filename='c.xml'/></group></group>
      </group>
      <include filename='a.xml'/>`,
      { 'a.xml': file('a'), 'b.xml': file('b'), 'c.xml': file('c') },
    );
    expect(read.models.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });

  it('is found by file name, whatever the folder', () => {
    const reading = readAll({
      'cpu_map/index.xml': "<cpus><arch name='x86'><include filename='m.xml'/></arch></cpus>",
      'cpu_map/m.xml': `<cpus>${features}${models}</cpus>`,
    });
    expect(reading.ok).toBe(true);
  });

  it('takes registers from CPUID and from both halves of an MSR', () => {
    const { features } = facts(
      `<feature name='a'><cpuid eax_in='0x7' ecx_in='0x1' eax='0x80000000' edx='0x1'/></feature>
      <feature name='b'><msr index='0x10a' eax='0x00000002' edx='0x00000004'/></feature>
      <feature name='c'><cpuid eax_in='1' ecx='16'/><cpuid eax_in='2' ebx='0x8'/></feature>
      <model name='m'/>`,
    );
    expect(features.map(({ masks }) => masks)).toEqual([
      ['7.1 eax 80000000', '7.1 edx 00000001'],
      ['msr 10a eax 00000002', 'msr 10a edx 00000004'],
      ['1.0 ecx 00000010', '2.0 ebx 00000008'],
    ]);
  });

  it('keeps what blocks migration, and the names that others use', () => {
    const { features } = facts(
      `<feature name='a' migratable='no'><cpuid eax_in='0x1' ecx='0x1'/></feature>
      <feature name='b' migratable='yes'>
        <cpuid eax_in='0x1' ecx='0x2'/>
        <alias source='qemu' name='b-qemu'/><alias source='linux' name='b_linux'/>
      </feature>
      <model name='m'/>`,
    );
    expect(features).toEqual([
      { name: 'a', masks: ['1.0 ecx 00000001'], migratable: false },
      {
        name: 'b',
        masks: ['1.0 ecx 00000002'],
        aliases: [
          { name: 'b-qemu', source: 'qemu' },
          { name: 'b_linux', source: 'linux' },
        ],
      },
    ]);
  });

  it('reads all of a model', () => {
    const read = facts(
      `${vendors}${features}
      <feature name='x'><cpuid eax_in='0x1' ecx='0x1'/></feature>
      <feature name='y'><cpuid eax_in='0x1' ecx='0x2'/></feature>
      <model name='old'><decode host='off' guest='on'/><feature name='fpu'/></model>
      <model name='new'>
        <decode host='on' guest='off'/>
        <check partial='compat'/>
        <model name='old'/>
        <signature family='6' model='85' stepping='0-4'/>
        <signature family='6' model='106' stepping='0-3,5'/>
        <signature family='6' model='143'/>
        <vendor name='Intel'/>
        <feature name='fpu'/>
        <feature name='x' removed='yes'/>
        <feature name='y' added='yes'/>
      </model>`,
    );
    expect(read.models).toEqual([
      { name: 'old', decodeHost: false, features: 'fpu' },
      {
        name: 'new',
        decodeGuest: false,
        checkCompat: true,
        ancestor: 'old',
        signatures: ['6/85/0-4', '6/106/0-3,5', '6/143'],
        vendor: 'Intel',
        features: 'fpu',
        removed: 'x',
        added: 'y',
      },
    ]);
  });

  it('lets hosts and guests be decoded to a model that says nothing of it, as maps of 5.0 do', () => {
    const [model] = facts(`${features}${models}`).models;
    expect(model).toEqual({ name: 'least', features: 'fpu' });
  });

  it('includes the facts of the other drivers', () => {
    const reading = readAll({
      'index.xml': `<cpus>
        <arch name='x86'>${features}${models}</arch>
        <arch name='ppc64'>
          <vendor name='IBM'/>
          <model name='POWER8'><vendor name='IBM'/>
            <pvr value='0x004b0000' mask='0xffff0000'/><pvr value='0x004c0000' mask='0xffff0000'/>
          </model>
        </arch>
        <arch name='arm'>
          <vendor name='ARM' value='0x41'/>
          <feature name='sve'/><feature name='pauth'/>
          <model name='a64fx'><vendor name='ARM'/><pvr value='0x001'/><feature name='sve'/></model>
        </arch>
        <arch name='sparc'><include filename='not-ours.xml'/></arch>
      </cpus>`,
    });
    expect(reading.ok && reading.facts.ppc64).toEqual({
      vendors: ['IBM'],
      models: [{ name: 'POWER8', vendor: 'IBM', pvrs: ['0x004b0000/0xffff0000', '0x004c0000/0xffff0000'] }],
    });
    expect(reading.ok && reading.facts.arm).toEqual({
      vendors: [{ name: 'ARM', value: '0x41' }],
      features: 'sve pauth',
      models: [{ name: 'a64fx', vendor: 'ARM', pvr: '0x001', features: 'sve' }],
    });
  });
});

describe('faults of a map are named with file and line', () => {
  it.each<[what: string, x86: string, sentence: string]>([
    [
      'an ancestor that does not exist',
      "<model name='m'>\n<model name='gone'/></model>",
      'model m refers to the ancestor gone, which the map does not define before it',
    ],
    [
      'a model that is its own ancestor',
      "<model name='m'><model name='m'/></model>",
      'model m refers to the ancestor m, which the map does not define before it',
    ],
    [
      'a vendor that does not exist',
      "<model name='m'><vendor name='Acme'/></model>",
      'model m refers to the vendor Acme, which the map does not define before it',
    ],
    [
      'a feature that does not exist',
      "<model name='m'><feature name='gone'/></model>",
      'model m refers to the feature gone, which the map does not define before it',
    ],
    [
      'a removed feature that does not exist',
      "<model name='m'><feature name='gone' removed='yes'/></model>",
      'model m refers to the feature gone, which the map does not define before it',
    ],
    [
      'a signature without a number',
      "<model name='m'><signature family='six' model='1'/></model>",
      'model m has a signature that is not a family, a model and steppings: six/1',
    ],
    [
      'a signature without a model',
      "<model name='m'><signature family='6'/></model>",
      'model m has a signature that is not a family, a model and steppings: 6/',
    ],
    [
      'a signature with odd steppings',
      "<model name='m'><signature family='6' model='1' stepping='0-'/></model>",
      'model m has a signature that is not a family, a model and steppings: 6/1/0-',
    ],
    ['a model without a name', '<model/>', 'a model has no name'],
    ['a feature without a name', "<feature><cpuid eax_in='1' eax='1'/></feature>", 'a feature has no name'],
    [
      'a feature with a blank in its name',
      "<feature name='a b'><cpuid eax_in='1' eax='1'/></feature>",
      "the feature 'a b' has a blank in its name",
    ],
    [
      'a feature without bits',
      "<feature name='f'><cpuid eax_in='1' eax='0'/></feature>",
      'feature f has no register bits',
    ],
    [
      'a vendor whose string is no vendor',
      "<vendor name='V' string='Short'/>",
      "vendor V has the string 'Short', not 12 characters",
    ],
  ])('%s', (_what, x86, sentence) => {
    expect(problems(read(`${vendors}\n${features}${models}\n${x86}`))).toEqual([`index.xml:5: ${sentence}`]);
  });

  it.each([
    ['eax_in', "<cpuid eax='0x1'/>", "eax_in='' is not a 32-bit number"],
    ['ecx', "<cpuid eax_in='0x1' ecx='0x100000000'/>", "ecx='0x100000000' is not a 32-bit number"],
    ['edx', "<cpuid eax_in='0x1' eax='0x1' edx='-1'/>", "edx='-1' is not a 32-bit number"],
    ['index', "<msr index='ten' eax='0x1'/>", "index='ten' is not a 32-bit number"],
  ])('a number that is none: %s', (_attribute, register, sentence) => {
    const found = problems(read(`${features}${models}\n<feature name='f'>${register}</feature>`));
    expect(found).toContain(`index.xml:4: ${sentence}`);
  });

  it.each(['vendor', 'feature', 'model'])('a %s that is defined twice, with the first place', (kind) => {
    const x86 = `${vendors}${features}${models}`;
    const one = { vendor: vendors, feature: features, model: models }[kind] ?? '';
    const name = { vendor: 'Intel', feature: 'fpu', model: 'least' }[kind];
    const reading = read(`${x86}\n<include filename='more.xml'/>`, { 'more.xml': `<cpus>\n\n${one}</cpus>` });
    expect(problems(reading)).toEqual([
      `more.xml:3: ${kind} ${name} is defined a second time; the first is at index.xml:3`,
    ]);
  });

  it.each(['ppc64', 'arm'])('a model of %s that is defined twice', (arch) => {
    const index = `<cpus>
      <arch name='x86'>${features}${models}</arch>
      <arch name='${arch}'>
        <model name='m'/>
        <model name='m'/>
      </arch></cpus>`;
    expect(problems(readAll({ 'index.xml': index }))).toEqual([
      'index.xml:5: model m is defined a second time; the first is at index.xml:4',
    ]);
  });

  it('a file that is not there', () => {
    expect(problems(read(`${features}${models}\n<include filename='gone.xml'/>`))).toEqual([
      'index.xml:4: gone.xml is missing from the CPU map',
    ]);
    expect(problems(readAll({}))).toEqual(['index.xml:1: index.xml is missing from the CPU map']);
  });

  it('files that include each other, and a file that includes the index', () => {
    const more = {
      'a.xml': "<cpus>\n<include filename='b.xml'/></cpus>",
      'b.xml': "<cpus>\n\n<include filename='a.xml'/>\n<include filename='index.xml'/></cpus>",
    };
    expect(problems(read(`${features}${models}<include filename='a.xml'/>`, more))).toEqual([
      'b.xml:3: a.xml includes itself',
      'b.xml:4: index.xml includes itself',
    ]);
  });

  it('a file that is included twice, however deep: a chain of doublings is no work', () => {
    const files: Record<string, string> = { 'f14.xml': '<cpus/>' };
    for (let i = 0; i < 14; i++) {
      const next = `<include filename='f${i + 1}.xml'/>`;
      files[`f${i}.xml`] = `<cpus>\n${next}\n${next}</cpus>`;
    }
    const found = problems(read(`${features}${models}<include filename='f0.xml'/>`, files));
    expect(found).toHaveLength(14);
    expect(found).toContain('f0.xml:3: f1.xml is included a second time; the first is at f0.xml:2');
  });

  it('a file that is not XML, and one that is no CPU map', () => {
    const broken = read(`${features}${models}<include filename='b.xml'/>`, { 'b.xml': '<cpus>\n<model' });
    expect(problems(broken)).toHaveLength(1);
    expect(problems(broken)[0]).toMatch(/^b\.xml:2: b\.xml can't be read: ./);
    const other = read(`${features}${models}<include filename='b.xml'/>`, { 'b.xml': '\n<capabilities/>' });
    expect(problems(other)).toEqual([
      "b.xml:2: b.xml starts with <capabilities>; a CPU map's files start with <cpus>",
    ]);
  });

  it('an index without x86 models', () => {
    expect(problems(readAll({ 'index.xml': "<cpus><arch name='ppc64'/></cpus>" }))).toEqual([
      'index.xml:1: index.xml includes no x86 CPU models',
    ]);
  });

  it('at the same line whether lines end in LF or CRLF', () => {
    const text = `<cpus>\n<arch name='x86'>\n${features}\n\n<model name='m'>\n<vendor name='A'/></model></arch></cpus>`;
    for (const index of [text, text.replaceAll('\n', '\r\n')]) {
      expect(problems(readAll({ 'index.xml': index }))).toEqual([
        'index.xml:5: model m refers to the vendor A, which the map does not define before it',
      ]);
    }
  });

  it('all of it at once, not only the first', () => {
    expect(
      problems(read("<model name='a'><vendor name='A'/></model><model name='b'><vendor name='B'/></model>")),
    ).toHaveLength(2);
  });
});

it('names like those of every object’s properties are names', () => {
  const { features, models } = facts(
    `<feature name='__proto__'><cpuid eax_in='1' eax='1'/></feature>
    <feature name='constructor'><cpuid eax_in='1' eax='2'/></feature>
    <model name='toString'><feature name='__proto__'/></model>
    <model name='hasOwnProperty'><model name='toString'/><feature name='constructor'/></model>`,
  );
  expect(features.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  expect(models.map(({ name }) => name)).toEqual(['toString', 'hasOwnProperty']);
});

it('a map of 20,000 features is read', () => {
  const many = Array.from(
    { length: 20_000 },
    (_, i) => `<feature name='f${i}'>\n<cpuid eax_in='0x${i.toString(16)}' eax='0x1'/>\n</feature>\n`,
  );
  expect(read(`${many.join('')}<model name='m'/>`).ok).toBe(true);
});
