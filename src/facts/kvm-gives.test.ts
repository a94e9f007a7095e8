import { describe, expect, test } from 'vitest';
import { isNeverGiven, kvmGives, kvmNeeds, namesInKvmTable } from './kvm-gives.ts';
import { kvmGroups } from './kvm-gives-table.ts';

// That every feature of every shipped map has a row is tested where maps are known: src/cpu/driver-qemu.

describe('the table of what KVM gives', () => {
  test('has each name once', () => {
    const listed = kvmGroups.flatMap(({ names }) => names.trim().split(/\s+/));
    expect(listed.length).toBe(new Set(listed).size);
    expect(listed.length).toBe(namesInKvmTable().length);
  });

  test('refers to features that it has itself, and to settings that have words', () => {
    for (const name of namesInKvmTable()) {
      const gift = kvmGives(name);
      const others = [...(gift?.also ?? []).flat(), ...(gift?.beside === undefined ? [] : [gift.beside])];
      expect(others.filter((other) => kvmGives(other) === undefined)).toEqual([]);
      if (gift?.needs !== undefined) expect(kvmNeeds[gift.needs].words).toMatch(/\w/);
    }
  });

  test('says of a group only what its names bear out', () => {
    for (const { also = {}, names } of kvmGroups) {
      const listed = new Set(names.trim().split(/\s+/));
      expect(Object.keys(also).filter((name) => !listed.has(name))).toEqual([]);
    }
  });
});

describe('KVM', () => {
  test.each(['hypervisor', 'x2apic', 'tsc_adjust', 'tsc-deadline', 'arat'])(
    'makes %s on every host',
    (name) => {
      expect(kvmGives(name)).toMatchObject({ gives: 'always', needs: undefined, beside: undefined });
    },
  );

  test.each(['est', 'tm2', 'smx', 'xtpr', 'pbe', 'ibs', 'skinit', 'wdt', 'lwp', 'osxsave', 'cmt'])(
    'gives %s to no guest',
    (name) => {
      expect(isNeverGiven(name)).toBe(true);
    },
  );

  test.each([
    ['monitor', 'cpu-pm'],
    ['intel-pt', 'pt-mode'],
    ['pdcm', 'pmu'],
    ['ds', 'pmu'],
    ['ht', 'topology'],
  ])('gives %s only with a setting', (name, needs) => {
    expect(kvmGives(name)?.needs).toBe(needs);
    expect(isNeverGiven(name)).toBe(false);
  });

  test('gives nested virtualisation where the host has it, and its parts beside it', () => {
    expect(kvmGives('vmx')).toMatchObject({ gives: 'from-host', needs: undefined });
    expect(kvmGives('npt')?.beside).toBe('svm');
    expect(kvmGives('vmx-ept')).toMatchObject({ beside: 'vmx', untold: true });
  });

  test('is not asked about names that only look like properties of an object', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '']) expect(kvmGives(name)).toBeUndefined();
  });
});
