import { describe, expect, it } from 'vitest';
import type { GuestCpu } from '../cpu/definition/definition.ts';
import { encode } from '../cpu/x86/encode.ts';
import { parseXml, stringValue } from '../xml/xml.ts';
import { guests, inputFor, mapOf, withFeature, withModel } from './guests.test-support.ts';
import { hclString, indent, shellWord, yamlString } from './kit/quote.ts';
import { outputTargets } from './targets.ts';

/** Apart from its brace, or it looks like a template of our own. */
const dollar = '$';

/** Each tries to end the place that it stands in, in one of the formats. */
const hostile = [
  '',
  ' ',
  '-rf',
  '--help',
  "a'b",
  'a"b',
  'a`id`b',
  '$(id)',
  `${dollar}{path.module}`,
  '%{ if true }',
  '{{ lookup("pipe", "id") }}',
  '{% raw %}',
  'a,b=on',
  'a;b',
  'a:b',
  'a b',
  'a\nb: c',
  'a\r\nb',
  'a\n    XSLT\n',
  'a\tb',
  'a\\b',
  'a#b',
  'a/b',
  '</name><x/>',
  "'/><x y='",
  '&amp;',
  ']]>',
  'a\u0085b\u2028c',
  '\u202egnp',
  '日本語',
  'a\u0007b',
  'a\ud800b',
];

/** Formats that know no quotes: there, what is not plain must not appear at all. */
const unquoted = [
  'qemu',
  'proxmox',
  'nova',
  'ovirt',
  'opennebula',
  'cloudstack',
  'incus',
  'xen',
  'vmware',
  'terraform-0.8',
];

describe('a name that a person pasted', () => {
  for (const target of outputTargets) {
    it(`stays inside its place as a feature, as a model and as a name: ${target.id}`, () => {
      for (const text of hostile) {
        for (const input of [
          inputFor(withFeature(text)),
          inputFor(withModel(text)),
          inputFor(withModel('Haswell'), text),
        ]) {
          const output = target.write(input);
          checkFormat(output, `${target.id}: ${JSON.stringify(text)}`);
          if (unquoted.includes(target.id) && text.trim() !== '' && !takesBlanks(target.id, text)) {
            expect(output.text, text).not.toContain(text);
          }
        }
      }
    });
  }

  it('is noted where it is left out', () => {
    for (const id of unquoted.filter((id) => id !== 'xen' && id !== 'vmware')) {
      const target = outputTargets.find((one) => one.id === id)!;
      expect(target.write(inputFor(withFeature('a,b=on'))).notes.join('\n'), id).toContain('a,b=on');
      expect(target.write(inputFor(withModel('a;b'))).notes.join('\n'), id).toMatch(/a;b|no stylesheet/);
    }
  });

  it('is refused where XML would not give it back', () => {
    for (const id of ['libvirt', 'libvirt-domain', 'ansible']) {
      const { text, notes } = outputTargets
        .find((one) => one.id === id)!
        .write(inputFor(withFeature('a\nb')));
      expect(text).toBe('');
      expect(notes.join('\n')).toContain(String.raw`"a\nb"`);
    }
  });

  it.each(["a'b", 'a"b', 'a\\b', "'/><x y='"])(
    'a vendor %s is no word of virt-install, nor a vendor_id',
    (text) => {
      for (const target of outputTargets.filter(({ id }) => id.startsWith('virt-'))) {
        for (const part of [{ vendor: text }, { vendorId: text }]) {
          const output = target.write(inputFor({ ...withModel('Haswell'), ...part }));
          expect(output.text, target.id).not.toContain('vendor');
          expect(output.notes.join('\n'), target.id).toContain(JSON.stringify(text));
        }
      }
    },
  );

  it('keeps what is no line feed in one line', () => {
    expect(indent('<a>b\u2028c</a>\n\n<d/>\n', 1)).toBe('  <a>b\u2028c</a>\n\n  <d/>\n');
  });

  it('a model that is nobody’s or of another architecture is none of oVirt’s CPU types', () => {
    const ovirt = outputTargets.find(({ id }) => id === 'ovirt');
    for (const model of ['qemu64', 'Kunpeng-920']) {
      const output = ovirt?.write(inputFor(withModel(model)));
      expect(output?.text).toBe('');
      expect(output?.notes.join('\n')).toContain(`${model} is none of theirs`);
    }
  });

  it("does not become one of a tool's own words for a mode", () => {
    for (const model of ['host', 'max', 'help', 'host-passthrough', 'host-model', 'none']) {
      for (const target of outputTargets) {
        if (['libvirt', 'libvirt-domain', 'ansible', 'terraform', 'terraform-0.8'].includes(target.id))
          continue;
        const { text, notes } = target.write(inputFor(withModel(model)));
        expect(text, `${target.id}: ${model}`).toBe('');
        expect(notes.join('\n'), target.id).toContain(JSON.stringify(model));
      }
    }
  });
});

function checkFormat({ text, language }: { text: string; language: string }, where: string): void {
  if (text === '') return;
  if (language === 'xml') expect(parseXml(text), where).toMatchObject({ ok: true });
  if (language === 'sh') expect(shellWords(text).length, where).toBeGreaterThan(1);
  if (language === 'hcl') expect(outsideHclStrings(text), where).not.toMatch(/[$%]\{/);
}

/** The names that oVirt ships have blanks in them. */
function takesBlanks(id: string, text: string): boolean {
  return id === 'ovirt' && text === 'a b';
}

/** The words that a POSIX shell makes of a command; throws where it would do more than split and unquote. */
function shellWords(text: string): string[] {
  const words: string[] = [];
  const part = /([A-Za-z0-9_.,:=@%+/-]+)|'([^']*)'|\\([^\n])|((?:[ \t\n]|\\\n)+)/y;
  let word: string | undefined;
  while (part.lastIndex < text.length) {
    const at = part.lastIndex;
    const match = part.exec(text);
    if (match === null) throw new Error(`a shell would act on ${text.slice(at, at + 40)}`);
    if (match[4] === undefined) word = (word ?? '') + (match[1] ?? match[2] ?? match[3] ?? '');
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

function outsideHclStrings(text: string): string {
  return text.replace(/(?:\$\$|%%)\{/g, '');
}

describe('quoting', () => {
  it('gives a shell exactly the word', () => {
    for (const text of [...hostile, ...hostile.map((one) => one.repeat(2))]) {
      expect(shellWords(shellWord(text)), text).toEqual([text]);
    }
  });

  it('gives the domain its name, and nothing beside it, in virt-xml', () => {
    const target = outputTargets.find(({ id }) => id === 'virt-xml')!;
    for (const text of ["a'b", '$(id)', '--help', 'a b', '日本語']) {
      const words = shellWords(target.write(inputFor(withModel('Haswell'), text)).text);
      expect(words).toContain(text);
      expect(words).toHaveLength(text.startsWith('-') ? 6 : 5);
    }
  });

  it('writes YAML strings that JSON reads, or plain words no YAML version takes for something else', () => {
    for (const text of [...hostile, '486', 'no', 'On', 'null', '~', '1e3', '0x1f', 'true']) {
      const written = yamlString(text);
      expect(written.startsWith('"') ? JSON.parse(written) : written).toBe(text);
    }
    expect(yamlString('486')).toBe('"486"');
    expect(yamlString('no')).toBe('"no"');
    expect(yamlString('Haswell-noTSX')).toBe('Haswell-noTSX');
  });

  it('leaves HCL no template', () => {
    expect(hclString(`${dollar}{path.module} %{ if x }`)).toBe(
      `"${dollar}${dollar}{path.module} %%{ if x }"`,
    );
    expect(hclString('a"b\\c\nd\b')).toBe('"a\\"b\\\\c\\nd\\u0008"');
  });

  it("keeps Ansible from running what stands in a domain's name", () => {
    const target = outputTargets.find(({ id }) => id === 'ansible')!;
    expect(target.write(inputFor(withModel('Haswell'), '{{ x }}')).text).toContain('xml: !unsafe |\n');
    expect(target.write(inputFor(withModel('Haswell'), 'x')).text).toContain('xml: |\n');
  });
});

describe('what is written as XML', () => {
  it('is read back with all that was asked', () => {
    for (const [title, guest] of Object.entries(guests)) {
      for (const id of ['libvirt', 'libvirt-domain']) {
        const parsed = parseXml(outputTargets.find((one) => one.id === id)!.write(inputFor(guest)).text);
        if (!parsed.ok) throw new Error(`${title}: ${parsed.problem.detail}`);
        const cpu = id === 'libvirt' ? parsed.root : parsed.root.children.find(({ name }) => name === 'cpu')!;
        const features = cpu.children.filter(({ name }) => name === 'feature');
        expect(features.map(({ attributes }) => attributes.get('name'))).toEqual(
          guest.features.map(({ name }) => name),
        );
        const model = cpu.children.find(({ name }) => name === 'model');
        expect(model && stringValue(model)).toBe(guest.model);
      }
    }
  });

  it('speaks the dialect of the release', () => {
    const old = mapOf('9.0.0');
    const guest: GuestCpu = { ...guests['everything at once']!, model: 'EPYC-Milan', features: [] };
    expect(encode(old, guest).ok).toBe(true);
    const { text, notes } = outputTargets[0]!.write(inputFor(guest, 'x', old));
    expect(text).not.toContain('clusters');
    expect(notes).toEqual([
      'libvirt 9.0.0 writes no clusters.',
      'libvirt 9.0.0 ignores deprecated_features.',
    ]);
  });
});
