import { describe, expect, it } from 'vitest';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { guests, inputFor } from '../guests.test-support.ts';
import { outputTargets } from '../targets.ts';

const passthrough = guests['host-passthrough']!;
const intel = guests['a pool of Intel servers']!;
const topology = guests['only a topology']!;

function write(id: string, guest: GuestCpu): { text: string; notes: string } {
  const { text, notes } = outputTargets.find((target) => target.id === id)!.write(inputFor(guest));
  return { text, notes: notes.join('\n') };
}

describe('what a platform does with the CPU', () => {
  it('VMware: a mask is read in eight groups of four', () => {
    const masks = [...write('vmware', intel).text.matchAll(/ = "(.*)"\n/g)].map(([, mask]) => mask);
    expect(masks).toHaveLength(7);
    for (const mask of masks) expect(mask).toMatch(/^[-01]{4}(?::[-01]{4}){7}$/);
  });

  it('Proxmox VE: adds enforce to every CPU but host', () => {
    const check = /check='/;
    expect(write('proxmox', { ...passthrough, check: 'none' }).notes).not.toMatch(check);
    expect(write('proxmox', { ...passthrough, check: 'full' }).notes).toContain("check='full'");
    expect(write('proxmox', { ...intel, check: 'none' }).notes).toContain("check='none'");
    expect(write('proxmox', { ...intel, check: 'full' }).notes).not.toMatch(check);
    const features: GuestCpu['features'] = [{ name: 'avx2', policy: 'require' }];
    expect(write('proxmox', { ...passthrough, features }).notes).toContain('dropped by QEMU, not refused');
    expect(write('proxmox', { ...intel, features }).notes).not.toContain('dropped');
    expect(write('proxmox', guests['host-model']!).notes).not.toContain('dropped');
  });

  it.each(['a pool of Intel servers', 'host-passthrough', 'maximum'])(
    'Incus: only VMs that can live-migrate take it: %s',
    (title) => {
      expect(write('incus', guests[title]!).notes).toContain('migration.stateful=true');
    },
  );

  it('OpenNebula: chooses hosts by FEATURES, not by MODEL', () => {
    expect(write('opennebula', intel).notes).toContain('KVM_CPU_FEATURES');
    expect(write('opennebula', intel).notes).toContain('KVM_CPU_MODELS');
    expect(write('opennebula', guests['at least this']!).notes).not.toContain('KVM_CPU_FEATURES');
    expect(write('opennebula', passthrough).notes).not.toContain('KVM_CPU');
  });

  it('nova: says what lets nova-compute start all the same', () => {
    expect(write('nova', intel).notes).toContain('skip_cpu_compare_at_startup');
    expect(write('nova', passthrough).notes).not.toContain('skip_cpu_compare_at_startup');
  });

  it('oVirt: a VM takes the type alone', () => {
    expect(write('ovirt', intel).notes).toContain('Custom CPU Type');
    expect(write('ovirt', passthrough).notes).not.toContain('Custom CPU Type');
  });

  it.each(['nova', 'proxmox', 'ovirt', 'opennebula', 'kubevirt-cluster', 'vmware'])(
    'tells where the topology is said: %s',
    (id) => {
      const { notes } = write(id, topology);
      expect(notes).toContain('The topology belongs to ');
      expect(notes).not.toMatch(/can't say the topology|dies/);
      expect(write(id, guests['everything at once']!).notes).toContain('knows no dies or clusters.');
    },
  );
});
