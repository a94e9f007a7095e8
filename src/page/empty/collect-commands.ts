// Commands that collect the page's input from all hosts. Each prints every host's answers under its
// name, both CPUs and the release, so that one file or one paste is a whole fleet.

export interface CollectWay {
  readonly id: string;
  /** The person's name for the tool. */
  readonly title: string;
  /** The whole command, ready to copy; host names in it are the person's to change. */
  readonly commands: string;
  /** The same with all guests' definitions; absent where the way has none. */
  readonly withGuests?: string;
  /** One sentence: what has to be known beside it. */
  readonly note: string;
}

const asked = ['virsh -r capabilities', 'virsh -r domcapabilities', 'virsh -r version'];
const guests = 'for d in $(virsh -r list --all --uuid); do virsh -r dumpxml $d; done';
const toFile = 'Then drop hosts.txt on this page.';

/** virsh over every host at once, by a tool that takes one quoted command. */
function quoted(before: string): Pick<CollectWay, 'commands' | 'withGuests'> {
  const line = (words: string) => `${before} \\\n  '${words}' > hosts.txt`;
  return { commands: line(asked.join('; ')), withGuests: line([...asked, guests].join('; ')) };
}

function shellLoop(words: readonly string[]): string {
  return `for h in kvm-01 kvm-02; do
  echo "== $h"
${words.map((word) => `  ${word}`).join('\n')}
done > hosts.txt`;
}

const expandHost =
  '{"execute":"qmp_capabilities"}{"execute":"query-cpu-model-expansion","arguments":{"type":"full","model":{"name":"host"}}}{"execute":"quit"}';

/** In the order in which they are offered; the first needs nothing but ssh. */
export const collectWays: readonly CollectWay[] = [
  {
    id: 'ssh',
    title: 'ssh in a loop',
    commands: shellLoop([`ssh -n $h '${asked.join('\n    ')}'`]),
    withGuests: shellLoop([`ssh -n $h '${[...asked, guests].join('\n    ')}'`]),
    note: toFile,
  },
  { id: 'ansible', title: 'Ansible', ...quoted('ansible all -m shell -a'), note: toFile },
  { id: 'clush', title: 'clush', ...quoted("clush -w 'kvm-[01-02]'"), note: toFile },
  { id: 'pdsh', title: 'pdsh', ...quoted("pdsh -w 'kvm-[01-02]'"), note: toFile },
  { id: 'salt', title: 'Salt', ...quoted("salt --no-color 'kvm-*' cmd.run"), note: toFile },
  {
    id: 'kubevirt',
    title: 'KubeVirt',
    commands: `kubectl get pods -n kubevirt -l kubevirt.io=virt-handler \\
  -o custom-columns=P:metadata.name,N:spec.nodeName --no-headers |
while read -r pod node; do
  echo "== $node"
  kubectl exec -n kubevirt "$pod" -- sh -c \\
    'cd /var/lib/kubevirt-node-labeller; cat capabilities.xml virsh_domcapabilities.xml' < /dev/null
done > hosts.txt`,
    withGuests: `kubectl get pods -n kubevirt -l kubevirt.io=virt-handler \\
  -o custom-columns=P:metadata.name,N:spec.nodeName --no-headers |
while read -r pod node; do
  echo "== $node"
  kubectl exec -n kubevirt "$pod" -- sh -c \\
    'cd /var/lib/kubevirt-node-labeller; cat capabilities.xml virsh_domcapabilities.xml' < /dev/null
done > hosts.txt
kubectl get vm,vmi --all-namespaces -o yaml > guests.yaml`,
    note: 'These documents are the ones that virt-handler asked libvirt for when it started. The labels made from them, in kubectl get nodes -o yaml, are read too.',
  },
  {
    id: 'openstack',
    title: 'OpenStack',
    commands: `openstack hypervisor list -f value -c ID |
while read -r id; do
  openstack --os-compute-api-version 2.87 hypervisor show "$id" -f json < /dev/null
done > hosts.json`,
    note: "Nova reports the hosts' own CPU and release. For what QEMU gives, run virsh on the compute nodes; in Kolla, docker exec nova_libvirt virsh.",
  },
  {
    id: 'proxmox',
    title: 'Proxmox VE',
    commands: `q='${expandHost}'
for h in pve-01 pve-02; do
  echo "== $h"
  ssh -n $h lscpu
  echo "$q" | ssh $h kvm -machine none,accel=kvm -nodefaults -nographic -qmp stdio
done > hosts.txt`,
    withGuests: `q='${expandHost}'
for h in pve-01 pve-02; do
  echo "== $h"
  ssh -n $h lscpu
  echo "$q" | ssh $h kvm -machine none,accel=kvm -nodefaults -nographic -qmp stdio
  ssh -n $h 'qm list | awk "NR > 1 { print \\$1 }" | while read -r v; do echo "$ qm config $v"; qm config $v; done'
done > hosts.txt`,
    note: 'Proxmox VE has no libvirt: lscpu reports the CPU, and a QEMU without a guest reports what it can give.',
  },
  {
    id: 'sos',
    title: 'sos reports',
    commands: 'sos report --batch --only-plugins virsh,libvirt,processor,host',
    note: 'On every host, or sos collect for all. Drop the archives here as they are; guests are in them.',
  },
];
