import type { GuestChoices, PolicyChoice } from '../fleet/guest-choices.ts';

/** Changes to the guest's fields; undefined = as in the baseline again, null = not set. */
export type GuestPatch = {
  readonly [Key in Exclude<keyof GuestChoices, 'policies'>]?: GuestChoices[Key] | undefined;
};

export interface PolicyChange {
  readonly name: string;
  /** Undefined = as in the baseline. */
  readonly policy: PolicyChoice['policy'] | undefined;
}

/** `kvm-03`, `kvm-02 and kvm-03`, `12 hosts`. */
export function hostsInWords(hosts: readonly { readonly name: string }[]): string {
  if (hosts.length > 2) return `${hosts.length.toLocaleString('en')} hosts`;
  return hosts.map(({ name }) => name).join(' and ');
}

const fieldNames: Record<keyof GuestPatch, string> = {
  mode: 'mode',
  model: 'model',
  hostModel: 'model',
  match: 'match',
  check: 'check',
  fallback: 'fallback',
  vendor: 'vendor',
  vendorId: 'vendor_id',
  migratable: 'migratable',
  deprecatedFeatures: 'deprecated_features',
  topology: 'topology',
  cache: 'cache',
  maxphysaddr: 'maxphysaddr',
  onlyMigratable: 'only migratable features',
};

/** Fields with text or numbers that are typed. */
const typed: ReadonlySet<string> = new Set(['vendorId', 'topology', 'cache', 'maxphysaddr']);

export function guestLabel(patch: GuestPatch): { readonly label: string; readonly field?: string } {
  const keys = Object.keys(patch).filter(isField);
  const [key] = keys;
  if (key === undefined || keys.length > 1) return { label: 'changing the guest CPU' };
  const name = fieldNames[key];
  const value = patch[key];
  if (typeof value === 'boolean') return { label: `${name}: ${value ? 'yes' : 'no'}` };
  const said = value === undefined ? 'as in the baseline' : value === null ? 'not set' : shown(value);
  return {
    label: said === '' ? name : `${name}: ${said}`,
    ...(typed.has(key) ? { field: `guest ${key}` } : {}),
  };
}

export function policiesLabel(changes: readonly PolicyChange[]): string {
  const [first] = changes;
  const policies = new Set(changes.map(({ policy }) => policy));
  const policy = policies.size > 1 ? '' : `: ${first?.policy ?? 'as in the baseline'}`;
  return changes.length === 1
    ? `policy of ${first?.name}${policy}`
    : `policy of ${changes.length} features${policy}`;
}

function isField(key: string): key is keyof GuestPatch {
  return Object.hasOwn(fieldNames, key);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
