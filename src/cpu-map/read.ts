import { childrenNamed, parseXml, placeAt, type XmlElement } from '../xml/xml.ts';
import { type CpuMapFacts, FACTS_FORMAT, type X86FeatureFact, type X86ModelFact } from './facts.ts';

/** What is wrong with a cpu_map directory, and where. */
export interface CpuMapProblem {
  readonly sentence: string;
  readonly file: string;
  readonly line: number;
}

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
  const parts = index === undefined ? [] : reader.driverItems(index);
  const of = (arch: string) => parts.filter((part) => part.arch === arch).flatMap((part) => part.items);
  const facts: CpuMapFacts = {
    format: FACTS_FORMAT,
    release,
    origin,
    x86: readX86(reader, of('x86')),
    ppc64: readPpc64(of('ppc64')),
    arm: readArm(of('arm')),
  };
  if (index !== undefined && facts.x86.models.length === 0 && reader.problems.length === 0) {
    reader.report('index.xml includes no x86 CPU models', { file: 'index.xml', line: 1 });
  }
  return reader.problems.length === 0 ? { ok: true, facts } : { ok: false, problems: reader.problems };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** A vendor, feature or model element and where it stands. */
interface Item {
  readonly element: XmlElement;
  readonly place: Place;
}

class Reader {
  readonly problems: CpuMapProblem[] = [];
  readonly #files: ReadonlyMap<string, string>;
  readonly #open: string[] = [];

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = new Map([...files].map(([path, text]) => [baseName(path), text]));
  }

  report(sentence: string, place: Place): void {
    this.problems.push({ sentence, ...place });
  }

  open(file: string, from: Place): { root: XmlElement; file: string; text: string } | undefined {
    const text = this.#files.get(file);
    if (text === undefined) {
      this.report(`${file} is missing from the CPU map`, from);
      return undefined;
    }
    const parsed = parseXml(text);
    if (!parsed.ok) {
      this.report(`${file} can't be read: ${parsed.problem.detail}`, { file, line: parsed.problem.line });
      return undefined;
    }
    if (parsed.root.name !== 'cpus') {
      const seen = `${file} starts with <${parsed.root.name}>; a CPU map's files start with <cpus>`;
      this.report(seen, { file, line: placeAt(text, parsed.root.offset).line });
      return undefined;
    }
    return { root: parsed.root, file, text };
  }

  driverItems(index: { root: XmlElement; file: string; text: string }): { arch: string; items: Item[] }[] {
    return childrenNamed(index.root, 'arch').map((arch) => ({
      arch: arch.attributes.get('name') ?? '',
      items: this.#collect(arch, index.file, index.text),
    }));
  }

  #collect(parent: XmlElement, file: string, text: string): Item[] {
    return parent.children.flatMap((element): Item[] => {
      const place = { file, line: placeAt(text, element.offset).line };
      if (element.name === 'group') return this.#collect(element, file, text);
      if (element.name === 'include') return this.#include(element.attributes.get('filename') ?? '', place);
      return [{ element, place }];
    });
  }

  #include(name: string, from: Place): Item[] {
    if (this.#open.includes(name)) {
      this.report(`${name} includes itself`, from);
      return [];
    }
    const opened = this.open(name, from);
    if (opened === undefined) return [];
    this.#open.push(name);
    const items = this.#collect(opened.root, name, opened.text);
    this.#open.pop();
    return items;
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

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
    if (kind === 'vendor') vendors.push({ name, string: item.element.attributes.get('string') ?? '' });
    else if (kind === 'feature') features.push(readFeature(reader, name, item));
    else models.push(readModel(reader, { name, item, known }));
  }
  return { vendors, features, models };
}

function accept(
  reader: Reader,
  known: Map<string, Place>,
  { kind, name, place }: { kind: string; name: string; place: Place },
): boolean {
  const before = known.get(name);
  if (name === '') reader.report(`a ${kind} has no name`, place);
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
    const value = /^(0x[0-9a-fA-F]{1,8}|[0-9]{1,10})$/.test(text) ? Number(text) : Number.NaN;
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
  const signatures = childrenNamed(element, 'signature').map(readSignature);
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

function readSignature({ attributes }: XmlElement): string {
  const stepping = attributes.get('stepping');
  const base = `${attributes.get('family') ?? ''}/${attributes.get('model') ?? ''}`;
  return stepping === undefined ? base : `${base}/${stepping}`;
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
