import { hostName } from './host-name.ts';
import type { NameWords } from './name-words.ts';

const prompts = [
  // [root@kvm-01 ~]#   root@kvm-01:~#   (venv) me@kvm-01 ~ %   ┌──(me@kvm-01)-[~]
  /^[^\w\s]{0,6}(?:\(\S{1,30}\) )?[([]?[\w.-]{1,64}@([\w.-]{1,253})[^#$%>❯\n]{0,200}[#$%>❯](?:\s|$)/,
  // kvm-01:~ # (SUSE)   kvm-01:/root#   [kvm-01 ~]$
  /^([\w][\w.-]{0,252}):[~/][^#$%>\s]{0,200} ?[#$%>](?:\s|$)/,
  /^\[([\w][\w.-]{0,252}) [^\]#$%>\s]{1,200}\] ?[#$%>](?:\s|$)/,
  // kvm-01# virsh …
  /^([\w][\w.-]{0,252})[#%$] (?=\S)/,
];

/** The host in a shell's prompt, as it is or in Markdown's indented block; `virsh # ` names nobody. */
export function hostOfPrompt(line: string, words: NameWords): string | undefined {
  const text = line.trimStart();
  for (const prompt of prompts) {
    const found = prompt.exec(text)?.[1];
    if (found !== undefined) return hostName(found, words);
  }
  return undefined;
}
