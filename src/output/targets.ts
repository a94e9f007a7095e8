import { ansible } from './ansible.ts';
import { cloudstack } from './cloudstack.ts';
import { incus } from './incus.ts';
import { kubevirtCluster, kubevirtMachine } from './kubevirt.ts';
import { libvirtCpu, libvirtDomain } from './libvirt.ts';
import { nova } from './nova.ts';
import { opennebula } from './opennebula.ts';
import { ovirt } from './ovirt.ts';
import { proxmox } from './proxmox.ts';
import { qemu } from './qemu.ts';
import type { OutputTarget } from './target.ts';
import { terraform, terraformOld } from './terraform.ts';
import { virtInstall, virtXml } from './virt-install.ts';
import { vmware } from './vmware.ts';
import { xen } from './xen.ts';

/** Every platform that a guest CPU can be written for, in the order in which they are offered. */
export const outputTargets: readonly OutputTarget[] = [
  libvirtCpu,
  libvirtDomain,
  virtXml,
  virtInstall,
  qemu,
  proxmox,
  nova,
  kubevirtMachine,
  kubevirtCluster,
  ovirt,
  opennebula,
  cloudstack,
  incus,
  terraform,
  terraformOld,
  ansible,
  xen,
  vmware,
];
