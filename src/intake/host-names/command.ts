import { nameFromFile } from './file-name.ts';
import { hostName } from './host-name.ts';
import type { NameWords } from './name-words.ts';

/** ssh's options that take a word of their own. */
const withValue = /^-[46AaCfGgKkMNnqsTtVvXxYy]*[BbcDEeFIiJLlmOoPpQRSWw]$/;

/** One way in which a command line tells which host it asks. */
interface CommandRule {
  /** Lines, each with the host that it names, or without one. They are the rule's tests. */
  readonly examples: readonly (readonly [line: string, host?: string])[];
  readonly hostOf: (line: string, words: NameWords) => string | undefined;
}

/** In order: the first that names a host is the one. */
export const commandRules: readonly CommandRule[] = [
  {
    // A connection's URI
    examples: [
      ['virsh -c qemu+ssh://root@kvm-02:22/system capabilities', 'kvm-02'],
      ['virsh -c qemu:///system capabilities'],
    ],
    hostOf: hostOfUri,
  },
  {
    examples: [
      ['ssh kvm-03', 'kvm-03'],
      ['ssh -p 2222 root@kvm-03 lscpu', 'kvm-03'],
    ],
    hostOf: hostOfSsh,
  },
  {
    // The file that it prints
    examples: [['cat kvm-04.xml', 'kvm-04'], ['cat /proc/cpuinfo']],
    hostOf: hostOfFile,
  },
];

/** The host that a command line reads from. */
export function hostOfCommand(line: string, words: NameWords): string | undefined {
  for (const { hostOf } of commandRules) {
    const host = hostOf(line, words);
    if (host !== undefined) return host;
  }
  return undefined;
}

function hostOfUri(line: string, words: NameWords): string | undefined {
  const uri = /\b(?:qemu|xen|ch|test|lxc|bhyve)(?:\+[a-z0-9]{1,10})?:\/\/([^\s/?#'"]{1,300})/i.exec(
    line,
  )?.[1];
  return uri === undefined ? undefined : hostName(uri, words);
}

/** A bare `ssh kvm-03` names too: what follows is printed there. */
function hostOfSsh(line: string, words: NameWords): string | undefined {
  const rest = /(?:^|[\s;&|(])(?:ssh|slogin|mosh)\s(.{1,400})$/.exec(line)?.[1];
  if (rest === undefined) return undefined;
  const parts = rest.trim().split(/\s+/);
  for (let i = 0; i < parts.length; i++) {
    const word = parts[i] ?? '';
    if (withValue.test(word)) i++;
    else if (!word.startsWith('-'))
      return hostName(word.replace(/^ssh:\/\//, '').replace(/^(['"])(.*)\1$/, '$2'), words);
  }
  return undefined;
}

/** Files that every machine has of itself: `cat /etc/os-release`. */
const ownSystem = /^\/(?:etc|proc|sys|usr|boot|dev)\//;

function hostOfFile(line: string, words: NameWords): string | undefined {
  const file =
    /(?:^|[\s;&|(#$])(?:cat|less|more|head|tail|type|zcat|Get-Content)\s+(?:-\S+\s+)*([^\s;|&<>]{1,400})/.exec(
      line,
    );
  const path = file?.[1]?.replace(/^(['"])(.*)\1$/, '$2');
  return path === undefined || ownSystem.test(path) ? undefined : nameFromFile(path, words);
}
