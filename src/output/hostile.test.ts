import { describe, expect, it } from 'vitest';
import type { GuestCpu } from '../cpu/definition/definition.ts';
import { encode } from '../cpu/x86/encode.ts';
import { parseXml, stringValue } from '../xml/xml.ts';
import { guests, inputFor, mapOf, withFeature, withModel } from './guests.test-support.ts';
import { hclString, indent, shellWord, yamlString } from './kit/quote.ts';
import { outputTargets } from './targets.ts';

/** Apart from its brace, or it looks like a template of our own. */
const dollar = '$';

/** Each tries to end the place that it is in, in one of the formats. */
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
          if (target.names !== 'quoted' && text.trim() !== '' && !isModelOfTheirs(target.id, text)) {
            const why = `${target.id} has no quotes (names: '${target.names}'), so this name may not be in it`;
            expect(output.text, why).not.toContain(text);
          }
        }
      }
    });
  }

  it('is noted where it is left out', () => {
    for (const target of outputTargets.filter(({ names }) => names === 'plain')) {
      const noted = (guest: GuestCpu) => target.write(inputFor(guest)).notes.join('\n');
      const why = `${target.id} leaves the name out without a note`;
      expect(noted(withFeature('a,b=on')), why).toContain('a,b=on');
      expect(noted(withModel('a;b')), why).toMatch(/a;b|no stylesheet/);
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
      for (const target of outputTargets.filter(({ modelsApart }) => modelsApart !== true)) {
        const why = `${target.id} may take a model that is called ${model} for its own word: leave it out with a note (modelWord of kit/ does), or say modelsApart where models have a place of their own`;
        const { text, notes } = target.write(inputFor(withModel(model)));
        expect(text, why).toBe('');
        expect(notes.join('\n'), why).toContain(JSON.stringify(model));
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
function isModelOfTheirs(id: string, text: string): boolean {
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

describe('text written as XML', () => {
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
