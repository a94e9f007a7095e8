import { childNamed, childrenNamed, type XmlElement } from '../../xml/xml.ts';
import { unsupported, xmlError } from './attributes.ts';
import { type Check, cacheModes, checks, type Match, type Mode, matches } from './definition.ts';

// Parts of `<cpu>` that libvirt 7.0 reads in its own way: other words for what is wrong, and looser numbers.

/** Decimal with a sign, as strtoul takes it: what is too large for `bits` wraps. undefined: not a number. */
function wrapped(text: string | undefined, bits: 32 | 64): bigint | undefined {
  const digits = /^[ \t\n\r]*([+-]?)0*([0-9]{1,20})$/.exec(text ?? '');
  if (digits === null) return undefined;
  const value = BigInt(digits[2] ?? '');
  if (value > 0xffffffffffffffffn) return undefined;
  return BigInt.asUintN(bits, digits[1] === '-' ? -value : value);
}

export function parseOldMatch(text: string | undefined): Match | undefined {
  if (text === undefined) return undefined;
  return matches.find((match) => match === text) ?? invalidInCpu('match');
}

export function parseOldCheck(text: string | undefined): Check | undefined {
  if (text === undefined || text === 'default') return undefined;
  return checks.find((check) => check === text) ?? invalidInCpu('check');
}

function invalidInCpu(attribute: string): never {
  return unsupported(`Invalid ${attribute} attribute for CPU specification`);
}

export function parseOldMigratable(
  text: string | undefined,
  mode: Mode | undefined,
): 'on' | 'off' | undefined {
  if (text === undefined) return undefined;
  if (mode !== 'host-passthrough') {
    unsupported("Attribute migratable is only allowed for 'host-passthrough' CPU mode");
  }
  if (text === 'on' || text === 'off') return text;
  return text === 'default' ? undefined : unsupported(`Invalid value in migratable attribute: '${text}'`);
}

export function parseOldCounter(cpu: XmlElement) {
  const counter = childrenNamed(cpu, 'counter').find(({ attributes }) => attributes.get('name') === 'tsc');
  if (counter === undefined) return undefined;
  const frequency = wrapped(counter.attributes.get('frequency'), 64);
  if (frequency === undefined) return unsupported('Invalid TSC frequency');
  const text = counter.attributes.get('scaling') || 'default';
  const scaling = (['yes', 'no'] as const).find((value) => value === text);
  if (scaling === undefined && text !== 'default') unsupported('Invalid TSC scaling attribute');
  return { frequency: frequency.toString(), ...(scaling === undefined ? {} : { scaling }) };
}

export function parseOldTopology(cpu: XmlElement) {
  const topology = childNamed(cpu, 'topology');
  if (topology === undefined) return undefined;
  const number = (name: string) => {
    const value = wrapped(topology.attributes.get(name), 32);
    if (value !== undefined) return Number(value);
    return xmlError(`${name === 'dies' ? 'Malformed' : 'Missing'} '${name}' attribute in CPU topology`);
  };
  const sockets = number('sockets');
  const dies = topology.attributes.has('dies') ? number('dies') : 1;
  const cores = number('cores');
  const threads = number('threads');
  if ([sockets, dies, cores, threads].includes(0)) xmlError('Invalid CPU topology');
  return { sockets, dies, clusters: 1, cores, threads };
}

export function parseOldCache(cpu: XmlElement) {
  const [cache, second] = childrenNamed(cpu, 'cache');
  if (second !== undefined) xmlError('at most one CPU cache element may be specified');
  if (cache === undefined) return undefined;
  const text = cache.attributes.get('level');
  const level = text === undefined ? undefined : /^[ \t\n\r]*\+?0*([1-3])$/.exec(text)?.[1];
  if (text !== undefined && level === undefined) xmlError('invalid CPU cache level, must be in range [1,3]');
  const mode =
    cacheModes.find((value) => value === cache.attributes.get('mode')) ??
    xmlError('missing or invalid CPU cache mode');
  return { ...(level === undefined ? {} : { level: Number(level) }), mode };
}
