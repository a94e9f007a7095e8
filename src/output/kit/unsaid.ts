import type { GuestCpu } from '../../cpu/definition/definition.ts';

/** Parts of a guest CPU, features aside, for which a platform may have no word. */
export type Part =
  | 'match'
  | 'check'
  | 'migratable'
  | 'deprecated_features'
  | 'fallback'
  | 'compatibility'
  | 'vendor'
  | 'vendor_id'
  | 'topology'
  | 'cache'
  | 'maxphysaddr';

/** One sentence for each part that the guest asks for and the platform has no word for. */
export function unsaidParts(guest: GuestCpu, platform: string, said: readonly Part[]): string[] {
  const notes: string[] = [];
  for (const [part, describe] of describers) {
    const asked = said.includes(part) ? undefined : describe(guest);
    if (asked !== undefined) notes.push(`${platform} can't say ${asked}.`);
  }
  return notes;
}

/** For a platform where something else than the CPU says the topology; nothing where none is asked. */
export function topologyElsewhere({ topology }: GuestCpu, platform: string, place: string): string[] {
  if (topology === undefined) return [];
  const { dies, clusters } = topology;
  const notes = [`The topology belongs to ${place}.`];
  if (dies !== 1 || clusters !== 1) notes.push(`${platform} knows no dies or clusters.`);
  return notes;
}

type Describe = (guest: GuestCpu) => string | undefined;

/** The request and its result; undefined if only the default is asked for. */
const describers: readonly (readonly [Part, Describe])[] = [
  ['match', describeMatch],
  ['check', ({ check }) => check && `check='${check}'`],
  ['migratable', ({ migratable }) => migratable && `migratable='${migratable}'`],
  ['deprecated_features', ({ deprecatedFeatures: asked }) => asked && `deprecated_features='${asked}'`],
  ['fallback', describeFallback],
  ['compatibility', describeCompatibility],
  ['vendor', describeVendor],
  ['vendor_id', describeVendorId],
  [
    'topology',
    ({ topology }) => topology && 'the topology, so the platform chooses sockets, cores and threads',
  ],
  ['cache', ({ cache }) => cache && `the CPU cache's mode='${cache.mode}'`],
  ['maxphysaddr', ({ maxphysaddr }) => maxphysaddr && `maxphysaddr mode='${maxphysaddr.mode}'`],
];

function describeMatch({ mode, model, match }: GuestCpu): string | undefined {
  if (mode !== 'custom' || model === undefined || match === 'exact') return undefined;
  return match === 'minimum'
    ? "match='minimum', so the guest does not get what a host has beyond this"
    : "match='strict', so hosts with more features are not refused";
}

function describeFallback({ mode, model, fallback }: GuestCpu): string | undefined {
  if (mode !== 'custom' || model === undefined || fallback === 'allow') return undefined;
  return "fallback='forbid', so another model may be used where the hypervisor lacks this one";
}

/** With host-model, a model is what a ppc64 guest is told to be compatible with. */
function describeCompatibility({ mode, model }: GuestCpu): string | undefined {
  return mode === 'host-model' && model !== undefined ? `the model '${model}' of mode host-model` : undefined;
}

function describeVendor({ mode, vendor }: GuestCpu): string | undefined {
  if (vendor === undefined || (mode !== 'custom' && mode !== 'host-model')) return undefined;
  return 'the vendor, so hosts of another vendor are not refused';
}

function describeVendorId({ mode, vendorId }: GuestCpu): string | undefined {
  if (vendorId === undefined || (mode !== 'custom' && mode !== 'host-model')) return undefined;
  return `vendor_id='${vendorId}'`;
}
