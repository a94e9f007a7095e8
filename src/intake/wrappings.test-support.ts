import { fixture } from './fixtures.test-support.ts';

const features = ['vmx', 'avx2', 'pdpe1gb'];
const label = (name: string) => `cpu-feature.node.kubevirt.io/${name}`;
const json = (value: unknown, indent?: number) => `${JSON.stringify(value, undefined, indent)}\n`;
const leaf = (eax: string, values: string) =>
  `   0x${eax} 0x00: eax=0x${values} ebx=0x0000a0b1 ecx=0x00000000 edx=0x0000c0d1\n`;
const cpuInfo = { arch: 'x86_64', model: 'Haswell', vendor: 'Intel', features, topology: {} };
const flags = 'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat lm sse sse2 avx2';

/** A document of every format, by the format's name, in each way to print it; small, so that all can be tried. */
export const samples: readonly (readonly [format: string, title: string, text: string])[] = [
  ['xml', 'capabilities', fixture('capabilities.xml')],
  ['xml', 'domain capabilities', fixture('domcapabilities.xml')],
  ['xml', 'a <cpu>', fixture('cpu-host.xml')],
  ['xml', '<cpudata>', fixture('cpudata.xml')],
  ['JSON', 'QMP on a line', json({ return: { model: { name: 'host', props: { lm: true, avx2: true } } } })],
  ['JSON', 'QMP on several', json({ return: { model: { name: 'host', props: { lm: true } } } }, 2)],
  ['JSON', 'nova', json({ cpu_info: cpuInfo, hypervisor_type: 'QEMU' }, 2)],
  [
    "OpenStack's cpu_info",
    'a table',
    `+---------------+-------+\n| Field         | Value |\n+---------------+-------+\n| cpu_info      | ${JSON.stringify(cpuInfo)} |\n| id            | 1     |\n+---------------+-------+\n`,
  ],
  ["OpenStack's cpu_info", 'YAML', `cpu_info: '${JSON.stringify(cpuInfo)}'\nid: 1\nstate: up\n`],
  [
    'KubeVirt node labels',
    'YAML',
    `apiVersion: v1\nkind: Node\nmetadata:\n  labels:\n${features.map((name) => `    ${label(name)}: "true"\n`).join('')}  resourceVersion: "1"\nspec: {}\n`,
  ],
  [
    'JSON',
    'KubeVirt',
    json(
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { labels: Object.fromEntries(features.map((name) => [label(name), 'true'])) },
      },
      4,
    ),
  ],
  ['KubeVirt node labels', 'labels', features.map((name) => `${label(name)}=true\n`).join('')],
  [
    'cpuid -1r',
    'one processor',
    `CPU:\n${leaf('00000000', '00000001')}${leaf('00000001', '00050657')}${leaf('80000000', '80000000')}`,
  ],
  [
    'a dump of CPUID registers',
    'AIDA64',
    '------[ CPUID Registers / Logical CPU #0 ]------\n\nCPUID 00000000: 00000001-756E6547-6C65746E-49656E69 [GenuineIntel]\n' +
      'CPUID 00000001: 000206C2-00100800-0000E3BD-BFEBFBFF\nCPUID 80000000: 80000000-00000000-00000000-00000000\n',
  ],
  [
    'lscpu',
    'text',
    `Architecture:        x86_64\nVendor ID:           GenuineIntel\nCPU family:          6\nModel:               85\nFlags:               ${flags}\nNUMA node(s):        1\n`,
  ],
  ['JSON', 'lscpu', json({ lscpu: [{ field: 'Flags:', data: flags }] }, 3)],
  [
    '/proc/cpuinfo',
    'two processors',
    [0, 1]
      .map(
        (id) =>
          `processor\t: ${id}\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nwp\t\t: yes\nflags\t\t: ${flags}\nbogomips\t: 1\npower management:\n`,
      )
      .join('\n'),
  ],
];

const machine = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'web-01' },
  spec: {
    template: {
      spec: { domain: { cpu: { model: 'Haswell', features: [{ name: 'vmx', policy: 'require' }] } } },
    },
  },
};

/** Guests, all named web-01, in each way to print them. */
export const guestSamples: readonly (readonly [format: string, title: string, text: string])[] = [
  ['xml', 'a <domain>', fixture('domain.xml')],
  [
    'QEMU command line',
    'of ps',
    '/usr/bin/qemu-system-x86_64 -name guest=web-01,debug-threads=on -machine pc-q35-9.0,accel=kvm -cpu Haswell,vmx=on,hle=off -m 2048\n',
  ],
  [
    'QEMU command line',
    'over several lines',
    '/usr/bin/qemu-system-x86_64 \\\n-name guest=web-01,debug-threads=on \\\n-accel kvm \\\n-cpu Haswell,vmx=on \\\n-m size=2048k\n',
  ],
  [
    'Proxmox VM configuration',
    'qm config',
    'boot: order=scsi0\ncores: 4\ncpu: Haswell,flags=+md-clear\nmemory: 4096\nname: web-01\nnet0: virtio=BC:24:11:00:00:01,bridge=vmbr0\nostype: l26\nscsihw: virtio-scsi-single\nsockets: 1\n',
  ],
  [
    'KubeVirt virtual machine',
    'YAML',
    'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata:\n  name: web-01\nspec:\n  template:\n    spec:\n      domain:\n        cpu:\n          model: Haswell\n          features:\n          - name: vmx\n            policy: require\n',
  ],
  ['JSON', 'a KubeVirt machine', json(machine, 4)],
];

type Wrap = (text: string, host: string) => string;

const lines = (text: string) => text.trimEnd().split('\n');
const eachLine =
  (change: (line: string, host: string, index: number) => string): Wrap =>
  (text, host) =>
    `${lines(text)
      .map((line, i) => change(line, host, i))
      .join('\n')}\n`;
const below =
  (wrap: Wrap): Wrap =>
  (text, host) =>
    `== ${host} ==\n${wrap(text, host)}`;
const escapeHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Text around a document, or on its lines, in a text that names its host. */
export const wrappings: readonly (readonly [title: string, wrap: Wrap])[] = [
  ['a heading', below((text) => text)],
  ['a prompt', (text, host) => `root@${host}:~# show\n${text}`],
  ['Ansible', (text, host) => `${host} | CHANGED | rc=0 >>\n${text}`],
  ['a prefix: pdsh', eachLine((line, host) => `${host}: ${line}`)],
  ['a prefix: a bar', eachLine((line, host) => `${host} | ${line}`)],
  ['a prefix: Fabric', eachLine((line, host) => `[${host}] out: ${line}`)],
  ['a prefix: a tab', eachLine((line, host) => `${host}\t${line}`)],
  ['a log', eachLine((line, host) => `Nov 26 01:02:03 ${host} tool[9]: ${line}`)],
  ['stamps', below(eachLine((line) => `2024-11-26T01:02:03Z ${line}`))],
  ['stamps and a host', eachLine((line, host) => `2024-11-26T01:02:03+0000 ${host} tool[9]: ${line}`)],
  ['quotes of a mail', below(eachLine((line) => `> ${line}`))],
  ['quotes, twice', below(eachLine((line) => `>> ${line}`))],
  ['all quoted, a prefix inside', eachLine((line, host) => `> ${host}: ${line}`)],
  ['line numbers', below(eachLine((line, _, i) => `${String(i + 1).padStart(6)}\t${line}`))],
  ['numbers of an editor', below(eachLine((line, _, i) => `${String(i + 1).padStart(4)} │ ${line}`))],
  ['a string of JSON', (text, host) => json({ [host]: text })],
  ['a string of JSON, indented', (text, host) => json({ [host]: { stdout: text } }, 4)],
  [
    'Ansible’s JSON',
    (text, host) => `${host} | SUCCESS => ${json({ rc: 0, stdout: text, stdout_lines: lines(text) }, 4)}`,
  ],
  ['a list of lines', (text, host) => json({ [host]: { stdout_lines: lines(text) } }, 4)],
  ['JSON in JSON', (text, host) => json({ [host]: JSON.stringify({ stdout: text }) })],
  ['Ansible’s one line', (text, host) => `${host} | CHANGED | rc=0 | (stdout) ${lines(text).join('\\n')}\n`],
  ['HTML’s escapes', below((text) => escapeHtml(text))],
  ['HTML’s escapes, twice', below((text) => escapeHtml(escapeHtml(text)))],
  ['a page', (text, host) => `<h2>${host}</h2>\n<pre>${escapeHtml(text)}</pre>\n`],
  ['a fence', below((text) => `\`\`\`\n${text}\`\`\`\n`)],
  ['a fence and a heading of Markdown', (text, host) => `### ${host}\n\n\`\`\`text\n${text}\`\`\`\n\n`],
  ['CRLF', below((text) => text.replaceAll('\n', '\r\n'))],
  ['non-breaking spaces', below((text) => text.replaceAll(' ', '\u00a0'))],
  ['zero-width spaces around lines', below(eachLine((line) => `\u200b${line}\u200b`))],
  ['colours', below(eachLine((line) => `\u001b[32m${line}\u001b[0m`))],
  ['blank lines between', below((text) => text.replaceAll('\n', '\n\n'))],
  ['an indent', below(eachLine((line) => `    ${line}`))],
];
