import { hostName } from './host-name.ts';
import type { NameWords } from './name-words.ts';

/** One way in which a shell's prompt shows its host: the pattern's first group. */
interface PromptRule {
  /** Lines, each with the host in it. They are the rule's tests. */
  readonly examples: readonly (readonly [line: string, host: string])[];
  readonly pattern: RegExp;
}

/** In order: the first that fits is the one. */
export const promptRules: readonly PromptRule[] = [
  {
    examples: [
      ['[root@kvm-01 ~]# virsh capabilities', 'kvm-01'],
      ['root@kvm-01:~# lscpu', 'kvm-01'],
      ['(venv) me@kvm-01 ~ % lscpu', 'kvm-01'],
      ['┌──(me@kvm-01)-[~] $', 'kvm-01'],
    ],
    pattern:
      /^[^\w\s]{0,6}(?:\(\S{1,30}\) )?[([]?[\w.-]{1,64}@([\w.-]{1,253})[^#$%>❯\n]{0,200}[#$%>❯](?:\s|$)/,
  },
  {
    // SUSE
    examples: [
      ['kvm-01:~ # lscpu', 'kvm-01'],
      ['kvm-01:/root# lscpu', 'kvm-01'],
    ],
    pattern: /^([\w][\w.-]{0,252}):[~/][^#$%>\s]{0,200} ?[#$%>](?:\s|$)/,
  },
  {
    examples: [['[kvm-01 ~]$ lscpu', 'kvm-01']],
    pattern: /^\[([\w][\w.-]{0,252}) [^\]#$%>\s]{1,200}\] ?[#$%>](?:\s|$)/,
  },
  {
    examples: [['kvm-01# virsh capabilities', 'kvm-01']],
    pattern: /^([\w][\w.-]{0,252})[#%$] (?=\S)/,
  },
];

/** The host in a shell's prompt, as it is or in Markdown's indented block; `virsh # ` names nobody. */
export function hostOfPrompt(line: string, words: NameWords): string | undefined {
  const text = line.trimStart();
  for (const { pattern } of promptRules) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return hostName(found, words);
  }
  return undefined;
}
