import { describe, expect, it } from 'vitest';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { inputFor, mapOf } from '../guests.test-support.ts';
import { outputTargets } from '../targets.ts';
import type { OutputInput } from './target.ts';

const asking = (features: string, model = 'Haswell'): GuestCpu => ({
  kind: 'guest',
  mode: 'custom',
  match: 'exact',
  fallback: 'allow',
  model,
  features: features.split(' ').map((name) => ({ name, policy: 'require' })),
});

function write(id: string, guest: GuestCpu, more: Partial<OutputInput> = {}) {
  const target = outputTargets.find((candidate) => candidate.id === id);
  if (target === undefined) throw new Error(id);
  const { text, notes } = target.write({ ...inputFor(guest), ...more });
  return { text, notes: notes.join('\n') };
}

describe('a text that refuses what is not there', () => {
  // Run: `-cpu 486,rdctl-no=on,enforce` under KVM does not start, for want of arch-capabilities.
  it.each(['qemu', 'proxmox'])('asks for no fact without the register that lists it: %s', (id) => {
    const { text, notes } = write(id, asking('rdctl-no', '486'));
    expect(text).not.toContain('rdctl-no');
    expect(notes).toContain('it counts only with arch-capabilities, which this CPU lacks: rdctl-no.');
    expect(write(id, asking('arch-capabilities rdctl-no')).text).toContain('rdctl-no');
  });

  it.each(['qemu', 'proxmox', 'kubevirt'])('asks for nothing of the bare machine: %s', (id) => {
    const { text, notes } = write(id, asking('est tm2 smx extapic skinit wdt avx2'));
    expect(text).toContain('avx2');
    expect(text).not.toMatch(/est\b|tm2|smx|extapic|skinit|wdt/);
    expect(notes).toContain('KVM gives it to no guest: est, tm2, smx, extapic, skinit, wdt.');
  });

  it.each(['qemu', 'proxmox', 'kubevirt'])('asks for nothing that takes a setting: %s', (id) => {
    const { text, notes } = write(id, asking('monitor intel-pt'));
    expect(text).not.toMatch(/monitor|intel-pt/);
    expect(notes).toContain('-overcommit cpu-pm=on: monitor.');
    expect(notes).toContain('pt_mode=1: intel-pt.');
  });

  it('lets a guest with threads have topoext, as QEMU does', () => {
    expect(write('qemu', asking('topoext', 'EPYC')).text).toContain('topoext=on');
  });

  it('leaves out nothing that QEMU itself told of every host', () => {
    const { text, notes } = write('qemu', asking('pdcm ds monitor'), { toldByQemu: true });
    expect(text).toContain('pdcm=on,ds=on,monitor=on');
    expect(notes).toBe('');
  });

  it('asks no node of KubeVirt for a label that libvirt never makes', () => {
    const { text, notes } = write('kubevirt', asking('cmp_legacy avx2', 'EPYC'));
    expect(text).not.toContain('cmp_legacy');
    expect(notes).toContain('no node carries its label: cmp_legacy.');
    expect(write('kubevirt', asking('cmp_legacy', 'EPYC'), { map: mapOf('9.0.0') }).text).toContain(
      'cmp_legacy',
    );
  });

  it('switches off what it likes', () => {
    const guest: GuestCpu = { ...asking('avx2'), features: [{ name: 'monitor', policy: 'disable' }] };
    expect(write('qemu', guest).text).toContain('monitor=off');
  });
});
