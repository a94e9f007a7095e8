import { describe, expect, it } from 'vitest';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { guests, inputFor, mapOf, withModel } from '../guests.test-support.ts';
import { outputTargets } from '../targets.ts';

const passthrough = guests['host-passthrough']!;
const intel = guests['a pool of Intel servers']!;
const topology = guests['only a topology']!;

function write(id: string, guest: GuestCpu): { text: string; notes: string } {
  const { text, notes } = outputTargets.find((target) => target.id === id)!.write(inputFor(guest));
  return { text, notes: notes.join('\n') };
}

describe('the notes of a platform', () => {
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

  it.each(['qemu', 'nova', 'kubevirt', 'libvirt', 'virt-install', 'terraform', 'proxmox'])(
    'says that QEMU lacks the model: %s',
    (id) => {
      const lacked = write(id, withModel('Icelake-Client')).notes;
      expect(lacked).toContain('QEMU has no model Icelake-Client');
      expect(write(id, withModel('Icelake-Server')).notes).not.toContain('QEMU has no model');
    },
  );

  it('Proxmox VE: says which ready-made type is within the CPU', () => {
    expect(write('proxmox', withModel('Nehalem')).notes).toContain('type x86-64-v2 has less');
    expect(write('proxmox', withModel('Westmere')).notes).toContain('type x86-64-v2-AES has less');
    expect(write('proxmox', withModel('EPYC')).notes).toContain('type x86-64-v3 has less');
    expect(write('proxmox', withModel('Skylake-Server')).notes).toContain('type x86-64-v4 has less');
    expect(write('proxmox', withModel('Conroe')).notes).not.toContain('ready-made');
  });

  it('KubeVirt: a model without a label leaves the VM pending', () => {
    for (const id of ['kubevirt', 'kubevirt-cluster']) {
      expect(write(id, withModel('kvm64')).notes).toContain('counts kvm64 as obsolete');
      expect(write(id, withModel('Conroe-v1')).notes).toContain('counts Conroe-v1 as obsolete');
      expect(write(id, withModel('Penryn')).notes).not.toContain('obsolete');
    }
  });

  it("QEMU: passes the host's cache through with host and max only", () => {
    const cache = { mode: 'passthrough' } as const;
    const named = write('qemu', { ...withModel('EPYC'), cache });
    expect(named.text).toBe('-cpu EPYC,enforce\n');
    expect(named.notes).toContain('-cpu host or max only');
    expect(write('qemu', { ...passthrough, cache }).text).toContain('host-cache-info=on');
  });

  it('QEMU: says that AMD threads need topoext', () => {
    const threads = { sockets: 1, dies: 1, clusters: 1, cores: 2, threads: 2 };
    expect(write('qemu', { ...withModel('Opteron_G5'), topology: threads }).notes).toContain('topoext');
    expect(write('qemu', { ...withModel('Haswell'), topology: threads }).notes).not.toContain('topoext');
  });

  it('OpenNebula: says where the model of a whole cluster stands', () => {
    expect(write('opennebula', intel).notes).toContain('EVC_MODE="Skylake-Server-IBRS"');
    expect(write('opennebula', passthrough).notes).not.toContain('EVC_MODE');
  });

  it('virt-install: says what it makes of a topology alone', () => {
    expect(write('virt-install', topology).notes).toContain('adds mode host-passthrough');
    expect(write('virt-install', intel).notes).not.toContain('host-passthrough');
  });
});

describe('clusters of cores', () => {
  const domain = (release: string) => {
    const input = inputFor(guests['everything at once']!, 'commonbits', mapOf(release));
    const { text, notes } = outputTargets.find(({ id }) => id === 'libvirt-domain')!.write(input);
    return { text, notes: notes.join('\n') };
  };

  // Run: libvirt 9.0 refuses to define a domain whose vcpu is not what its topology comes to.
  it('count only where libvirt writes them', () => {
    expect(domain('9.0.0').text).toContain('<vcpu>32</vcpu>');
    expect(domain('9.0.0').text).not.toContain('clusters');
    expect(domain('12.8.0').text).toContain('<vcpu>64</vcpu>');
  });

  it('are never started on x86, and each text of libvirt says so', () => {
    expect(domain('12.8.0').notes).toContain('libvirt starts no x86_64 guest with clusters beyond 1.');
    expect(domain('9.0.0').notes).toContain('libvirt 9.0.0 writes no clusters.');
    expect(write('terraform', guests['everything at once']!).notes).toContain('clusters beyond 1');
  });
});
