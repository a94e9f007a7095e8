import { readFileSync } from 'node:fs';
import { emptyBits } from '../bits/bits.ts';
import type { GuestCpu } from '../cpu/definition/definition.ts';
import { encode } from '../cpu/x86/encode.ts';
import { compileCpuMap } from '../cpu-map/compile.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import type { CpuMapFacts } from '../cpu-map/facts.ts';
import type { OutputInput } from './kit/target.ts';

export function mapOf(release: string): CpuMap {
  const file = new URL(`../cpu-map/data/libvirt-${release}.json`, import.meta.url);
  return compileCpuMap(JSON.parse(readFileSync(file, 'utf8')) as CpuMapFacts);
}

export const map = mapOf('12.8.0');

const blank = { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', features: [] } as const;

/** Guests that people really end up with, and guests that they might ask for. */
export const guests: Readonly<Record<string, GuestCpu>> = {
  'a pool of Intel servers': {
    ...blank,
    model: 'Skylake-Server-IBRS',
    features: [
      { name: 'pclmuldq', policy: 'require' },
      { name: 'md-clear', policy: 'require' },
      { name: 'tsc_adjust', policy: 'require' },
      { name: 'hle', policy: 'disable' },
      { name: 'rtm', policy: 'disable' },
    ],
  },
  'everything at once': {
    ...blank,
    match: 'strict',
    check: 'full',
    model: 'EPYC-Milan-v1',
    vendor: 'AMD',
    vendorId: 'AuthenticAMD',
    fallback: 'forbid',
    deprecatedFeatures: 'off',
    topology: { sockets: 2, dies: 2, clusters: 2, cores: 4, threads: 2 },
    cache: { level: 3, mode: 'emulate' },
    maxphysaddr: { mode: 'emulate', bits: 40 },
    features: [
      { name: 'ibpb', policy: 'force' },
      { name: 'lahf_lm', policy: 'require' },
      { name: 'wbnoinvd', policy: 'optional' },
      { name: 'svm', policy: 'disable' },
      { name: 'monitor', policy: 'forbid' },
      { name: 'osxsave', policy: 'require' },
    ],
  },
  'at least this': {
    ...blank,
    match: 'minimum',
    check: 'none',
    model: 'Haswell-noTSX',
    features: [{ name: 'x2apic', policy: 'disable' }],
  },
  'host-model': { ...blank, mode: 'host-model', features: [{ name: 'vmx', policy: 'disable' }] },
  'host-passthrough': {
    ...blank,
    mode: 'host-passthrough',
    check: 'none',
    migratable: 'off',
    cache: { mode: 'passthrough' },
    maxphysaddr: { mode: 'passthrough', limit: 46 },
  },
  maximum: { ...blank, mode: 'maximum' },
  'only a topology': { ...blank, topology: { sockets: 1, dies: 1, clusters: 1, cores: 4, threads: 2 } },
  'a pool of POWER9': { ...blank, model: 'POWER9', fallback: 'forbid' },
};

export function inputFor(guest: GuestCpu, name = 'commonbits', release: CpuMap = map): OutputInput {
  const bits = encode(release, guest);
  return { map: release, guest, name, bits: bits.ok ? bits.value : emptyBits(release.words.length) };
}

export function withFeature(name: string): GuestCpu {
  return { ...blank, model: 'Haswell', features: [{ name, policy: 'require' }] };
}

export function withModel(model: string): GuestCpu {
  return { ...blank, model };
}
