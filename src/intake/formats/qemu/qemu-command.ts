import type { Format, FormatGuest, FormatReading, Span } from '../../format.ts';
import { parseCpuOption } from './cpu-option.ts';

/** QEMU's default CPU, where a command names none. */
const noOption = {
  kind: 'guest',
  cpu: { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', features: [] },
} as const;

/**
 * A QEMU that runs, or ran, by its command line: `ps`, `/proc/PID/cmdline` with blanks, the guest's log in
 * /var/log/libvirt/qemu. It tells the guest's CPU as QEMU was given it.
 */
export const qemuCommand: Format = {
  name: 'QEMU command line',
  fingerprint: {
    opening: /(?:\S{1,200}\/)?qemu-(?:system-\w+|kvm)(?:\s+-\w|\s*\\(?=\n|$))/,
    programs: ['ps', 'pgrep'],
    commandLine: /\bqemu\b/,
    words: ['qemu', 'qemu-kvm', 'qemu-system-x86_64'],
  },
  find,
  read,
};

const binary = /(?:^|[\s/'">])(?:qemu-system-([\w]{2,20})|qemu-kvm|kvm)[\s\\]+-\w/g;

/** A command with its continued lines, each once; of a log, in which a guest starts again and again, the last start. */
function find(text: string): Span[] {
  if (!/(?:^|\s)-(?:cpu|name)\s/m.test(text)) return [];
  const spans: Span[] = [];
  const starts = new Map<string, number>();
  binary.lastIndex = 0;
  for (let found = binary.exec(text); found !== null; found = binary.exec(text)) {
    const start = beginningOfPath(text, found.index + (/^[\s/'">]/.test(found[0]) ? 1 : 0));
    const end = endOfCommand(text, start);
    binary.lastIndex = Math.max(end, binary.lastIndex);
    const command = text.slice(start, end);
    if (!/\s-(?:cpu|name)[\s\\]/.test(command)) continue;
    const name = isLogged(text, start) ? nameIn(command) : undefined;
    const before = name === undefined ? undefined : starts.get(name);
    if (before !== undefined) spans.splice(before, 1, { start: start, end: start });
    if (name !== undefined) starts.set(name, spans.length);
    spans.push({ start, end });
  }
  return spans.filter(({ start, end }) => end > start);
}

/** The path of `/usr/bin/qemu-system-x86_64`, which is where its last step is. */
function beginningOfPath(text: string, at: number): number {
  const path = /[^\s'">:|]{0,300}$/.exec(text.slice(Math.max(0, at - 300), at))?.[0] ?? '';
  return at - path.length;
}

function isLogged(text: string, start: number): boolean {
  return /starting up libvirt version/.test(text.slice(Math.max(0, start - 3000), start));
}

/** Lines that end in `\` go on in the next; the log's last line does too, as what QEMU says follows it. */
function endOfCommand(text: string, start: number): number {
  let end = text.indexOf('\n', start);
  while (end > 0 && text[end - 1] === '\\') {
    let next = text.indexOf('\n', end + 1);
    // Blank lines between, of a mail or a chat.
    for (let from = end + 1; next !== -1 && text.slice(from, next).trim() === '' && next - from < 200; ) {
      from = next + 1;
      next = text.indexOf('\n', from);
    }
    if (next === -1) return text.length;
    end = next;
  }
  return end === -1 ? text.length : end;
}

function read(text: string, { start, end }: Span): FormatReading {
  const command = text.slice(start, end);
  const option = /\s-cpu[\s\\]+(\S+)/.exec(command);
  const cpu = option === null ? noOption : parseCpuOption(option[1] ?? '');
  if (cpu === undefined) {
    const problem = {
      code: 'not-understood',
      offset: start,
      say: (subject: string, line: number) =>
        `The QEMU command line of ${subject} (line ${line}) has a -cpu that names no CPU. Paste virsh dumpxml of the guest.`,
    } as const;
    return { hosts: [], problems: [problem] };
  }
  const arch = /qemu-system-(\w+)/.exec(command)?.[1] ?? 'x86_64';
  const about: Partial<FormatGuest> = {
    ...withValue('name', nameIn(command)),
    ...withValue('uuid', /\s-uuid[\s\\]+([\da-f-]{36})/i.exec(command)?.[1]),
    ...withValue('machine', /\s-(?:machine|M)[\s\\]+(?:type=)?([\w.-]{1,60})/.exec(command)?.[1]),
    ...withValue('tscFrequency', /,tsc-frequency=(\d{1,20})/.exec(option?.[1] ?? '')?.[1]),
    ...withValue('virttype', virttypeIn(command)),
    ...withValue('on', hostOfLog(text, start) ?? hostOfLine(text, start)),
  };
  const guest: FormatGuest = {
    kind: 'qemu-command',
    arch,
    cpu,
    vocabulary: 'qemu',
    offset: start,
    // A command line is a running guest's; in a log, only where it was not shut down since.
    live: !/^[\s\S]{0,200000}?\bshutting down\b/.test(
      isLogged(text, start) ? text.slice(end, end + 200_000) : '',
    ),
    ...about,
  };
  return { hosts: [], guests: [guest], problems: [] };
}

function virttypeIn(command: string): string | undefined {
  if (
    /-enable-kvm\b|accel[=\s\\]+kvm|-machine\s\S*\baccel=kvm|^qemu-kvm\s|\/qemu-kvm\s|^kvm\s|\/kvm\s/.test(
      command,
    )
  )
    return 'kvm';
  return /accel[=\s\\]+tcg/.test(command) ? 'qemu' : undefined;
}

/** `-name guest=web-01,debug-threads=on`, `-name web-01` */
function nameIn(command: string): string | undefined {
  const value = /\s-name[\s\\]+(?:'([^'\n]{1,300})'|"([^"\n]{1,300})"|(\S{1,300}))/.exec(command);
  const given = value?.[1] ?? value?.[2] ?? value?.[3];
  const name = /(?:^|,)guest=([^,]{1,253})/.exec(given ?? '')?.[1] ?? given?.split(',')[0];
  return name === undefined || name === '' || name.includes('=') ? undefined : name;
}

/** One line of each host: `kvm-01: /usr/bin/qemu-system-x86_64 …` */
function hostOfLine(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(text.lastIndexOf('\n', start) + 1, start - 600), start);
  const found =
    /^\s*(?:>\s*)*(?:\[([^\]\s]{1,253})\](?: out:)?|([\w][\w.-]{0,252})(?::| ?\||\t))\s*(?:\S*\/)?$/.exec(
      before,
    ) ?? /^[\dT:.+ZA-Za-z -]{15,40}\s([\w][\w.-]{0,252}) [\w-]{1,30}(?:\[\d+\])?: (?:\S*\/)?$/.exec(before);
  return found?.[1] ?? found?.[2];
}

/** libvirt's log names the host in the line before: `…, hostname: kvm-03`. */
function hostOfLog(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 3000), start);
  const at = before.lastIndexOf('starting up libvirt version');
  return at === -1 ? undefined : /\bhostname: ([\w.-]{1,253})/.exec(before.slice(at))?.[1];
}

function withValue(
  key: 'name' | 'uuid' | 'machine' | 'tscFrequency' | 'virttype' | 'on',
  value: string | undefined,
) {
  return value === undefined ? {} : { [key]: value };
}
