import type { OutputTarget } from './kit/target.ts';
import { ansible } from './platforms/ansible.ts';
import { cloudstack } from './platforms/cloudstack.ts';
import { incus } from './platforms/incus.ts';
import { kubevirtCluster, kubevirtMachine } from './platforms/kubevirt.ts';
import { libvirtCpu, libvirtDomain } from './platforms/libvirt.ts';
import { nova } from './platforms/nova.ts';
import { opennebula } from './platforms/opennebula.ts';
import { ovirt } from './platforms/ovirt.ts';
import { proxmox } from './platforms/proxmox.ts';
import { qemu } from './platforms/qemu.ts';
import { terraform, terraformOld } from './platforms/terraform.ts';
import { virtInstall, virtXml } from './platforms/virt-install.ts';
import { vmware } from './platforms/vmware.ts';
import { xen } from './platforms/xen.ts';

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
