import { describe, expect, it } from 'vitest';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { guests, inputFor, map, withModel } from '../guests.test-support.ts';
import { maskText, registerMasks, unmaskable } from './register-masks.ts';

const all = () => true;

describe('register masks', () => {
  it('are 32 characters, bit 31 first', () => {
    const mask = { leaf: 7, subleaf: 0, register: 'ebx', hide: 0x80000001, force: 0x40000000 } as const;
    expect(maskText(mask, 'x')).toBe(`01${'x'.repeat(29)}0`);
    expect(maskText({ ...mask, hide: 0, force: 0 }, '-')).toBe('-'.repeat(32));
  });

  it('hide every named bit that an exact guest lacks, and no bit that it has', () => {
    const input = inputFor(guests['a pool of Intel servers']!);
    const masks = registerMasks(input, all);
    const own = new Set(['hypervisor', 'osxsave', 'ospke', 'ht', 'cmp_legacy']);
    for (const feature of map.features) {
      const word = map.words[feature.mask.words[0]!]!;
      if (word.kind !== 'cpuid') continue;
      const mask = masks.find(
        (one) => one.leaf === word.leaf && one.subleaf === word.subleaf && one.register === word.register,
      );
      const value = feature.mask.values[0]!;
      const has = (input.bits[feature.mask.words[0]!]! & value) !== 0;
      const hidden = ((mask?.hide ?? 0) & value) !== 0;
      expect(hidden, feature.name).toBe(!has && !own.has(feature.name));
    }
  });

  it('leave everything to a guest that takes what the host has, but what it lists', () => {
    const guest: GuestCpu = {
      ...withModel('Haswell'),
      match: 'minimum',
      features: [
        { name: 'avx2', policy: 'disable' },
        { name: 'hypervisor', policy: 'forbid' },
        { name: 'sse3-of-tomorrow', policy: 'require' },
      ],
    };
    expect(registerMasks(inputFor(guest), all)).toEqual([
      { leaf: 1, subleaf: 0, register: 'ecx', hide: 0x80000000, force: 0 },
      { leaf: 7, subleaf: 0, register: 'ebx', hide: 0x20, force: 0 },
    ]);
    expect(registerMasks(inputFor(guests['host-passthrough']!), all)).toEqual([]);
    expect(registerMasks(inputFor(guests['only a topology']!), all)).toEqual([]);
  });

  it('force bits that are listed with force, bit 31 among them', () => {
    const guest: GuestCpu = {
      ...withModel('Haswell'),
      match: 'minimum',
      features: [{ name: 'avx512vl', policy: 'force' }],
    };
    expect(registerMasks(inputFor(guest), all)).toEqual([
      { leaf: 7, subleaf: 0, register: 'ebx', hide: 0, force: 0x80000000 },
    ]);
  });

  it('leave optional features as the host has them', () => {
    const guest: GuestCpu = { ...withModel('486'), features: [{ name: 'avx2', policy: 'optional' }] };
    const ebx = registerMasks(inputFor(guest), all).find(
      ({ leaf, register }) => leaf === 7 && register === 'ebx',
    );
    expect(ebx!.hide & 0x20).toBe(0);
    expect(ebx!.hide & 0x100).not.toBe(0);
  });

  it('tell which listed features they do not reach', () => {
    const guest: GuestCpu = {
      ...withModel('Haswell'),
      features: [
        { name: 'rdctl-no', policy: 'disable' },
        { name: 'rsba', policy: 'require' },
        { name: 'avx2', policy: 'disable' },
        { name: 'nobody-knows', policy: 'forbid' },
      ],
    };
    expect(unmaskable(inputFor(guest), all)).toEqual(['rdctl-no', 'nobody-knows']);
  });
});
