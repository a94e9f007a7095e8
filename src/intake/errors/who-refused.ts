import type { FoundError } from './find-errors.ts';

/** The host and guest of an error, as far as the lines around it name them. */
export interface Refusal {
  readonly guest?: string;
  /** The host that the guest was to run on. */
  readonly to?: string;
  /** The host that it was to leave. */
  readonly from?: string;
}

const HOST = String.raw`[A-Za-z0-9](?:[\w.-]{0,252}[A-Za-z0-9])?`;
const GUEST = String.raw`[^\s'"\`|<>;,]{1,250}`;
const uri = new RegExp(String.raw`\b(?:qemu|xen|libvirt)\+[a-z0-9]+://(?:[\w.-]+@)?(${HOST})(?::\d+)?/`);
const prompt = new RegExp(String.raw`^\s*\[?[\w.-]+@(${HOST})[\s:][^\n#$]{0,200}[#$]\s*(.*)$`);
const barePrompt = /^\s*[$#]\s+(virsh\b.*)$/;

/** `virsh start web-01`, `virsh migrate --live web-01 qemu+ssh://kvm-01/system`: the last such line before the error. */
export function whoRefused({ before, after, said }: Pick<FoundError, 'before' | 'after' | 'said'>): Refusal {
  const lines = before.split('\n').slice(-12).reverse();
  const command = lines.map(commandIn).find((each) => each !== undefined);
  const guest =
    command?.guest ?? guestIn(`${lines.slice(0, 4).reverse().join('\n')}${said}\n${after.slice(0, 300)}`);
  if (command?.migrates === true) return defined({ guest, from: command.host, to: command.target });
  return defined({ guest, to: command?.target ?? command?.host ?? hostIn(said) });
}

interface Command {
  readonly host: string | undefined;
  readonly guest: string | undefined;
  readonly target: string | undefined;
  readonly migrates: boolean;
}

function commandIn(line: string): Command | undefined {
  const under = prompt.exec(line);
  const text = under?.[2] ?? barePrompt.exec(line)?.[1] ?? /^\s*((?:sudo\s+)?virsh\s.*)$/.exec(line)?.[1];
  if (text === undefined) return undefined;
  const verb = /\b(migrate|start|create|restore|resume|managedsave|qm\s+start|qm\s+migrate)\b(.*)$/.exec(
    text,
  );
  if (verb === null)
    return under === null
      ? undefined
      : { host: under[1], guest: undefined, target: undefined, migrates: false };
  const [, name = '', rest = ''] = verb;
  const connected = uri.exec(text.slice(0, verb.index))?.[1];
  const operands = rest.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-'));
  const isMigration = name.includes('migrate');
  return {
    host: connected ?? under?.[1],
    guest:
      name === 'create' || name === 'restore' ? undefined : operands.find((word) => !word.includes('://')),
    target: isMigration
      ? (uri.exec(rest)?.[1] ?? (name.startsWith('qm') ? operands[1] : undefined))
      : undefined,
    migrates: isMigration,
  };
}

const guestPatterns = [
  new RegExp(
    String.raw`failed to (?:start|create|restore|migrate) domain(?: from \S+)?:? ['"]?(${GUEST})['"]?`,
    'i',
  ),
  new RegExp(String.raw`\bguest=(${GUEST}),debug-threads`),
  new RegExp(String.raw`/var/log/libvirt/qemu/(${GUEST})\.log`),
  new RegExp(String.raw`"?(?:vmi|name|domainName)"?\s*[:=]\s*"(${GUEST})"`),
  /\bVM (\d{3,9})\b/,
  /\bqmstart:(\d{3,9}):/,
  /\bpod\/virt-launcher-([\w.-]+)-[a-z0-9]{5}\b/,
  /\bvirt-launcher-([\w.-]+)-[a-z0-9]{5}\b/,
  /\[instance: ([0-9a-f-]{36})\]/,
];

function guestIn(text: string): string | undefined {
  return guestPatterns.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
}

/** `The host kvm-01 does not meet …`; a log line of another machine names that machine. */
function hostIn(said: string): string | undefined {
  return new RegExp(String.raw`\bhost (${HOST}) does not meet`, 'i').exec(said)?.[1];
}

function defined(refusal: {
  guest: string | undefined;
  to: string | undefined;
  from?: string | undefined;
}): Refusal {
  return Object.fromEntries(Object.entries(refusal).filter(([, value]) => value !== undefined));
}
