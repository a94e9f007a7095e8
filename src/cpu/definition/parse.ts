import type { Dialect } from '../../cpu-map/cpu-map.ts';
import { childNamed, childrenNamed, parseXml, stringValue, type XmlElement } from '../../xml/xml.ts';
import { Attributes, DefinitionError, unsignedValue, unsupported, xmlError } from './attributes.ts';
import {
  architectures,
  type Check,
  type CpuDefinition,
  cacheModes,
  checks,
  type FeaturePolicy,
  fallbacks,
  type GuestCpu,
  type HostCpu,
  type Mode,
  matches,
  maxPhysAddrModes,
  modes,
  policies,
} from './definition.ts';
import {
  parseOldCache,
  parseOldCheck,
  parseOldCounter,
  parseOldMatch,
  parseOldMigratable,
  parseOldTopology,
} from './parse-old.ts';
import { type Answer, answer, refusal } from './result.ts';

export interface ParseOptions {
  /** `auto`: `<arch>` makes it a host CPU. */
  readonly type: 'host' | 'guest' | 'auto';
  /** The release to follow; the newest when absent. */
  readonly dialect?: Dialect;
}

/** Text of one `<cpu>` document → definition, or libvirt's message. */
export function parseCpu(text: string, options: ParseOptions): Answer<CpuDefinition> {
  const parsed = parseXml(text);
  if (!parsed.ok) {
    const { line, detail } = parsed.problem;
    return refusal(`XML error: at line ${line}: ${detail}`);
  }
  return parseCpuElement(parsed.root, options);
}

/** The checks are in libvirt's order: the first one that fails is the one that libvirt reports [P1–P17]. */
export function parseCpuElement(cpu: XmlElement, options: ParseOptions): Answer<CpuDefinition> {
  try {
    if (cpu.name !== 'cpu') xmlError("XML does not contain expected 'cpu' element");
    const type = options.type === 'auto' ? decideType(cpu) : options.type;
    return answer(type === 'host' ? parseHost(cpu, options.dialect) : parseGuest(cpu, options.dialect));
  } catch (error) {
    if (error instanceof DefinitionError) return refusal(error.message);
    throw error;
  }
}

function decideType(cpu: XmlElement): 'host' | 'guest' {
  if (childNamed(cpu, 'arch') === undefined) return 'guest';
  if (cpu.attributes.has('match')) {
    xmlError("'arch' element cannot be used inside 'cpu' element with 'match' attribute'");
  }
  return 'host';
}

function parseHost(cpu: XmlElement, dialect: Dialect | undefined): HostCpu {
  const attributes = new Attributes(cpu);
  if (attributes.text('mode') !== undefined) unsupported('Attribute mode is only allowed for guest CPU');
  if (parseMigratable(attributes, undefined, dialect) !== undefined) refuseMigratable();
  const arch = childText(cpu, 'arch') ?? xmlError('Missing CPU architecture');
  if (!isArchitecture(arch, dialect)) unsupported(`Unknown architecture ${arch}`);
  const machine = present({
    microcode: parseMicrocode(cpu),
    signature: dialect?.knowsSignature === false ? undefined : parseSignature(cpu),
    counter: isOld(dialect) ? parseOldCounter(cpu) : parseCounter(cpu),
  });
  const model = childText(cpu, 'model') ?? xmlError('Missing CPU model name');
  const vendor = childText(cpu, 'vendor');
  const topology = parseTopology(cpu, dialect);
  const features = parseFeatureNames(cpu).map(({ name }) => name);
  const shared = present({
    vendor,
    topology,
    cache: isOld(dialect) ? parseOldCache(cpu) : parseCache(cpu),
    maxphysaddr: parseMaxPhysAddr(cpu, dialect),
  });
  return { kind: 'host', arch, model, ...machine, ...shared, features };
}

function isArchitecture(arch: string, dialect: Dialect | undefined): boolean {
  if (arch === 'loongarch64' && dialect?.knowsLoongarch64 === false) return false;
  return architectures.some((known) => known === arch);
}

function parseGuest(cpu: XmlElement, dialect: Dialect | undefined): GuestCpu {
  const attributes = new Attributes(cpu);
  const mode = parseMode(attributes.text('mode'), dialect);
  const migratable = parseMigratable(attributes, mode, dialect);
  if (migratable !== undefined && mode !== 'host-passthrough' && mode !== 'maximum') refuseMigratable();
  const match = parseMatch(attributes, dialect) ?? 'exact';
  const check = parseCheck(attributes, dialect);
  const deprecatedFeatures =
    dialect?.knowsDeprecatedFeatures === false
      ? undefined
      : attributes.oneOf('deprecated_features', ['on', 'off']);
  const { fallback, vendorId } = parseModelAttributes(cpu, mode);
  const model = childText(cpu, 'model');
  const vendor = childText(cpu, 'vendor');
  if (vendor !== undefined && model === undefined) xmlError('CPU vendor specified without CPU model');
  const topology = parseTopology(cpu, dialect);
  if (mode === 'custom' && model === undefined && childNamed(cpu, 'feature') !== undefined) {
    xmlError('Non-empty feature list specified without CPU model');
  }
  const features = parseFeatureNames(cpu, 'with policy');
  const shared = present({
    vendor,
    topology,
    cache: isOld(dialect) ? parseOldCache(cpu) : parseCache(cpu),
    maxphysaddr: parseMaxPhysAddr(cpu, dialect),
  });
  const own = present({ migratable, check, deprecatedFeatures, vendorId, model });
  return { kind: 'guest', mode, match, fallback, ...own, ...shared, features };
}

/** Releases that have words of their own for a wrong attribute. */
function isOld(dialect: Dialect | undefined): boolean {
  return dialect?.attributeWords === 'old';
}

function parseMigratable(attributes: Attributes, mode: Mode | undefined, dialect: Dialect | undefined) {
  return isOld(dialect)
    ? parseOldMigratable(attributes.text('migratable'), mode)
    : attributes.oneOf('migratable', ['on', 'off']);
}

function parseMatch(attributes: Attributes, dialect: Dialect | undefined) {
  return isOld(dialect) ? parseOldMatch(attributes.text('match')) : attributes.oneOf('match', matches);
}

function refuseMigratable(): never {
  return unsupported("Attribute migratable is only allowed for 'host-passthrough' / 'maximum' CPU mode");
}

function parseMode(text: string | undefined, dialect: Dialect | undefined): Mode {
  if (text === undefined) return 'custom';
  const found = modes.find((mode) => mode === text);
  const isKnown = found !== undefined && (found !== 'maximum' || dialect?.knowsMaximum !== false);
  return isKnown ? found : unsupported(`Invalid mode attribute '${text}'`);
}

/** `default` is a value that libvirt takes and never writes. */
function parseCheck(attributes: Attributes, dialect: Dialect | undefined): Check | undefined {
  if (isOld(dialect)) return parseOldCheck(attributes.text('check'));
  const check = attributes.oneOf('check', ['default', ...checks]);
  return check === 'default' ? undefined : check;
}

/** libvirt doesn't read them for a mode that brings no model of its own. */
function parseModelAttributes(cpu: XmlElement, mode: Mode) {
  const model = mode === 'custom' || mode === 'host-model' ? childNamed(cpu, 'model') : undefined;
  const text = (name: string) => model?.attributes.get(name) || undefined;
  const given = text('fallback');
  const fallback = given === undefined ? 'allow' : fallbacks.find((value) => value === given);
  if (fallback === undefined) return unsupported('Invalid fallback attribute');
  const vendorId = text('vendor_id');
  if (vendorId !== undefined && utf8Length(vendorId) !== 12)
    xmlError('vendor_id must be exactly 12 characters long');
  if (vendorId?.includes(',')) xmlError('vendor id is invalid');
  return { fallback, vendorId };
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function parseMicrocode(cpu: XmlElement): number | undefined {
  const version = childNamed(cpu, 'microcode')?.attributes.get('version');
  if (version === undefined) return undefined;
  const value = unsignedValue(version, 0xffffffffn);
  return value === undefined ? unsupported('invalid microcode version') : Number(value);
}

function parseSignature(cpu: XmlElement) {
  const element = childNamed(cpu, 'signature');
  if (element === undefined) return undefined;
  const attributes = new Attributes(element);
  return {
    family: attributes.requiredUnsigned('family', { zero: 'refused' }),
    model: attributes.requiredUnsigned('model', { zero: 'allowed' }),
    stepping: attributes.requiredUnsigned('stepping', { zero: 'allowed' }),
  };
}

function parseCounter(cpu: XmlElement) {
  const element = childrenNamed(cpu, 'counter').find((counter) => counter.attributes.get('name') === 'tsc');
  if (element === undefined) return undefined;
  const attributes = new Attributes(element);
  const frequency = attributes.requiredUnsigned64('frequency');
  return { frequency, ...present({ scaling: attributes.oneOf('scaling', ['yes', 'no']) }) };
}

function parseTopology(cpu: XmlElement, dialect: Dialect | undefined) {
  if (isOld(dialect)) return parseOldTopology(cpu);
  const element = childNamed(cpu, 'topology');
  if (element === undefined) return undefined;
  const attributes = new Attributes(element);
  const zero = { zero: 'refused' } as const;
  const sockets = attributes.requiredUnsigned('sockets', zero);
  const dies = attributes.unsigned('dies', zero) ?? 1;
  const clusters = dialect?.writesClusters === false ? 1 : (attributes.unsigned('clusters', zero) ?? 1);
  const cores = attributes.requiredUnsigned('cores', zero);
  return { sockets, dies, clusters, cores, threads: attributes.requiredUnsigned('threads', zero) };
}

function parseFeatureNames(cpu: XmlElement, policy?: 'with policy'): FeaturePolicy[] {
  const seen = new Set<string>();
  return childrenNamed(cpu, 'feature').map(({ attributes }) => {
    const text = policy === undefined ? undefined : attributes.get('policy');
    const found = text === undefined ? 'require' : policies.find((value) => value === text);
    if (found === undefined) return unsupported('Invalid CPU feature policy');
    const name = attributes.get('name') || xmlError('Invalid CPU feature name');
    if (seen.has(name)) xmlError(`CPU feature '${name}' specified more than once`);
    seen.add(name);
    return { name, policy: found };
  });
}

function parseCache(cpu: XmlElement) {
  const [element, second] = childrenNamed(cpu, 'cache');
  if (second !== undefined) xmlError('at most one CPU cache element may be specified');
  if (element === undefined) return undefined;
  const attributes = new Attributes(element);
  const level = attributes.integer('level');
  if (level !== undefined && (level < 1 || level > 3))
    xmlError('invalid CPU cache level, must be in range [1,3]');
  return { ...present({ level }), mode: attributes.requiredOneOf('mode', cacheModes) };
}

function parseMaxPhysAddr(cpu: XmlElement, dialect: Dialect | undefined) {
  const element = childNamed(cpu, 'maxphysaddr');
  if (element === undefined || dialect?.knowsMaxphysaddr === false) return undefined;
  const attributes = new Attributes(element);
  const mode = attributes.requiredOneOf('mode', maxPhysAddrModes);
  const bits = attributes.integer('bits');
  const limit =
    dialect?.knowsMaxphysaddrLimit === false ? undefined : attributes.unsigned('limit', { zero: 'refused' });
  if (limit !== undefined && mode !== 'passthrough') {
    unsupported("attribute 'limit' is only supported for maxphysaddr mode 'passthrough'");
  }
  return { mode, ...present({ bits, limit }) };
}

/** An empty element is no element, as XPath's string() makes it. */
function childText(cpu: XmlElement, name: string): string | undefined {
  const element = childNamed(cpu, name);
  return (element && stringValue(element)) || undefined;
}

/** Drops keys that are undefined: absent is absent, not a key with undefined. */
export function present<T extends object>(parts: T): Present<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Present<T>;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
