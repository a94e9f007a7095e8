import { fixture } from './fixtures.test-support.ts';
import type { Intake } from './reading.ts';

/** A text with one list of features in it, printed by two hosts. */
export interface ListSource {
  readonly title: string;
  readonly text: string;
  readonly other: string;
}

/** Linux's lists as it prints them: a bare Xeon and a bare EPYC, a virtual machine, Arm. */
const xeon =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush dts acpi mmx fxsr sse sse2 ss ht tm ' +
  'pbe syscall nx pdpe1gb rdtscp lm constant_tsc art arch_perfmon pebs bts rep_good nopl xtopology nonstop_tsc cpuid ' +
  'aperfmperf pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 sdbg fma cx16 xtpr pdcm pcid dca sse4_1 sse4_2 ' +
  'x2apic movbe popcnt tsc_deadline_timer aes xsave avx f16c rdrand lahf_lm abm 3dnowprefetch cpuid_fault epb cat_l3 ' +
  'cdp_l3 ssbd mba ibrs ibpb stibp ibrs_enhanced tpr_shadow flexpriority ept vpid ept_ad fsgsbase tsc_adjust bmi1 avx2 ' +
  'smep bmi2 erms invpcid cqm mpx rdt_a avx512f avx512dq rdseed adx smap clflushopt clwb intel_pt avx512cd avx512bw ' +
  'avx512vl xsaveopt xsavec xgetbv1 xsaves cqm_llc cqm_occup_llc cqm_mbm_total cqm_mbm_local dtherm ida arat pln pts pku ' +
  'ospke avx512_vnni md_clear flush_l1d arch_capabilities';
const epyc =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx ' +
  'mmxext fxsr_opt pdpe1gb rdtscp lm constant_tsc rep_good nopl nonstop_tsc cpuid extd_apicid aperfmperf rapl pni ' +
  'pclmulqdq monitor ssse3 fma cx16 pcid sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand lahf_lm cmp_legacy ' +
  'svm extapic cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw ibs skinit wdt tce topoext perfctr_core perfctr_nb ' +
  'bpext perfctr_llc mwaitx cpb cat_l3 cdp_l3 hw_pstate ssbd mba ibrs ibpb stibp vmmcall fsgsbase bmi1 avx2 smep bmi2 ' +
  'erms invpcid cqm rdt_a rdseed adx smap clflushopt clwb sha_ni xsaveopt xsavec xgetbv1 xsaves cqm_llc cqm_occup_llc ' +
  'cqm_mbm_total cqm_mbm_local clzero irperf xsaveerptr rdpru wbnoinvd amd_ppin arat npt lbrv svm_lock nrip_save ' +
  'tsc_scale vmcb_clean flushbyasid decodeassists pausefilter pfthreshold v_vmsave_vmload vgif v_spec_ctrl umip pku ' +
  'ospke vaes vpclmulqdq rdpid overflow_recov succor smca fsrm';
const virtual =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ss ht syscall nx ' +
  'pdpe1gb rdtscp lm constant_tsc rep_good nopl xtopology nonstop_tsc cpuid tsc_known_freq pni pclmulqdq ssse3 fma cx16 ' +
  'pcid sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave avx f16c rdrand hypervisor lahf_lm abm ' +
  '3dnowprefetch cpuid_fault fsgsbase tsc_adjust bmi1 hle avx2 smep bmi2 erms invpcid rtm avx512f avx512dq rdseed adx ' +
  'smap avx512ifma clflushopt clwb avx512cd sha_ni avx512bw avx512vl xsaveopt xsavec xgetbv1 xsaves avx_vnni avx512_bf16 ' +
  'arat avx512vbmi umip avx512_vbmi2 gfni vaes vpclmulqdq avx512_vnni avx512_bitalg avx512_vpopcntdq rdpid cldemote ' +
  'movdiri movdir64b fsrm serialize tsxldtrk amx_bf16 avx512_fp16 amx_tile amx_int8 arch_capabilities';
const oldVirtual =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ' +
  'ss ht syscall nx pdpe1gb rdtscp lm constant_tsc rep_good nopl cpuid pni pclmulqdq ssse3 cx16 sse4_1 sse4_2 x2apic ' +
  'popcnt tsc_deadline_timer aes hypervisor lahf_lm cpuid_fault pti ssbd ibrs ibpb stibp tsc_adjust arat umip md_clear';

interface Printed {
  readonly vendor: string;
  readonly family: number;
  readonly model: number;
  readonly flags: string;
}
const printed = {
  xeon: { vendor: 'GenuineIntel', family: 6, model: 85, flags: xeon },
  epyc: { vendor: 'AuthenticAMD', family: 25, model: 1, flags: epyc },
  virtual: { vendor: 'GenuineIntel', family: 6, model: 143, flags: virtual },
  oldVirtual: { vendor: 'GenuineIntel', family: 6, model: 44, flags: oldVirtual },
} satisfies Record<string, Printed>;

function cpuinfo({ vendor, family, model, flags }: Printed): string {
  const block = (id: number) =>
    `processor\t: ${id}\nvendor_id\t: ${vendor}\ncpu family\t: ${family}\nmodel\t\t: ${model}\nmodel name\t: A processor of some name @ 2.10GHz\n` +
    'stepping\t: 4\nmicrocode\t: 0x2006e05\ncpu MHz\t\t: 2100.000\ncache size\t: 22528 KB\nphysical id\t: 0\nsiblings\t: 2\n' +
    `core id\t\t: ${id}\ncpu cores\t: 2\napicid\t\t: ${id}\ninitial apicid\t: ${id}\nfpu\t\t: yes\nfpu_exception\t: yes\n` +
    `cpuid level\t: 22\nwp\t\t: yes\nflags\t\t: ${flags}\nbugs\t\t: spectre_v1 spectre_v2 spec_store_bypass swapgs\n` +
    'bogomips\t: 4200.00\nclflush size\t: 64\ncache_alignment\t: 64\naddress sizes\t: 46 bits physical, 48 bits virtual\n' +
    'power management:\n';
  return `${block(0)}\n${block(1)}\n`;
}

function lscpuFields({ vendor, family, model, flags }: Printed): [string, string][] {
  return [
    ['Architecture', 'x86_64'],
    ['CPU op-mode(s)', '32-bit, 64-bit'],
    ['Address sizes', '46 bits physical, 48 bits virtual'],
    ['CPU(s)', '2'],
    ['Vendor ID', vendor],
    ['Model name', 'A processor of some name @ 2.10GHz'],
    ['CPU family', String(family)],
    ['Model', String(model)],
    ['Stepping', '4'],
    ['Flags', flags],
    ['L1d cache', '64 KiB (2 instances)'],
    ['NUMA node(s)', '1'],
    ['NUMA node0 CPU(s)', '0,1'],
    ['Vulnerability L1tf', 'Not affected'],
  ];
}

function lscpu(of: Printed): string {
  return lscpuFields(of)
    .map(([key, value]) => `${`${key}:`.padEnd(25)}${value}\n`)
    .join('');
}

/** The form of lscpu before 2.34: the flags come last. */
function oldLscpu(of: Printed): string {
  const fields = lscpuFields(of).filter(([key]) => !/Address|Vulner|Flags/.test(key));
  return [...fields, ['Flags', of.flags] as const]
    .map(([key, value]) => `${`${key}:`.padEnd(23)}${value}\n`)
    .join('');
}

function lscpuJson(of: Printed): string {
  const fields = lscpuFields(of).map(([key, data]) => ({ field: `${key}:`, data }));
  return `${JSON.stringify({ lscpu: fields }, undefined, 3)}\n`;
}

const arm =
  'fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm jscvt fcma lrcpc dcpop sha3 asimddp ' +
  'sha512 sve asimdfhm dit uscat ilrcpc flagm ssbs paca pacg dcpodp svei8mm svebf16 i8mm bf16 dgh rng';

function armCpuinfo(features: string): string {
  const block = (id: number) =>
    `processor\t: ${id}\nBogoMIPS\t: 2100.00\nFeatures\t: ${features}\nCPU implementer\t: 0x41\nCPU architecture: 8\n` +
    'CPU variant\t: 0x1\nCPU part\t: 0xd40\nCPU revision\t: 1\n';
  return `${block(0)}\n${block(1)}\n`;
}

function armLscpu(features: string): string {
  return (
    'Architecture:                         aarch64\nCPU op-mode(s):                       32-bit, 64-bit\n' +
    'Byte Order:                           Little Endian\nCPU(s):                               2\n' +
    'On-line CPU(s) list:                  0,1\nThread(s) per core:                   1\n' +
    'Core(s) per socket:                   2\nSocket(s):                            1\n' +
    'Vendor ID:                            ARM\nModel name:                           Neoverse-V1\n' +
    `Model:                                1\nFlags:                                ${features}\n` +
    'L1d cache:                            128 KiB (2 instances)\nNUMA node(s):                         1\n'
  );
}

const libvirtNames =
  '3dnowprefetch abm adx aes apic arat avx avx2 bmi1 bmi2 clflush clflushopt clwb cmov cx16 cx8 de erms f16c fma fpu fsgsbase fxsr hle ' +
  'hypervisor invpcid lahf_lm lm mca mce mmx movbe msr mtrr nx pae pat pcid pclmuldq pdpe1gb pge pni popcnt pse pse36 rdrand ' +
  'rdseed rdtscp rtm sep smap smep spec-ctrl ss sse sse2 sse4.1 sse4.2 ssse3 syscall tsc tsc-deadline vme vmx x2apic xgetbv1 ' +
  'xsave xsavec xsaveopt';

function nodeLabels(names: readonly string[], host: string): [string, string][] {
  const models = ['Haswell', 'IvyBridge', 'Nehalem', 'Penryn', 'SandyBridge', 'Westmere'];
  return [
    ['beta.kubernetes.io/arch', 'amd64'],
    ['beta.kubernetes.io/os', 'linux'],
    ...names.map((name): [string, string] => [`cpu-feature.node.kubevirt.io/${name}`, 'true']),
    ...models.map((name): [string, string] => [`cpu-model.node.kubevirt.io/${name}`, 'true']),
    ['cpu-timer.node.kubevirt.io/tsc-frequency', '2099998000'],
    ['cpu-vendor.node.kubevirt.io/Intel', 'true'],
    ['host-model-cpu.node.kubevirt.io/Skylake-Client-IBRS', 'true'],
    ...['vmx', 'ss'].map((name): [string, string] => [
      `host-model-required-features.node.kubevirt.io/${name}`,
      'true',
    ]),
    ['kubernetes.io/arch', 'amd64'],
    ['kubernetes.io/hostname', host],
    ['kubernetes.io/os', 'linux'],
    ['kubevirt.io/schedulable', 'true'],
    ['node-role.kubernetes.io/worker', ''],
  ];
}

function nodeYaml(labels: readonly [string, string][], host: string): string {
  return [
    'apiVersion: v1',
    'kind: Node',
    'metadata:',
    '  annotations:',
    '    kubevirt.io/heartbeat: "2026-11-26T08:00:00Z"',
    '  creationTimestamp: "2026-01-01T00:00:00Z"',
    '  labels:',
    ...labels.map(([key, value]) => `    ${key}: "${value}"`),
    `  name: ${host}`,
    '  resourceVersion: "1"',
    '  uid: 00000000-0000-0000-0000-000000000001',
    'spec: {}',
    'status:',
    '  nodeInfo:',
    '    architecture: amd64',
    '',
  ].join('\n');
}

function nodeDescription(labels: readonly [string, string][], host: string): string {
  const [first, ...rest] = labels.map(([key, value]) => `${key}=${value}`);
  return [
    `Name:               ${host}`,
    'Roles:              worker',
    `Labels:             ${first}`,
    ...rest.map((line) => `                    ${line}`),
    'Annotations:        kubevirt.io/heartbeat: 2026-11-26T08:00:00Z',
    'CreationTimestamp:  Thu, 01 Jan 2026 00:00:00 +0000',
    'Taints:             <none>',
    '',
  ].join('\n');
}

function nodeTable(labels: readonly [string, string][], host: string): string {
  const all = labels.map(([key, value]) => `${key}=${value}`).join(',');
  return `NAME     STATUS   ROLES    AGE   VERSION   LABELS\n${host}   Ready    worker   3d    v1.30.0   ${all}\n`;
}

function nodeJson(labels: readonly [string, string][], host: string): string {
  const metadata = { labels: Object.fromEntries(labels), name: host };
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata, spec: {} }, undefined, 4)}\n`;
}

function expansion(names: readonly string[], indent?: number): string {
  const props = Object.fromEntries(names.map((name) => [name, true]));
  return `${JSON.stringify({ return: { model: { name: 'max', props } } }, undefined, indent)}\n`;
}

function definitions(names: readonly string[]): string {
  const all = ['Haswell', 'Nehalem', 'EPYC'].map((name) => ({
    name,
    typename: `${name}-x86_64-cpu`,
    'unavailable-features': name === 'EPYC' ? names : [],
    static: false,
    'migration-safe': true,
  }));
  return `${JSON.stringify({ return: all }, undefined, 2)}\n`;
}

function hostCpu(names: readonly string[]): string {
  return `<cpu>\n  <arch>x86_64</arch>\n  <model>Haswell</model>\n  <vendor>Intel</vendor>\n${names.map((name) => `  <feature name='${name}'/>\n`).join('')}</cpu>\n`;
}

function capabilities(names: readonly string[]): string {
  const cpu = hostCpu(names)
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');
  return `<capabilities>\n\n  <host>\n    <uuid>6a1c3f5e-0000-4000-8000-000000000001</uuid>\n${cpu}    <power_management/>\n  </host>\n\n  <guest>\n    <os_type>hvm</os_type>\n    <arch name='x86_64'>\n      <wordsize>64</wordsize>\n    </arch>\n  </guest>\n\n</capabilities>\n`;
}

function nova(names: readonly string[], host: string): string {
  const cpu = { arch: 'x86_64', model: 'Haswell', vendor: 'Intel', features: names, topology: { cells: 1 } };
  return `+---------------------+-----------------------------+\n| Field               | Value                       |\n+---------------------+-----------------------------+\n| cpu_info            | ${JSON.stringify(cpu)} |\n| hypervisor_hostname | ${host} |\n| id                  | 1 |\n+---------------------+-----------------------------+\n`;
}

const names = libvirtNames.split(' ');
/** The other host lacks every third. */
const fewer = names.filter((_, i) => i % 3 > 0);
const less = (list: string) => {
  const keep = new Set(
    'lm syscall cx16 ssse3 lahf_lm sse4_1 sse4_2 popcnt avx2 fpu fp hypervisor arat fsrm md_clear arch_capabilities rng'.split(
      ' ',
    ),
  );
  return list
    .split(' ')
    .filter((word, i) => i % 3 > 0 || keep.has(word))
    .join(' ');
};

function linuxSources(): ListSource[] {
  return Object.entries(printed).flatMap(([name, of]) => {
    const other = { ...of, flags: less(of.flags) };
    const prints = { cpuinfo, lscpu, 'old lscpu': oldLscpu, 'lscpu -J': lscpuJson };
    return Object.entries(prints).map(([print, as]) => ({
      title: `${print}, ${name}`,
      text: as(of),
      other: as(other),
    }));
  });
}

/** Every format that has lists, in each way to print it. */
export const listSources: readonly ListSource[] = [
  ...linuxSources(),
  { title: 'cpuinfo, arm', text: armCpuinfo(arm), other: armCpuinfo(less(arm)) },
  { title: 'lscpu, arm', text: armLscpu(arm), other: armLscpu(less(arm)) },
  ...Object.entries({
    YAML: nodeYaml,
    describe: nodeDescription,
    '--show-labels': nodeTable,
    JSON: nodeJson,
  }).map(([print, as]) => ({
    title: `KubeVirt, ${print}`,
    text: as(nodeLabels(names, 'node-01'), 'node-01'),
    other: as(nodeLabels(fewer, 'node-02'), 'node-02'),
  })),
  { title: 'QMP expansion', text: expansion(names, 2), other: expansion(fewer, 2) },
  { title: 'QMP expansion on a line', text: expansion(names), other: expansion(fewer) },
  {
    title: 'QMP definitions',
    text: definitions(names) + expansion(names, 2),
    other: definitions(fewer) + expansion(fewer, 2),
  },
  { title: '<cpu>', text: hostCpu(names), other: hostCpu(fewer) },
  { title: 'capabilities', text: capabilities(names), other: capabilities(fewer) },
  { title: 'nova', text: nova(names, 'kvm-01'), other: nova(fewer, 'kvm-02') },
  {
    title: 'cpuid -1r',
    text: fixture('captures/cpuid-1r.txt'),
    other: fixture('captures/cpuid-1r.txt').replace(
      '0x00000001 0x00: eax=0x000a0671',
      '0x00000001 0x00: eax=0x000a0672',
    ),
  },
  {
    title: 'domain capabilities',
    text: fixture('domcapabilities.xml'),
    other: fixture('domcapabilities.xml').replaceAll("name='svm'", "name='vmx'"),
  },
];

interface Damaged {
  readonly text: string;
  readonly how: string;
}

/** The text after all lines, or one alone, are cut at a column. */
function* cutAtColumns({ text }: ListSource): Generator<Damaged> {
  const lines = text.split('\n');
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  for (let width = 20; width < widest; width++) {
    const cut = lines.map((line) => line.slice(0, width)).join('\n');
    yield { text: cut, how: `cut at column ${width}` };
  }
}

function* cutAtEnds({ text }: ListSource): Generator<Damaged> {
  for (let at = 1; at < text.length - 1; at++) {
    yield { text: text.slice(0, at), how: `cut after ${at} characters` };
    if (text[at] === '\n') yield { text: text.slice(0, at + 1), how: `cut after a line, at ${at}` };
  }
}

/** Broken as a screen breaks lines, and with the blanks at the break lost; and as a mail program breaks them. */
function* wrapped({ text }: ListSource): Generator<Damaged> {
  for (let width = 60; width <= 220; width++) {
    const broken = text
      .split('\n')
      .flatMap((line) => (line === '' ? [''] : (line.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])));
    yield { text: broken.join('\n'), how: `wrapped at ${width}` };
    const trimmed = broken.map((line) => line.trimEnd());
    yield { text: trimmed.join('\n'), how: `wrapped at ${width}, trimmed` };
    const filled = text.split('\n').flatMap((line) => fill(line, width));
    yield { text: filled.join('\n'), how: `filled to ${width}` };
  }
}

function fill(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const space = line.lastIndexOf(' ', width);
  if (space <= 0 || line.slice(0, space).trim() === '') return [line];
  return [line.slice(0, space), ...fill(line.slice(space + 1), width)];
}

const marks: readonly string[] = [
  '...',
  '....',
  '…',
  '[...]',
  '[…]',
  '[snip]',
  '<snip>',
  '<...>',
  '(...)',
  'etc',
  'etc.',
  '(truncated)',
  '>',
  '$',
  '\\',
  '+',
  '»',
  '[cut]',
  '-- snip --',
  '--More--',
  '[+40 more]',
];

/** A part of the text left out, with a mark where it was: at words' ends, of one line, and to the line's end. */
function* elided({ text }: ListSource): Generator<Damaged> {
  const places = [
    ...text.matchAll(/(?<=[\w'"/,>]) (?=[\w<"])|(?<=\w),(?=[\w"])|(?<=,)\n|(?<=["=]\w{1,5}"?)\n/g),
  ];
  const step = Math.max(1, Math.floor(places.length / 12));
  for (const mark of marks) {
    for (let i = 0; i < places.length - 3; i += step) {
      const start = places[i]?.index ?? 0;
      const end = places[Math.min(places.length - 1, i + 3 + (i % 7))]?.index ?? 0;
      yield { text: `${text.slice(0, start)} ${mark}${text.slice(end)}`, how: `${mark} at ${start}` };
      const lineEnd = text.indexOf('\n', start + 1);
      const rest = lineEnd === -1 ? '' : text.slice(lineEnd);
      const glue = /^\w/.test(mark) ? ' ' : '';
      yield {
        text: `${text.slice(0, start)}${glue}${mark}${rest}`,
        how: `${mark} to the line's end at ${start}`,
      };
    }
  }
}

/**
 * The beginning of one host's text and the rest of another's, with something told by both: where a part of both is
 * lost, nothing in the text could tell.
 */
function* joined({ text, other }: ListSource): Generator<Damaged> {
  const [first, second] = [text.split('\n'), other.split('\n')];
  const onlyOnce = (line: string) => /\w{3}/.test(line) && second.indexOf(line) === second.lastIndexOf(line);
  const steps = [first, second].map(({ length }) => Math.max(1, Math.floor(length / 24)));
  const [a = 1, b = 1] = steps;
  for (let i = 1; i < first.length - 1; i += a) {
    const told = new Set(first.slice(0, i).filter(onlyOnce));
    for (let j = 1; j < second.length - 1; j += b) {
      const rest = second.slice(j);
      if (!rest.some((line) => told.has(line))) continue;
      yield { text: [...first.slice(0, i), ...rest].join('\n'), how: `lines to ${i}, then from ${j}` };
    }
  }
}

/** Whatever is taken has features that neither of the two has, and there is no word of it. */
export function isSilentlyWrong(right: ReadonlySet<string>, { hosts, guests, problems }: Intake): boolean {
  if (problems.length > 0) return false;
  return (
    hosts.length + guests.length === 0 || [...hosts, ...guests].some((one) => !right.has(featuresOf(one)))
  );
}

/** Registers of features; what else cpuid prints makes no difference. */
const featureLeaves = new Set([
  1, 6, 7, 0xd, 0x14, 0x19, 0x80000001, 0x80000007, 0x80000008, 0x8000000a, 0x80000021,
]);

export function featuresOf({ cpu }: Intake['hosts'][number] | Intake['guests'][number]): string {
  if (cpu.kind === 'names') return [...cpu.names].sort().join(' ');
  if (cpu.kind === 'registers')
    return JSON.stringify(cpu.registers.cpuid.filter(({ leaf }) => featureLeaves.has(leaf)));
  const { model, features } = cpu.cpu;
  return JSON.stringify([model, features.map((feature) => JSON.stringify(feature)).sort()]);
}

/** Every way to damage a list, by its name. */
export const listDamages: Readonly<Record<string, (source: ListSource) => Generator<Damaged>>> = {
  'cut at any column': cutAtColumns,
  'cut at any character': cutAtEnds,
  'wrapped at any width': wrapped,
  'elided by any mark': elided,
  'joined from two': joined,
};

/**
 * Whole lists of such processors end in these words too: a list that is cut right behind one of them, on the longest
 * line of its text, is like one that is not.
 */
export const endsAsOthersDo =
  /^(?:flags|Flags|Features)\s*:.*\b(?:pku|ospke|md_clear|flush_l1d|lahf_lm|hypervisor|cpuid|pti|ssbd|ibrs|ibpb|stibp|arat|umip|tsc_adjust|evtstrm|crc32|atomics|asimdrdm|fcma|dcpop|asimddp|sve|asimdfhm|flagm|ssbs|pacg|svebf16|bf16|dgh)$/m;
