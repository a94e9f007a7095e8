import { jsonSpans, parseJson } from '../../documents/json-spans.ts';

/**
 * A cpu_info that was printed as text, as JSON would have it: JSON itself, YAML, Python's dict, or the notation of
 * OpenStack's client. Undefined for what is none of these.
 */
export function parseCpuInfo(text: string): unknown {
  const value = unquoted(text.trim());
  if (/^[a-z]{1,20}='/.test(value)) return fromPairs(value);
  if (/^[a-z]{1,20}:(?:\s|$)/.test(value)) return fromYaml(value);
  const json = /^[[{]\s*u?'/.test(value) ? value.replace(/\bu'/g, "'").replaceAll("'", '"') : value;
  const [span] = jsonSpans(json);
  const result = span === undefined ? undefined : parseJson(json, span, '');
  return result?.ok === true ? result.value : undefined;
}

/** YAML's quotes, which it breaks lines in, and those of the shell. */
function unquoted(value: string): string {
  const inner = /^(['"])(\s*\{.*\}\s*)\1$/s.exec(value);
  if (inner === null) return value;
  const body = inner[2] ?? '';
  return inner[1] === "'" ? body.replaceAll("''", "'") : body.replace(/\\(["\\])/g, '$1');
}

/** `arch='x86_64', features='['vmx', 'avx2']', topology.cores='8', …` */
function fromPairs(text: string): unknown {
  const found = new Map<string, unknown>();
  const topology = new Map<string, number>();
  for (const pair of text.split(/(?<='), ?(?=[a-z][a-z.]{0,40}=')/)) {
    const [, key = '', value = ''] = /^([a-z][a-z.]{0,40})='(.*)'$/s.exec(pair) ?? [];
    if (key === '') continue;
    if (key.startsWith('topology.')) topology.set(key.slice('topology.'.length), Number(value));
    else found.set(key, value.startsWith('[') || value.startsWith('{') ? parseCpuInfo(value) : value);
  }
  if (topology.size > 0) found.set('topology', Object.fromEntries(topology));
  return Object.fromEntries(found);
}

/** Its form in YAML: a mapping of words, one list and one mapping below it. */
function fromYaml(text: string): unknown {
  const found = new Map<string, unknown>();
  const topology = new Map<string, number>();
  // The first, also where nothing closes it: looked for again behind each, it would cost the square.
  const [, list, close] = /^[ \t]*features: *\[([^\]]*)(\]?)/m.exec(text) ?? [];
  const inLine = close === ']' ? list : undefined;
  const items = inLine?.split(/[\s,]+/).map(word) ?? [];
  let key = '';
  for (const line of text.split('\n')) {
    const item = /^\s*- +(\S{1,100})\s*$/.exec(line)?.[1];
    const [, name = '', value = ''] = /^\s*([a-z]{1,20}):(?: +(\S{1,100}))?\s*$/.exec(line) ?? [];
    if (item !== undefined) items.push(word(item));
    else if (key === 'topology' && isTopology.has(name)) topology.set(name, Number(value));
    else if (name !== '') {
      key = name;
      found.set(key, word(value));
    }
  }
  if (items.length > 0) found.set('features', items);
  else found.delete('features');
  found.set('topology', Object.fromEntries(topology));
  return Object.fromEntries(found);
}

const isTopology: ReadonlySet<string> = new Set(['cells', 'sockets', 'dies', 'clusters', 'cores', 'threads']);

function word(value: string): string {
  return value.replace(/^(['"])(.*)\1$/, '$2');
}
