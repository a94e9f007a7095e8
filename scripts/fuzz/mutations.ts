import type { Random } from '../support/random.ts';

export interface Mutation {
  readonly name: string;
  readonly apply: (text: string, random: Random, other: string) => string;
}

const fragments = [
  '\0',
  '\ud800',
  '\udc00x',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u00a0',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '\u0001',
  '\uffff',
  '__proto__',
  'constructor',
  'toString',
  '<__proto__ constructor="1"/>',
  '"__proto__": {"a": 1},',
  '{"__proto__":',
  '&lt;',
  '&amp;lt;cpu&amp;gt;',
  '&#0;',
  '&#x110000;',
  '&#99999999999;',
  '&bad;',
  '&',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<!DOCTYPE html>',
  '<!ENTITY % x SYSTEM "file:///etc/passwd">',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml version="1.0"?>',
  '<?',
  '?>',
  '<',
  '>',
  '/>',
  '</',
  '<cpu>',
  '</cpu>',
  '<cpu/>',
  '<capabilities>',
  '</capabilities>',
  '<domain>',
  '</domain>',
  '<host>',
  '</host>',
  '<domainCapabilities>',
  "<feature name='avx'/>",
  "<feature name=''/>",
  '<feature/>',
  "<feature name='a",
  '<arch>aarch64</arch>',
  '<arch/>',
  '<arch>none</arch>',
  '<model/>',
  "<mode name='host-model' supported='yes'>",
  '</mode>',
  "<cpudata arch='x86'>",
  "<cpuid eax_in='-1'/>",
  '...snip...',
  '[...]',
  '…',
  '== kvm-01 ==',
  '\nkvm-[1-3]:\n',
  '\nkvm-[1-99999999]:\n',
  '\n----------------\nkvm-[1-9]\n----------------\n',
  'kvm-02: ',
  '\nroot@kvm-03:~# virsh capabilities\n',
  '> ',
  '```',
  "'",
  '"',
  '\\n',
  '\\u003ccpu\\u003e\\n',
  '\\"',
  '"stdout": "',
  '"stdout_lines": [',
  'ok: [kvm-04] => {',
  'kvm-05 | CHANGED | rc=0 >>',
  '{"return": ',
  '{"return":{"model":{"name":"max","props":{',
  '[',
  ']',
  '{',
  '}',
  'null',
  '1e999',
  '-1',
  '99999999999999999999',
  'processor\t: 0\n',
  'flags\t\t: fpu vme',
  'Flags: fpu',
  '\nvendor_id : \n',
  '   0x00000001 0x00: eax=0x',
  'CPU 0:\n',
  'cpu-feature.node.kubevirt.io/avx: "true"\n',
  'cpu_info',
  'hypervisor_hostname',
  'ssh ',
  'qemu+ssh://',
  '(',
  '((((',
  '+',
  '*',
  '.',
] as const;

const longParts = [
  '<a>',
  '[',
  '{"a":',
  ' ',
  'a',
  "<f a='b'/>",
  '\n',
  '"',
  '\\',
  '<cpu>',
  '&amp;',
  '> ',
  '=',
  '-',
  ': ',
  'a@',
  '[1-9]',
] as const;

/** Damage that people, chats, disks and enemies do to a text. */
export const mutations: readonly Mutation[] = [
  { name: 'cut', apply: (text, random) => text.slice(0, random.below(text.length + 1)) },
  { name: 'behead', apply: (text, random) => text.slice(random.below(text.length + 1)) },
  { name: 'take out', apply: (text, random) => replaceSpan(text, random, '') },
  { name: 'duplicate', apply: (text, random) => replaceSpan(text, random, (part) => part + part) },
  { name: 'splice', apply: (text, random, other) => replaceSpan(text, random, spanOf(other, random)) },
  { name: 'append', apply: (text, _random, other) => `${text}\n${other}` },
  { name: 'interleave', apply: interleave },
  { name: 'swap', apply: swap },
  { name: 'flip', apply: flip },
  { name: 'insert', apply: (text, random) => insert(text, random, random.pick(fragments)) },
  { name: 'insert many', apply: insertMany },
  {
    name: 'insert long',
    apply: (text, random) => insert(text, random, random.pick(longParts).repeat(1 + random.below(20_000))),
  },
  { name: 'nest', apply: (text, random) => `${random.pick(longParts).repeat(random.below(500))}${text}` },
  {
    name: 'prefix lines',
    apply: (text, random) => eachLine(text, random.pick(['kvm-01: ', '> ', '  ', 'kvm-01 | ', '"', '#'])),
  },
  {
    name: 'escape as HTML',
    apply: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  },
  {
    name: 'escape as JSON',
    apply: (text) => JSON.stringify({ changed: true, stdout: text, stdout_lines: text.split('\n') }),
  },
  {
    name: 'change line ends',
    apply: (text, random) => text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', ' '])),
  },
  { name: 'spaces', apply: (text, random) => text.replaceAll(' ', random.pick(['\u00a0', '\t', '', '  '])) },
];

function spanOf(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  return text.slice(start, start + random.below(2000));
}

function replaceSpan(text: string, random: Random, by: string | ((part: string) => string)): string {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.below(random.pick([4, 80, 2000])));
  const part = text.slice(start, end);
  return text.slice(0, start) + (typeof by === 'string' ? by : by(part)) + text.slice(end);
}

function insert(text: string, random: Random, part: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
}

function insertMany(text: string, random: Random): string {
  let result = text;
  for (let i = random.below(20); i >= 0; i--) result = insert(result, random, random.pick(fragments));
  return result;
}

function swap(text: string, random: Random): string {
  const lines = text.split('\n');
  const [a, b] = [random.below(lines.length), random.below(lines.length)];
  [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  return lines.join('\n');
}

function flip(text: string, random: Random): string {
  const units = text.split('');
  for (let i = random.below(8); i >= 0 && units.length > 0; i--) {
    const at = random.below(units.length);
    units[at] = String.fromCharCode((units[at] ?? '').charCodeAt(0) ^ (1 << random.below(8)));
  }
  return units.join('');
}

function interleave(text: string, _random: Random, other: string): string {
  const lines = other.split('\n');
  return text
    .split('\n')
    .flatMap((line, i) => [`kvm-01: ${line}`, `kvm-02: ${lines[i] ?? ''}`])
    .join('\n');
}

function eachLine(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => prefix + line)
    .join('\n');
}
