import { describe, expect, test } from 'vitest';
import { deriveGuest } from '../../fleet/guest/guest.ts';
import { guestOf, poolOfHosts } from '../../fleet/pool/guest-pool.test-support.ts';
import { mistakeLine, readHandWritten } from './xml-mistake.ts';

const pool = poolOfHosts({ model: 'Skylake-Server', features: ['xsaves'] }, { model: 'Cascadelake-Server' });
const start = guestOf(pool).xml;

function read(text: string) {
  const result = readHandWritten(pool, text);
  return result.ok ? deriveGuest(pool, result.choices ?? { policies: [] })?.xml : result.mistake;
}

test('the text as it is changes nothing', () => {
  expect(readHandWritten(pool, start)).toEqual({ ok: true, choices: { policies: [] } });
});

test('the guest becomes the written text', () => {
  const text = start
    .replace("match='exact'", "match='strict' check='full'")
    .replace(
      '</cpu>',
      "  <topology sockets='1' cores='4' threads='2'/>\n  <feature name='md-clear'/>\n</cpu>",
    );
  expect(read(text)).toContain("match='strict' check='full'");
  expect(read(text)).toContain("<topology sockets='1' dies='1' clusters='1' cores='4' threads='2'/>");
  expect(read(text)).toContain("<feature policy='require' name='md-clear'/>");
});

test('another mode is taken over with its own attributes', () => {
  expect(read("<cpu mode='host-passthrough' migratable='off'/>")).toBe(
    "<cpu mode='host-passthrough' migratable='off'/>\n",
  );
});

test('in mode host-model the model that libvirt keeps is kept, and custom does not inherit it', () => {
  const text = `<cpu mode='host-model' check='partial'>
  <model fallback='forbid' vendor_id='Commonbits12'>Penryn</model>
  <vendor>Intel</vendor>
  <feature policy='disable' name='vmx'/>
</cpu>
`;
  expect(read(text)).toBe(text);
  const result = readHandWritten(pool, text);
  const custom = result.ok && deriveGuest(pool, { policies: [], ...result.choices, mode: 'custom' });
  expect(custom ? custom.cpu.model : result).toBe(guestOf(pool).baseline.model);
});

describe('a mistake is placed at its line', () => {
  const document = (...lines: string[]) =>
    ["<cpu mode='custom' match='exact'>", '  <model>Skylake-Server</model>', ...lines, '</cpu>'].join('\n');

  test.each([
    [
      'an unknown feature',
      document("  <feature name='avx'/>", "  <feature name='avx9'/>"),
      4,
      'Unknown CPU feature avx9',
    ],
    ['an unknown model', document().replace('Skylake-Server', 'Skylark'), 2, 'Unknown CPU model Skylark'],
    [
      'a feature twice',
      document("  <feature name='avx'/>", "  <feature name='avx'/>"),
      4,
      'specified more than once',
    ],
    [
      'a wrong policy',
      document("  <feature name='avx'/>", "  <feature policy='want' name='pni'/>"),
      4,
      'feature policy',
    ],
    ['a feature without a name', document("  <feature policy='require'/>"), 3, 'feature name'],
    ['a wrong match', document().replace("match='exact'", "match='near'"), 1, "'near'"],
    [
      'a zero',
      document('  <vendor>Intel</vendor>', "  <topology sockets='0' cores='1' threads='1'/>"),
      4,
      'Zero',
    ],
    [
      'a part that is missing',
      document('  <vendor>Intel</vendor>', "  <topology sockets='1'/>"),
      4,
      "'cores'",
    ],
    ['a second cache', document("  <cache mode='emulate'/>", "  <cache mode='emulate'/>"), 4, 'at most one'],
    ['a vendor_id', document().replace('<model>', "<model vendor_id='abc'>"), 2, '12 characters'],
    ['an unclosed element', document("  <feature name='avx'>"), 4, 'XML error'],
    ['nothing', '', 1, 'XML error'],
    ['another root', '<host/>', 1, "expected 'cpu' element"],
    ['no model', "<cpu>\n  <topology sockets='1' cores='1' threads='1'/>\n</cpu>", 1, 'needs its <model>'],
  ])('%s', (_what, text, line, message) => {
    const result = readHandWritten(pool, text);
    expect(result).toMatchObject({ ok: false, mistake: { line, message: expect.stringContaining(message) } });
  });
});

describe('a whole domain', () => {
  const domain = (cpu: string) =>
    `<domain type='kvm'>\n  <name>web-01</name>\n  ${cpu}\n  <devices/>\n</domain>\n`;

  test('gives its CPU, and stays around it', () => {
    const cpu = "<cpu mode='host-passthrough' migratable='off'/>";
    expect(read(domain(cpu))).toBe(`${cpu}\n`);
    expect(readHandWritten(pool, domain(cpu))).toMatchObject({
      ok: true,
      domain: { text: domain(cpu), cpu },
    });
  });

  test('without a CPU changes nothing', () => {
    expect(read(domain(''))).toBe(start);
  });

  test.each([
    ['an unknown model in its CPU', domain('<cpu>\n    <model>Skylark</model>\n  </cpu>'), 4, 'Skylark'],
    ['cut short', domain('<cpu>').slice(0, 50), 3, 'cut short'],
    ['no XML', domain('<cpu a=b/>'), 3, 'XML error'],
    ['empty', '<domain/>', 1, 'empty'],
  ])('%s is placed at its line', (_what, text, line, message) => {
    const result = readHandWritten(pool, text);
    expect(result).toMatchObject({ ok: false, mistake: { line, message: expect.stringContaining(message) } });
  });
});

test('a message that names no place is put at the first line', () => {
  expect(mistakeLine('<cpu/>', 'something else')).toBe(1);
});
