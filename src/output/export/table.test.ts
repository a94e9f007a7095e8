import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixCsv, matrixMarkdown } from './table.ts';

describe('the matrix as CSV', () => {
  it('quotes as RFC 4180 asks', () => {
    expect(
      matrixCsv({
        header: ['Feature', 'a, b'],
        rows: [
          ['say "hi"', 'two\nlines'],
          ['plain', ' '],
        ],
      }),
    ).toBe('Feature,"a, b"\r\n"say ""hi""","two\nlines"\r\nplain," "\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n@x'])(
    'guards a cell that begins like %j',
    (cell) => {
      const text = matrixCsv({ header: [cell], rows: [] });
      expect(text.startsWith("'") || text.startsWith('"\'')).toBe(true);
    },
  );

  it('leaves a dash inside a name alone', () => {
    expect(matrixCsv({ header: ['md-clear', 'a@b'], rows: [] })).toBe('md-clear,a@b\r\n');
  });

  it('is read back cell by cell, whatever was in it', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab"\',;=+-@\t\r\n |') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const [header = [], ...rest] = rows;
        const read = readCsv(matrixCsv({ header, rows: rest }));
        expect(read.map((row) => row.map((one) => one.replace(/^'(?=\s*[=+\-@\t\r'])/, '')))).toEqual(
          rows.map((row) => row.map((one) => one.replace(/^'(?=\s*[=+\-@\t\r'])/, ''))),
        );
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });
});

describe('the matrix as Markdown', () => {
  it('is a table', () => {
    expect(matrixMarkdown({ header: ['Feature', 'host-1'], rows: [['avx2', '✓'], ['hle']] })).toBe(
      '| Feature | host-1 |\n| --- | --- |\n| avx2 | ✓ |\n| hle |  |\n',
    );
  });

  it('has nothing but text in its cells', () => {
    const cells = [
      'a|b',
      '<img src=x>',
      '[x](y)',
      '`id`',
      'lahf_lm',
      '*b*',
      'https://x.y',
      'www.x.y',
      '&lt;',
      'a\nb',
      '\\|',
    ];
    const written = matrixMarkdown({ header: cells, rows: [] }).split('\n')[0];
    expect(written).toBe(
      String.raw`| a\|b | &lt;img src=x&gt; | \[x\](y) | \`id\` | lahf\_lm | \*b\* | https\://x.y | www\.x.y | &amp;lt; | a b | \\\| |`,
    );
  });

  // Run: cmark-gfm makes a link of an address in spite of a backslash before its @, and pandoc a face of `:smile:`.
  it('keeps addresses and names in colons as they are, as code', () => {
    const header = ['root@kvm-01.example.com', ':smile:', 'a`b@c', '`x@y`', 'a|b@c', 'md-clear'];
    expect(matrixMarkdown({ header, rows: [] }).split('\n')[0]).toBe(
      '| `root@kvm-01.example.com` | `:smile:` | ``a`b@c`` | `` `x@y` `` | `a\\|b@c` | md-clear |',
    );
  });
});

/** A strict reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error(`no CSV at ${text.slice(0, 40)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
