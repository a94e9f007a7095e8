import { nameFromFile } from './file-name.ts';
import { hostName } from './host-name.ts';
import type { NameWords } from './name-words.ts';

/** ssh's options that take a word of their own. */
const withValue = /^-[46AaCfGgKkMNnqsTtVvXxYy]*[BbcDEeFIiJLlmOoPpQRSWw]$/;

/** The host that a command line reads from: of its connection URI, its ssh, or the file that it prints. */
export function hostOfCommand(line: string, words: NameWords): string | undefined {
  return hostOfUri(line, words) ?? hostOfSsh(line, words) ?? hostOfFile(line, words);
}

/** `qemu+ssh://root@kvm-02:22/system` → kvm-02; `qemu:///system` → undefined. */
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
