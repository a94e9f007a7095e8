import { describe, expect, test } from 'vitest';
import { jsonSpans, membersOf, parseJson } from './json-spans.ts';

function parsed(text: string) {
  return jsonSpans(text).map((span) => {
    const result = parseJson(text, span, 'The reply');
    return result.ok ? result.value : result.problem.code;
  });
}

test.each<[string, unknown[]]>([
  ['{"a":1}', [{ a: 1 }]],
  ['{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ['[\n  {"a": "}"}\n]\nrest', [[{ a: '}' }]]],
  ['text\n-> {"execute": "x"}\n<- {"return": {}}', [{ execute: 'x' }, { return: {} }]],
  ['{"a": "x\ny"}', [{ a: 'xy' }]],
  ['{"a": "\\"{"}', [{ a: '"{' }]],
  ['[\n{"a":1},\n{"a":2}\n]', [[{ a: 1 }, { a: 2 }]]],
  ['[root@kvm-01 ~]# ls\n{"a":1}', [{ a: 1 }]],
  ['[1] 12:00:00 [SUCCESS] kvm-01\n{"a":1}', [{ a: 1 }]],
  ['not {"a":1}', []],
  ['{"a": {', ['cut']],
  ['{"a": "x', ['cut']],
  ['{"a": {\n{"b":1}', ['cut', { b: 1 }]],
  ['{"a": [\n<cpu/>\n{"b":1}', ['cut', { b: 1 }]],
  ['{"a": "x\n[root@kvm-02 ~]# virsh\n{"b":1}', ['cut', { b: 1 }]],
  ['{"a" 1}', ['malformed']],
  ['{"a": 1\n...snip...\n}', ['malformed']],
  [`${'['.repeat(65)}1${']'.repeat(65)}`, ['too-deep']],
  ['', []],
])('%s', (text, expected) => {
  expect(parsed(text)).toEqual(expected);
});

describe('hostile texts take no time', () => {
  test.each([
    ['brackets, unclosed', '['.repeat(10_000_000)],
    ['objects, unclosed', '{"a":'.repeat(2_000_000)],
    ['lines of unclosed objects', '{"a":\n'.repeat(1_000_000)],
    ['quotes', '{"'.repeat(3_000_000)],
    ['an open string', `{"a": "${'x'.repeat(10_000_000)}`],
    ['blanks', `${' '.repeat(5_000_000)}x`],
    ['blanks after a bracket', `{${' '.repeat(5_000_000)}x`],
    ['lines of brackets and blanks', '[ \n'.repeat(1_000_000)],
  ])('%s', (_, text) => {
    for (const result of parsed(text)) expect(['cut', 'malformed', 'too-deep']).toContain(result);
  });
});

test('a member may have any name', () => {
  const members = membersOf(JSON.parse('{"__proto__": 1, "constructor": 2}'));
  expect(members?.get('__proto__')).toBe(1);
  expect(membersOf([])).toBeUndefined();
});
