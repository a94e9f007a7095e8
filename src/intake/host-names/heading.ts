import { nameFromFile } from './file-name.ts';
import { hostName, looksLikeHost } from './host-name.ts';
import { expandHosts } from './ranges.ts';

export interface Heading {
  readonly names: readonly string[];
  /** A weak one names only what stands directly below it: it may be any word. */
  readonly weak: boolean;
}

/** A line that was written, or printed by a tool, to say whose the next text is. */
export function headingOf(line: string): Heading | undefined {
  return toolHeading(line) ?? labelHeading(line) ?? markedHeading(line) ?? weakHeading(line);
}

const toolHeadings = [
  // Ansible: kvm-01 | CHANGED | rc=0 >>   kvm-01 | SUCCESS => {   ok: [kvm-01] => {   ok: [kvm-01 -> jump]
  /^\s{0,4}(\S{1,253}) \| (?:CHANGED|SUCCESS|FAILED!?|UNREACHABLE!?|success|FAILED)\b/,
  /^\s{0,4}(?:ok|changed|fatal|failed): \[([^\]\s]{1,253})(?: -> [^\]]{0,253})?\]/,
  // parallel-ssh: [1] 12:00:00 [SUCCESS] kvm-01
  /^\[\d{1,6}\] \d\d:\d\d:\d\d \[(?:SUCCESS|FAILURE)\] (\S{1,300})/,
  // Fabric: [kvm-01] out:
  /^\[([^\]\s]{1,253})\] out:/,
  // uname -a: Linux kvm-01 5.14.0-427.el9.x86_64 #1 SMP …
  /^\s{0,4}Linux (\S{1,253}) \d{1,3}\.\d{1,3}\.\S{1,100}(?:\s|$)/,
];

function toolHeading(line: string): Heading | undefined {
  for (const pattern of toolHeadings) {
    const word = pattern.exec(line)?.[1];
    const name = word === undefined ? undefined : hostName(word);
    if (name !== undefined) return { names: [name], weak: false };
  }
  return undefined;
}

/** `Hostname: kvm-01`, hostnamectl's `Static hostname: kvm-01`, a list's `- host: kvm-01`. */
function labelHeading(line: string): Heading | undefined {
  const label =
    /^\s{0,40}(?:[-*+] +)?(?:(?:static |transient )?host ?name|host|node|server|fqdn)\s?[:=]\s{0,40}(\S{1,253})\s*$/i;
  const name = nameOf(label.exec(line)?.[1] ?? '');
  return name === undefined ? undefined : { names: [name], weak: false };
}

function nameOf(word: string): string | undefined {
  return isNumber(word) ? undefined : hostName(word.replace(/^["'`*]{1,3}|["'`*,]{1,3}$/g, ''));
}

/** A number alone is a line's or an answer's, not a name. */
function isNumber(word: string): boolean {
  return /^\d{1,7}$/.test(word);
}

/** `== kvm-01 ==`, `### kvm-01`, `# kvm-01`, `==> kvm-01.xml <==`, `<!-- host: kvm-01 -->`, `--- kvm-01 ---`, `**kvm-01**` */
function markedHeading(line: string): Heading | undefined {
  const text = line.trim();
  const comment = /^<!--(.{1,300}?)-->$/.exec(text)?.[1];
  if (comment !== undefined) return named(comment);
  const marked = /^(?:[=~*_+]{2,}|-{2,}|#{1,6}|\/\/|;|%)>?\s*(\S.{0,200})$/.exec(text)?.[1];
  if (marked === undefined) return undefined;
  return named(
    marked.replace(/\s*(?:<?={2,}|[=~*_#+-]{2,})$/, ''),
    /^(?:={2,}|#{2,}|-{3,}|\*{2,})/.test(text),
  );
}

const aboutWords =
  /^(?:host(?:name)?|node|server|machine|name|file|output|result|from|of|on|for|the|virsh|capabilities|domcapabilities|cpu|xml|hypervisor|is|this)$/i;

/** `Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz`: a processor, not a host. */
const isBrand = /\((?:R|TM)\)|\bCPU @|\bProcessor\b|\d[GM]Hz\b/i;

/** A name with, at most, words around it that say that it is one; free words where the marks are clear. */
function named(text: string, free = false): Heading | undefined {
  const words = text
    .trim()
    .replace(/[:：]$/, '')
    .split(/[\s:=]+/)
    .filter((word) => !aboutWords.test(word));
  const [word = '', ...others] = words;
  if (others.length === 0) return namedBy(word.replace(/^["'`([]|["'`)\]]$/g, ''));
  const likely = isBrand.test(text) ? [] : words.filter(looksLikeHost);
  if (likely.length === 1) return namedBy(likely[0] ?? '');
  const whole = text.trim().replace(/:$/, '');
  const plain = free && whole.length <= 40 && /^[\p{L}\p{N}]/u.test(whole) && !/[<>{}|$]/.test(whole);
  return plain ? { names: [whole], weak: false } : undefined;
}

function namedBy(word: string): Heading | undefined {
  const name = /\.(?:xml|txt|json|log)$/i.test(word) ? nameFromFile(word) : hostName(word);
  const names = name === undefined ? expandHosts(word) : [name];
  return names === undefined ? undefined : { names, weak: false };
}

/** Of a list: `- `, `* `, `1. `; of YAML too, whose items may begin with their name. */
const bullet = /^(?:[-*+•]|\d{1,3}[.)])\s+(?:name: +)?/;

/** `kvm-01:`, YAML's `kvm-01: |`, a lone `kvm-01`, a lone `kvm-[01-03]`, `- kvm-01`, `and this is kvm-02:` */
function weakHeading(line: string): Heading | undefined {
  const text = line
    .trim()
    .replace(bullet, '')
    .replace(/^["'`*_]{1,3}|["'`*_]{1,3}$|['`*_]{1,3}(?=:$)/g, '');
  const word = /^(\S{1,10000}?)(?: \(\d{1,5}\))?(?::(?: [|>][-+\d]{0,2})?)?$/.exec(text)?.[1];
  if (word !== undefined && !isNumber(word)) {
    const heading = namedBy(word);
    return heading === undefined ? undefined : { ...heading, weak: true };
  }
  if (!/^.{1,100}:$/.test(text) || isBrand.test(text)) return undefined;
  const likely = text
    .slice(0, -1)
    .split(/[\s,;()]+/)
    .filter(looksLikeHost);
  return likely.length === 1 ? { names: likely, weak: true } : undefined;
}
