import { glossedFeatures } from '../../src/facts/glosses.ts';

/** A host as a text: a heading with its name, and the `<cpu>` that libvirt would print for it. */
export interface GivenHost {
  readonly name: string;
  readonly model: string;
  readonly vendor?: string;
  readonly features: readonly string[];
}

export function hostsText(hosts: readonly GivenHost[]): string {
  return hosts
    .map(({ name, model, vendor = 'Intel', features }) => {
      const listed = features.map((feature) => `  <feature name='${feature}'/>\n`).join('');
      return `== ${name}\n<cpu>\n  <arch>x86_64</arch>\n  <model>${model}</model>\n  <vendor>${vendor}</vendor>\n${listed}</cpu>\n`;
    })
    .join('');
}

const common =
  'ds acpi ss ht tm pbe dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave tsc_adjust cmt';
const newer = 'avx512vnni md-clear spec-ctrl stibp flush-l1d arch-capabilities ssbd rdctl-no ibrs-all mds-no';
const skylake = `${common} clflushopt intel-pt pku mpx xsaves mbm_total mbm_local invtsc`;

/** kvm-01 and kvm-02 are the same; kvm-03 lacks eleven features that they have. */
export const threeHosts: readonly GivenHost[] = [1, 2, 3].map((number) => ({
  name: `kvm-0${number}`,
  model: number === 3 ? 'Skylake-Server-v1' : 'Cascadelake-Server-v1',
  features: words(number === 3 ? skylake : `${skylake} ${newer} skip-l1dfl-vmentry ospke`),
}));

const kinds = [
  { count: 14, model: 'Cascadelake-Server-v1', features: `${skylake} ${newer}` },
  { count: 8, model: 'Skylake-Server-v2', features: `${skylake} md-clear stibp ssbd flush-l1d` },
  { count: 5, model: 'Skylake-Server-v1', features: skylake },
  { count: 8, model: 'Broadwell-v1', features: `${common} invtsc arat` },
  { count: 4, model: 'Haswell-v1', features: `${common} invtsc arat` },
  {
    count: 1,
    model: 'SandyBridge-v2',
    features: `${common.replace('tsc_adjust cmt', '')} invtsc arat vme pcid`,
  },
];

/** 40 hosts of 6 kinds, kvm-01 to kvm-40; the last one is alone. */
export const fortyHosts: readonly GivenHost[] = kinds
  .flatMap(({ count, model, features }) =>
    Array.from({ length: count }, () => ({ model, features: words(features) })),
  )
  .map((host, index) => ({ ...host, name: `kvm-${String(index + 1).padStart(2, '0')}` }));

/** Makes this number of hosts with different CPUs, over `rows` features: all of the map's, and names that it does not know. */
export function distinctHosts(count: number, rows: number): GivenHost[] {
  const known = glossedFeatures();
  const names = [...known, ...Array.from({ length: rows }, (_, i) => `x-feature-${i}`)].slice(0, rows);
  const random = seeded(7);
  return Array.from({ length: count }, (_, index) => {
    const lacking = new Set(Array.from({ length: 40 }, () => Math.floor(random() * names.length)));
    return {
      name: `compute-rack${Math.floor(index / 40)}-${String(index).padStart(4, '0')}`,
      model: 'Westmere',
      features: names.filter((_, at) => !lacking.has(at)),
    };
  });
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
