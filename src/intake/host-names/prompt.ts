import { hostName } from './host-name.ts';

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
export function hostOfPrompt(line: string): string | undefined {
  const text = line.trimStart();
  for (const prompt of prompts) {
    const found = prompt.exec(text)?.[1];
    if (found !== undefined) return hostName(found);
  }
  return undefined;
}

/** Does the line hold a command, with or without a prompt before it? */
export function isCommand(line: string): boolean {
  return /(?:^|(?<!#)[#$%>❯]\s|sudo\s)\s*(?:virsh|ssh|cat|lscpu|cpuid|kubectl|oc|openstack|ansible|clush|pdsh)\b/.test(
    line,
  );
}
