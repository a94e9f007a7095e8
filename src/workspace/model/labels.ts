import type { GuestChoices, PolicyChoice } from '../../fleet/guest/guest-choices.ts';
import type { Workspace } from './state.ts';

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

/** `web-01`, `web-01 and web-02`, `12 guests`. */
export function guestsInWords(guests: readonly { readonly name: string }[]): string {
  if (guests.length > 2) return `${guests.length.toLocaleString('en')} guests`;
  return guests.map(({ name }) => name).join(' and ');
}

/** `kvm-03`, `3 hosts and 12 guests`, `1 error`: what a workspace holds. */
export function contentsInWords({
  hosts,
  guests,
  errors = [],
}: Pick<Workspace, 'hosts' | 'guests' | 'errors'>): string {
  const parts = [
    hostsInWords(hosts),
    guestsInWords(guests),
    // Beside hosts and guests errors are no news.
    hosts.length + guests.length > 0 || errors.length === 0 ? '' : countOf(errors.length, 'error'),
  ];
  return parts.filter((part) => part !== '').join(' and ') || 'nothing';
}

/** The same by numbers: `1 host and 12 guests`. */
export function contentsCounted({ hosts, guests, errors = [] }: Workspace): string {
  const parts = [
    countOf(hosts.length, 'host'),
    countOf(guests.length, 'guest'),
    hosts.length + guests.length > 0 ? '' : countOf(errors.length, 'error'),
  ];
  return parts.filter((part) => !part.startsWith('0 ') && part !== '').join(' and ') || 'nothing';
}

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
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
};

/** Fields with text or numbers that are typed. */
const typed: ReadonlySet<string> = new Set(['vendorId', 'topology', 'cache', 'maxphysaddr']);

export function guestLabel(patch: GuestPatch): { readonly label: string; readonly field?: string } {
  const keys = Object.keys(patch).filter(isField);
  const [key] = keys;
  if (key === undefined || keys.length > 1) return { label: 'changing the guest CPU' };
  return {
    label: fieldLabel(fieldNames[key], patch[key]),
    ...(typed.has(key) ? { field: `guest ${key}` } : {}),
  };
}

function fieldLabel(name: string, value: unknown): string {
  if (value === undefined) return `setting ${name} as in the baseline`;
  if (value === null) return `unsetting ${name}`;
  return typeof value === 'string' && value !== '' ? `setting ${name} to ${value}` : `changing ${name}`;
}

export function policiesLabel(changes: readonly PolicyChange[]): string {
  const [first] = changes;
  const policies = new Set(changes.map(({ policy }) => policy));
  const what = changes.length === 1 ? first?.name : `${changes.length.toLocaleString('en')} features`;
  if (policies.size > 1) return `changing ${what}`;
  return first?.policy === undefined
    ? `setting ${what} as in the baseline`
    : `setting ${what} to ${first.policy}`;
}

function isField(key: string): key is keyof GuestPatch {
  return Object.hasOwn(fieldNames, key);
}
