import type { FeaturePolicy, GuestCpu } from '../../../cpu/definition/definition.ts';
import type { Format, FormatReading, Span } from '../../format.ts';
import { linesIn, type TextLine } from '../../text/text-lines.ts';
import { parseCpuOption } from './cpu-option.ts';

/** Keys that a virtual machine's configuration has, and few other texts together. */
const ownKeys =
  /^(?:agent|balloon|bios|boot|bootdisk|cores|cpu|cpulimit|cpuunits|ide\d|machine|memory|meta|name|net\d|numa|onboot|ostype|sata\d|scsi\d{1,2}|scsihw|smbios1|sockets|vga|virtio\d{1,2}|vmgenid|description|hotplug|tags|args|efidisk0|tpmstate0|unused\d|parent|digest|startup|protection|kvm|arch|acpi|serial\d|usb\d|hostpci\d{1,2}|rng0|audio0|template|tablet|localtime|lock):\s/;
/** One of these makes it Proxmox's. */
const telling =
  /^[ \t]*(?:scsihw|smbios1|vmgenid|ostype|bootdisk|net\d+: (?:virtio|e1000|rtl8139|vmxnet3)|boot: order|sockets): ?/m;

/** A virtual machine's configuration of Proxmox VE: `qm config 100`, `/etc/pve/qemu-server/100.conf`. */
export const proxmoxConfig: Format = {
  name: 'Proxmox VM configuration',
  fingerprint: {
    opening: /(?:agent: [01e]|balloon: \d|boot: (?:order=|[acdn])|scsihw: \S|ostype: \S)/,
    programs: ['qm', 'pvesh'],
    commandLine: /qemu-server/,
    words: ['qm', 'qemu-server'],
  },
  find,
  read,
};

const MIN_KEYS = 4;

function find(text: string): Span[] {
  if (!telling.test(text)) return [];
  const spans: Span[] = [];
  let run: { start: number; end: number; keys: number } | undefined;
  const endRun = () => {
    if (run !== undefined && run.keys >= MIN_KEYS && telling.test(text.slice(run.start, run.end))) {
      spans.push({ start: run.start, end: run.end });
    }
    run = undefined;
  };
  for (const { text: indented, start, end } of linesIn(text, { start: 0, end: text.length })) {
    const line = indented.trim();
    if (ownKeys.test(line)) {
      run ??= { start, end, keys: 0 };
      run.end = end;
      run.keys++;
    } else if (!/^#|^\s*$|^\[[\w-]{1,60}\]\s*$/.test(line)) endRun();
    // Lines below `[name]` are a snapshot's: it ends the machine's own part, and is claimed with it.
    else if (run !== undefined && line.startsWith('[')) run.end = end;
  }
  endRun();
  return spans;
}

/** Models of Proxmox's own, as additions to qemu64 (pve-manager 8 and 9, src/PVE/QemuServer/CPUConfig.pm). */
const v2 = ['popcnt', 'pni', 'sse4.1', 'sse4.2', 'ssse3'];
const v3 = [...v2, 'aes', 'avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe', 'xsave'];
const v4 = [...v3, 'avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'];
const ownModels: ReadonlyMap<string, readonly string[]> = new Map([
  ['x86-64-v2', v2],
  ['x86-64-v2-AES', [...v2, 'aes']],
  ['x86-64-v3', v3],
  ['x86-64-v4', v4],
]);

function read(text: string, span: Span): FormatReading {
  const own = ownPart(text, span);
  const value = (key: string) =>
    own
      .get(key)
      ?.text.slice(key.length + 1)
      .trim();
  const cpu = cpuOf(value('cpu') ?? 'kvm64');
  const offset = own.get('cpu')?.start ?? span.start;
  if (cpu === undefined) {
    const problem = {
      code: 'not-understood',
      offset,
      say: (subject: string, line: number) =>
        `The cpu of ${subject} in line ${line} is a custom model from cpu-models.conf. Paste the output of qm showcmd VMID.`,
    } as const;
    return { hosts: [], problems: [problem] };
  }
  const name = value('name');
  const machine = value('machine')
    ?.split(',')[0]
    ?.replace(/^type=/, '');
  return {
    hosts: [],
    guests: [
      {
        kind: 'proxmox',
        arch: value('arch') ?? 'x86_64',
        cpu: { kind: 'guest', cpu },
        vocabulary: 'qemu',
        offset,
        virttype: value('kvm') === '0' ? 'qemu' : 'kvm',
        ...(name === undefined || name === '' ? {} : { name }),
        ...(machine === undefined || machine === '' ? {} : { machine }),
      },
    ],
    problems: [],
  };
}

/** Before the first snapshot; each key's first line. */
function ownPart(text: string, span: Span): ReadonlyMap<string, TextLine> {
  const lines = new Map<string, TextLine>();
  for (const { text: indented, ...line } of linesIn(text, span)) {
    const content = indented.trim();
    if (content.startsWith('[')) break;
    const key = /^(\w+):/.exec(content)?.[1];
    if (key !== undefined && !lines.has(key)) lines.set(key, { ...line, text: content });
  }
  return lines;
}

/** `host`, `x86-64-v2-AES`, `cputype=Haswell,flags=+md-clear;-pcid,hidden=1` */
function cpuOf(value: string): GuestCpu | undefined {
  const [first = '', ...rest] = value.split(',');
  const type = first.replace(/^cputype=/, '');
  if (type.startsWith('custom-')) return undefined;
  const own = ownModels.get(type);
  const parsed = parseCpuOption(own === undefined ? type : 'qemu64');
  if (parsed === undefined) return undefined;
  const flags = rest.flatMap((part) => /^flags=(.*)$/.exec(part)?.[1]?.split(';') ?? []);
  const listed = flags.flatMap((flag): FeaturePolicy[] => {
    const found = /^([+-])([\w.-]{1,60})$/.exec(flag);
    if (found?.[2] === undefined || /^(?:hv|kvm)/.test(found[2]) || found[2] === 'nested-virt') return [];
    return [{ name: found[2], policy: found[1] === '+' ? 'require' : 'disable' }];
  });
  const added = (own ?? []).map((name): FeaturePolicy => ({ name, policy: 'require' }));
  return { ...parsed.cpu, features: [...added, ...listed] };
}
