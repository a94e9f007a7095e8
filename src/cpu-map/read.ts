import { childrenNamed, type XmlElement } from '../xml/xml.ts';
import { type CpuMapFacts, FACTS_FORMAT, type X86FeatureFact, type X86ModelFact } from './facts.ts';
import { type CpuMapProblem, type Item, type Place, Reader } from './map-files.ts';

export type CpuMapReading =
  | { readonly ok: true; readonly facts: CpuMapFacts }
  | { readonly ok: false; readonly problems: readonly CpuMapProblem[] };

export interface CpuMapFiles {
  /** File name → text; folders don't matter. */
  readonly files: ReadonlyMap<string, string>;
  readonly release: string;
  readonly origin: string;
}

/** Reads libvirt's `cpu_map` XML (5.0 on): `index.xml` and the files that it includes, in their order. */
export function readCpuMap({ files, release, origin }: CpuMapFiles): CpuMapReading {
  const reader = new Reader(files);
  const index = reader.open('index.xml', { file: 'index.xml', line: 1 });
  const parts = index === undefined ? [] : drivers.flatMap((arch) => reader.driverItems(index, arch));
  const of = (arch: string) => parts.filter((part) => part.arch === arch).flatMap((part) => part.items);
  const facts: CpuMapFacts = {
    format: FACTS_FORMAT,
    release,
    origin,
    x86: readX86(reader, of('x86')),
    ppc64: readPpc64(distinct(reader, of('ppc64'))),
    arm: readArm(distinct(reader, of('arm'))),
  };
  if (index !== undefined && facts.x86.models.length === 0 && reader.problems.length === 0) {
    reader.report('index.xml includes no x86 CPU models', { file: 'index.xml', line: 1 });
  }
  return reader.problems.length === 0 ? { ok: true, facts } : { ok: false, problems: reader.problems };
}

const drivers = ['x86', 'ppc64', 'arm'] as const;

function readX86(reader: Reader, items: readonly Item[]): CpuMapFacts['x86'] {
  const known = {
    vendor: new Map<string, Place>(),
    feature: new Map<string, Place>(),
    model: new Map<string, Place>(),
  };
  const vendors: { name: string; string: string }[] = [];
  const features: X86FeatureFact[] = [];
  const models: X86ModelFact[] = [];
  for (const item of items) {
    const kind = item.element.name;
    if (kind !== 'vendor' && kind !== 'feature' && kind !== 'model') continue;
    const name = item.element.attributes.get('name') ?? '';
    if (!accept(reader, known[kind], { kind, name, place: item.place })) continue;
    if (kind === 'vendor') vendors.push({ name, string: readVendorString(reader, name, item) });
    else if (kind === 'feature') features.push(readFeature(reader, name, item));
    else models.push(readModel(reader, { name, item, known }));
  }
  return { vendors, features, models };
}

/** The other drivers' items that are defined once. */
function distinct(reader: Reader, items: readonly Item[]): Item[] {
  const known = new Map<string, Map<string, Place>>();
  return items.filter(({ element, place }) => {
    const kind = element.name;
    if (kind !== 'vendor' && kind !== 'feature' && kind !== 'model') return false;
    const ofKind = known.get(kind) ?? new Map<string, Place>();
    known.set(kind, ofKind);
    return accept(reader, ofKind, { kind, name: element.attributes.get('name') ?? '', place });
  });
}

function readVendorString(reader: Reader, name: string, { element, place }: Item): string {
  const string = element.attributes.get('string') ?? '';
  if (string.length !== 12)
    reader.report(`vendor ${name} has the string '${string}', not 12 characters`, place);
  return string;
}

function accept(
  reader: Reader,
  known: Map<string, Place>,
  { kind, name, place }: { kind: string; name: string; place: Place },
): boolean {
  const before = known.get(name);
  if (name === '') reader.report(`a ${kind} has no name`, place);
  else if (kind === 'feature' && /\s/.test(name))
    reader.report(`the feature '${name}' has a blank in its name`, place);
  else if (before !== undefined) {
    reader.report(
      `${kind} ${name} is defined a second time; the first is at ${before.file}:${before.line}`,
      place,
    );
  }
  known.set(name, before ?? place);
  return name !== '' && before === undefined;
}

function readFeature(reader: Reader, name: string, { element, place }: Item): X86FeatureFact {
  const masks = element.children.flatMap((child) =>
    isRegister(child) ? readMasks(reader, child, place) : [],
  );
  if (masks.length === 0) reader.report(`feature ${name} has no register bits`, place);
  const aliases = childrenNamed(element, 'alias').map((alias) => ({
    name: alias.attributes.get('name') ?? '',
    source: alias.attributes.get('source') ?? '',
  }));
  return {
    name,
    masks,
    ...(element.attributes.get('migratable') === 'no' ? { migratable: false } : {}),
    ...(aliases.length > 0 ? { aliases } : {}),
  };
}

function isRegister(element: XmlElement): boolean {
  return element.name === 'cpuid' || element.name === 'msr';
}

function readMasks(reader: Reader, element: XmlElement, place: Place): string[] {
  const number = (attribute: string, fallback: string) => {
    const text = element.attributes.get(attribute) ?? fallback;
    const value = /^(0x[0-9a-fA-F]{1,8}|0|[1-9][0-9]{0,9})$/.test(text) ? Number(text) : Number.NaN;
    if (!(value <= 0xffffffff)) reader.report(`${attribute}='${text}' is not a 32-bit number`, place);
    return Number.isNaN(value) ? 0 : value;
  };
  const cpuid = element.name === 'cpuid';
  const address = cpuid
    ? `${number('eax_in', '').toString(16)}.${number('ecx_in', '0').toString(16)}`
    : `msr ${number('index', '').toString(16)}`;
  return (cpuid ? ['eax', 'ebx', 'ecx', 'edx'] : ['eax', 'edx']).flatMap((register) => {
    const value = number(register, '0');
    return value === 0 ? [] : [`${address} ${register} ${value.toString(16).padStart(8, '0')}`];
  });
}

interface ModelItem {
  readonly name: string;
  readonly item: Item;
  readonly known: { readonly [kind in 'vendor' | 'feature' | 'model']: ReadonlyMap<string, Place> };
}

function readModel(reader: Reader, { name, item: { element, place }, known }: ModelItem): X86ModelFact {
  const check = (kind: 'vendor' | 'feature' | 'model', of: string | undefined) => {
    if (of !== undefined && (!known[kind].has(of) || (kind === 'model' && of === name))) {
      const what = kind === 'model' ? 'the ancestor' : `the ${kind}`;
      reader.report(`model ${name} refers to ${what} ${of}, which the map does not define before it`, place);
    }
    return of;
  };
  const only = (child: string) => element.children.find((candidate) => candidate.name === child)?.attributes;
  const ancestor = check('model', only('model')?.get('name'));
  const vendor = check('vendor', only('vendor')?.get('name'));
  const signatures = childrenNamed(element, 'signature').map((signature) =>
    readSignature(reader, { name, signature, place }),
  );
  const lists = { features: [] as string[], removed: [] as string[], added: [] as string[] };
  for (const { attributes } of childrenNamed(element, 'feature')) {
    const feature = attributes.get('name') ?? '';
    check('feature', feature);
    if (attributes.get('removed') === 'yes') lists.removed.push(feature);
    else if (attributes.get('added') === 'yes') lists.added.push(feature);
    else lists.features.push(feature);
  }
  return {
    name,
    ...(only('decode')?.get('host') === 'off' ? { decodeHost: false } : {}),
    ...(only('decode')?.get('guest') === 'off' ? { decodeGuest: false } : {}),
    ...(only('check')?.get('partial') === 'compat' ? { checkCompat: true } : {}),
    ...(ancestor !== undefined ? { ancestor } : {}),
    ...(signatures.length > 0 ? { signatures } : {}),
    ...(vendor !== undefined ? { vendor } : {}),
    ...(lists.features.length > 0 ? { features: lists.features.join(' ') } : {}),
    ...(lists.removed.length > 0 ? { removed: lists.removed.join(' ') } : {}),
    ...(lists.added.length > 0 ? { added: lists.added.join(' ') } : {}),
  };
}

interface SignatureItem {
  readonly name: string;
  readonly signature: XmlElement;
  readonly place: Place;
}

function readSignature(reader: Reader, { name, signature: { attributes }, place }: SignatureItem): string {
  const stepping = attributes.get('stepping');
  const base = `${attributes.get('family') ?? ''}/${attributes.get('model') ?? ''}`;
  const text = stepping === undefined ? base : `${base}/${stepping}`;
  if (!/^[0-9]+\/[0-9]+(\/[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*)?$/.test(text)) {
    reader.report(
      `model ${name} has a signature that is not a family, a model and steppings: ${text}`,
      place,
    );
  }
  return text;
}

function readPpc64(items: readonly Item[]): CpuMapFacts['ppc64'] {
  const named = (kind: string) =>
    items.filter(({ element }) => element.name === kind).map(({ element }) => element);
  return {
    vendors: named('vendor').map((element) => element.attributes.get('name') ?? ''),
    models: named('model').map((element) => {
      const vendor = element.children.find((child) => child.name === 'vendor')?.attributes.get('name');
      return {
        name: element.attributes.get('name') ?? '',
        ...(vendor !== undefined ? { vendor } : {}),
        pvrs: childrenNamed(element, 'pvr').map(
          ({ attributes }) => `${attributes.get('value') ?? ''}/${attributes.get('mask') ?? ''}`,
        ),
      };
    }),
  };
}

function readArm(items: readonly Item[]): CpuMapFacts['arm'] {
  const named = (kind: string) =>
    items.filter(({ element }) => element.name === kind).map(({ element }) => element);
  return {
    vendors: named('vendor').map(({ attributes }) => ({
      name: attributes.get('name') ?? '',
      value: attributes.get('value') ?? '',
    })),
    features: named('feature')
      .map(({ attributes }) => attributes.get('name') ?? '')
      .join(' '),
    models: named('model').map((element) => {
      const of = (kind: string) => element.children.find((child) => child.name === kind)?.attributes;
      const vendor = of('vendor')?.get('name');
      const pvr = of('pvr')?.get('value');
      const features = childrenNamed(element, 'feature').map(
        ({ attributes }) => attributes.get('name') ?? '',
      );
      return {
        name: element.attributes.get('name') ?? '',
        ...(vendor !== undefined ? { vendor } : {}),
        ...(pvr !== undefined ? { pvr } : {}),
        ...(features.length > 0 ? { features: features.join(' ') } : {}),
      };
    }),
  };
}
