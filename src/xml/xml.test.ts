import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml } from './entities.ts';
import { childNamed, parseXml, placeAt, stringValue } from './xml.ts';

function problemOf(text: string) {
  const parsed = parseXml(text);
  if (parsed.ok) throw new Error(`was read: ${text}`);
  return parsed.problem;
}

function rootOf(text: string) {
  const parsed = parseXml(text);
  if (!parsed.ok) throw new Error(`${parsed.problem.detail}: ${text}`);
  return parsed.root;
}

describe('a document', () => {
  it('gives names, attributes, text and where an element starts', () => {
    const root = rootOf(
      `<?xml version="1.0"?>\n<cpu match='exact'>\n  <model fallback="allow">Has&amp;well</model>\n</cpu>\n`,
    );
    const model = childNamed(root, 'model');
    expect(root.attributes.get('match')).toBe('exact');
    expect(model && stringValue(model)).toBe('Has&well');
    expect(placeAt('a\nbc', 3)).toEqual({ line: 2, column: 2 });
  });

  it('keeps text as text: numbers, blanks, CDATA, references, comments inside', () => {
    expect(rootOf('<model>486</model>').text).toBe('486');
    expect(rootOf('<model> 0x10 </model>').text).toBe(' 0x10 ');
    expect(rootOf('<a>x<!-- no -->y<![CDATA[<z>]]>&#65;&#x42;&lt;</a>').text).toBe('xy<z>AB<');
  });

  it('takes any name as a name, also those that JavaScript objects have', () => {
    const root = rootOf(`<__proto__ constructor='1' __proto__='2'><toString/><hasOwnProperty/></__proto__>`);
    expect(root.name).toBe('__proto__');
    expect([...root.attributes]).toEqual([
      ['constructor', '1'],
      ['__proto__', '2'],
    ]);
    expect(root.children.map(({ name }) => name)).toEqual(['toString', 'hasOwnProperty']);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  it('counts lines alike whether they end in LF, CRLF or CR', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['<a>', '<b/>', '<c>', '</a>'].join(end);
      expect(problemOf(text).line).toBe(4);
    }
  });
});

describe('a text that is not a document', () => {
  it.each([
    ['nothing', ' \n', 'empty'],
    ['a NUL', '<a>\0</a>', 'nul'],
    ['a control character', '<a>\u0001</a>', 'malformed'],
    ['words', 'hello', 'malformed'],
    ['two documents', '<a/><b/>', 'malformed'],
    ['words after it', '<a/>tail', 'malformed'],
    ['a reference after it', '<a/>&#65;', 'malformed'],
    ['mismatched tags', '<a><b></a></b>', 'malformed'],
    ['a bare < in a value', "<a x='1<2'/>", 'malformed'],
    ['an attribute twice', "<a x='1' x='2'/>", 'malformed'],
    ['an attribute without quotes', '<a x=1/>', 'malformed'],
    ['an attribute without value', '<a x/>', 'malformed'],
    ['an unknown entity', '<a>&nbsp;</a>', 'malformed'],
    ['a bare &', '<a>fish & chips</a>', 'malformed'],
    ['a reference to nothing', '<a>&#0;</a>', 'malformed'],
    ['-- in a comment', '<a><!-- x -- y --></a>', 'malformed'],
    [']]> in text', '<a>]]></a>', 'malformed'],
    ['a declaration inside', '<a><?xml version="1.0"?></a>', 'malformed'],
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'doctype'],
    ['a DOCTYPE inside', '<a><!doctype a></a>', 'doctype'],
    ['a cut tag', '<cpu><feature name=', 'cut'],
    ['a cut document', '<cpu>\n<model>x</model>\n', 'cut'],
    ['a cut comment', '<cpu><!-- ', 'cut'],
  ])('%s', (_, text, code) => {
    expect(problemOf(text).code).toBe(code);
  });

  it('does not mistake a DOCTYPE in a comment or CDATA for one', () => {
    expect(parseXml('<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>').ok).toBe(true);
  });

  it('says which elements a cut leaves open, and where the text ends', () => {
    const problem = problemOf("<capabilities>\n <host>\n  <cpu>\n   <feature name='avx512");
    expect(problem).toMatchObject({ code: 'cut', line: 4, open: ['capabilities', 'host', 'cpu'] });
  });

  it('refuses 65 levels, reads 64', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(parseXml(nested(64)).ok).toBe(true);
    expect(problemOf(nested(66)).code).toBe('too-deep');
    expect(problemOf(nested(200_000)).code).toBe('too-deep');
  });
});

describe('laws', () => {
  const seeded = { seed: 20261123, numRuns: 300 };
  const character = fc.constantFrom(...`<>/='"&;!?-[]# abcx\n\0`.split(''));

  it('never throws, on any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: character, maxLength: 60 })),
        (text) => {
          expect(typeof parseXml(text).ok).toBe('boolean');
        },
      ),
      seeded,
    );
  });

  it('reads back what was escaped', () => {
    const printable = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text));
    fc.assert(
      fc.property(printable, (text) => {
        const root = rootOf(`<a x='${escapeXml(text)}'>${escapeXml(text)}</a>`);
        expect(root.text).toBe(text);
        expect(root.attributes.get('x')).toBe(text);
      }),
      seeded,
    );
  });
});
