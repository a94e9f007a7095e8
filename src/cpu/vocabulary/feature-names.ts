import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import type { NamedFeatures } from '../definition/source.ts';
import {
  linuxFlags,
  linuxInventions,
  linuxSpellings,
  linuxUntracked,
  linuxVmxFlags,
  linuxVmxSpellings,
  linuxVmxUntracked,
  vendorSpelling,
  vmxPrefix,
} from './linux-flags.ts';

export type Vocabulary = NamedFeatures['vocabulary'];

/** A NamedFeatures source fits. */
export type NamesToTranslate = Pick<NamedFeatures, 'vocabulary' | 'vendor' | 'signature' | 'names'>;

export interface TranslatedNames {
  /** Each once, in the order of the names. */
  readonly known: readonly Feature[];
  /** In their original spelling. */
  readonly unknown: readonly string[];
  /**
   * Names that are no features: the kernel's inventions, QEMU's settings; and flags that name real bits that
   * libvirt has no name for or that do not say which of two bits they came from.
   */
  readonly ignored: readonly string[];
}

/** Names in somebody else's spelling → features of this map. */
export function translateNames(map: CpuMap, from: NamesToTranslate): TranslatedNames {
  const known = new Set<Feature>();
  const unknown: string[] = [];
  const ignored: string[] = [];
  for (const name of from.names) {
    const meaning = meaningOf(map, name, from);
    if (meaning === 'ignored') ignored.push(name);
    else if (meaning === undefined) unknown.push(name);
    else for (const feature of meaning) known.add(feature);
  }
  return { known: [...known], unknown, ignored };
}

/**
 * All spellings of a vocabulary that need no more than the name to be understood. Linux's flags that
 * mean other bits by vendor (ibrs, ibpb, stibp, ssbd, vnmi) are left out of it: `translateNames` knows them.
 */
export function featureNamesIn(map: CpuMap, vocabulary: Vocabulary): ReadonlyMap<string, Feature> {
  if (vocabulary === 'libvirt') return map.featureByName;
  let tables = memory.get(map);
  if (tables === undefined) {
    tables = { qemu: qemuNames(map), linux: linuxNames(map) };
    memory.set(map, tables);
  }
  return tables[vocabulary];
}

/**
 * Features that a source in this vocabulary would name if the host had them; of the others it can't tell.
 * libvirt's and QEMU's names cover all, Linux hides many and shows only some of those in MSRs.
 * @internal For tests: formats are compared where both can tell.
 */
export function featuresTold(map: CpuMap, vocabulary: Vocabulary): readonly Feature[] {
  if (vocabulary !== 'linux') return map.features;
  const told = new Set<Feature>();
  const signature = { family: 0x19, model: 0, stepping: 0 };
  for (const vendor of ['GenuineIntel', 'AuthenticAMD']) {
    // One by one: some hide the meaning of others.
    for (const flag of [...linuxFlags, ...linuxVmxFlags]) {
      const { known } = translateNames(map, { vocabulary, vendor, signature, names: [flag] });
      for (const feature of known) told.add(feature);
    }
  }
  return map.features.filter((feature) => told.has(feature));
}

const memory = new WeakMap<CpuMap, Record<'qemu' | 'linux', ReadonlyMap<string, Feature>>>();

type Meaning = readonly Feature[] | 'ignored' | undefined;

function meaningOf(map: CpuMap, name: string, from: NamesToTranslate): Meaning {
  if (from.vocabulary === 'linux') return linuxMeaning(map, name, from);
  const feature = featureNamesIn(map, from.vocabulary).get(name);
  if (feature !== undefined) return [feature];
  return from.vocabulary === 'qemu' && isQemuSetting(name) ? 'ignored' : undefined;
}

function linuxMeaning(map: CpuMap, flag: string, from: NamesToTranslate): Meaning {
  const spelling = vendorSpelling(flag, from);
  if (spelling === 'untold') return 'ignored';
  const feature =
    spelling === undefined ? featureNamesIn(map, 'linux').get(flag) : map.featureByName.get(spelling);
  if (feature !== undefined) {
    // A kernel that shows xsave has switched it on, which is all that osxsave says.
    const osxsave = flag === 'xsave' ? map.featureByName.get('osxsave') : undefined;
    return osxsave === undefined ? [feature] : [feature, osxsave];
  }
  if (linuxInventions.has(flag) || linuxUntracked.has(flag)) return 'ignored';
  return isUntrackedVmx(map, flag, spelling ?? linuxSpellings.get(flag)) ? 'ignored' : undefined;
}

/** A map without any VMX feature doesn't deal in them: libvirt 9.0. */
function isUntrackedVmx(map: CpuMap, flag: string, spelling: string | undefined): boolean {
  const vmx = flag.startsWith(vmxPrefix);
  if (vmx && linuxVmxUntracked.has(flag.slice(vmxPrefix.length))) return true;
  return !map.featureByName.has('vmx-ept') && (vmx || spelling?.startsWith('vmx-') === true);
}

function qemuNames(map: CpuMap): ReadonlyMap<string, Feature> {
  return namesWithAliases(map, 'qemu');
}

function linuxNames(map: CpuMap): ReadonlyMap<string, Feature> {
  const names = namesWithAliases(map, 'linux');
  for (const flag of ['ibrs', 'ibpb', 'stibp', 'ssbd', 'vnmi', 'split_lock_detect']) names.delete(flag);
  for (const [flag, name] of linuxSpellings) addName(names, flag, map.featureByName.get(name));
  for (const [flag, name] of linuxVmxSpellings) {
    addName(names, vmxPrefix + flag, map.featureByName.get(name));
  }
  return names;
}

/** libvirt's names, those of `source`, and both once more as QEMU and Linux swap `_`, `-` and `.`. */
function namesWithAliases(map: CpuMap, source: 'qemu' | 'linux'): Map<string, Feature> {
  const names = new Map<string, Feature>();
  for (const feature of map.features) names.set(feature.name, feature);
  for (const feature of map.features) {
    for (const alias of feature.aliases) if (alias.source === source) addName(names, alias.name, feature);
  }
  for (const [name, feature] of [...names]) {
    addName(names, name.replace(/[_.]/g, '-'), feature);
    addName(names, name.replace(/[-.]/g, '_'), feature);
  }
  return names;
}

/** The existing spelling is the better one. */
function addName(names: Map<string, Feature>, name: string, feature: Feature | undefined): void {
  if (feature !== undefined && !names.has(name)) names.set(name, feature);
}

/** Boolean properties of a QEMU CPU that are not bits of the CPU. */
function isQemuSetting(name: string): boolean {
  return qemuSettings.has(name) || /^(?:kvm|hv|x|xen|legacy|host)[-_]/.test(name);
}

const qemuSettings: ReadonlySet<string> = new Set(
  `check enforce migratable pmu lmce l3-cache tcg-cpuid cpuid-0xb fill-mtrr-mask full-cpuid-auto-level
  full-width-write vmware-cpuid-freq kvm kvmclock kvmclock-stable-bit realized hotplugged hotpluggable
  start-powered-off`.split(/\s+/),
);
