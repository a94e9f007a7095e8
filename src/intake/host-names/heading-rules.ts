import { nameFromFile } from './file-name.ts';
import { hostName, looksLikeHost } from './host-name.ts';
import type { NameWords } from './name-words.ts';
import { expandHosts } from './ranges.ts';

/**
 * `clear`: names what comes below it, whatever is between. `below`: may be any word, so that it names only what
 * stands directly below it, or below a command. `directly`: no command may be between.
 */
export type HeadingStrength = 'clear' | 'below' | 'directly';

/** One way to write whose the next text is. */
export interface NameRule {
  /** Lines, each with the names that it gives. They are the rule's tests. */
  readonly examples: readonly (readonly [line: string, ...names: readonly string[]])[];
  readonly strength: HeadingStrength;
  /** Its first group is what `read` is given. */
  readonly pattern: RegExp;
  readonly read: (text: string, words: NameWords) => readonly string[] | undefined;
}

/** In order: the first rule that gives a name is the one. */
export const headingRules: readonly NameRule[] = [
  {
    // Ansible
    examples: [
      ['kvm-01 | CHANGED | rc=0 >>', 'kvm-01'],
      ['kvm-01 | SUCCESS => {', 'kvm-01'],
      ['kvm-01 | UNREACHABLE! => {', 'kvm-01'],
    ],
    strength: 'clear',
    pattern: /^\s{0,4}(\S{1,253}) \| (?:CHANGED|SUCCESS|FAILED!?|UNREACHABLE!?|success|FAILED)\b/,
    read: oneHost,
  },
  {
    // A play of Ansible's
    examples: [
      ['ok: [kvm-01] => {', 'kvm-01'],
      ['changed: [kvm-01 -> jump]', 'kvm-01'],
    ],
    strength: 'clear',
    pattern: /^\s{0,4}(?:ok|changed|fatal|failed): \[([^\]\s]{1,253})(?: -> [^\]]{0,253})?\]/,
    read: oneHost,
  },
  {
    // parallel-ssh
    examples: [['[1] 12:00:00 [SUCCESS] root@kvm-01:22', 'kvm-01']],
    strength: 'clear',
    pattern: /^\[\d{1,6}\] \d\d:\d\d:\d\d \[(?:SUCCESS|FAILURE)\] (\S{1,300})/,
    read: oneHost,
  },
  {
    // Fabric
    examples: [['[kvm-01] out:', 'kvm-01']],
    strength: 'clear',
    pattern: /^\[([^\]\s]{1,253})\] out:/,
    read: oneHost,
  },
  {
    // uname -a
    examples: [['Linux kvm-01 5.14.0-427.el9.x86_64 #1 SMP PREEMPT_DYNAMIC', 'kvm-01']],
    strength: 'clear',
    pattern: /^\s{0,4}Linux (\S{1,253}) \d{1,3}\.\d{1,3}\.\S{1,100}(?:\s|$)/,
    read: oneHost,
  },
  {
    examples: [
      ['Hostname: kvm-01', 'kvm-01'],
      [' Static hostname: kvm-01', 'kvm-01'],
      ['- host: "kvm-01"', 'kvm-01'],
      ['node: 3'],
    ],
    strength: 'clear',
    pattern:
      /^\s{0,40}(?:[-*+] +)?(?:(?:static |transient )?host ?name|host|node|server|fqdn)\s?[:=]\s{0,40}(\S{1,253})\s*$/i,
    read: (word, words) =>
      isNumber(word) ? undefined : oneHost(word.replace(/^["'`*]{1,3}|["'`*,]{1,3}$/g, ''), words),
  },
  {
    examples: [['<!-- host: kvm-01 -->', 'kvm-01'], ['<!-- AMD EPYC 7543 32-Core Processor -->']],
    strength: 'clear',
    pattern: /^\s*<!--(.{1,300}?)-->\s*$/,
    read: hostAmongWords,
  },
  {
    // Text that GitHub and GitLab collapse.
    examples: [
      ['<details><summary>kvm-01</summary>', 'kvm-01'],
      ['<summary><b>lscpu on kvm-02</b></summary>', 'kvm-02'],
      ['<summary>Logs</summary>'],
    ],
    strength: 'clear',
    pattern: /^\s*(?:<details[^<>]{0,40}>\s*)?<summary>(.{1,200}?)<\/summary>/i,
    read: (text, words) => hostAmongWords(text.replace(/<\/?\w{1,10}>|[`*]/g, ''), words),
  },
  {
    // A loop's, or a rule's: nobody else writes these marks around one word.
    examples: [
      ['== kvm-01 ==', 'kvm-01'],
      ['==> capabilities-kvm-01.xml <==', 'kvm-01'],
      ['--- alpha ---', 'alpha'],
      ['== Host: kvm-01 ==', 'kvm-01'],
      ['=== CPU Flags ==='],
    ],
    strength: 'clear',
    pattern: /^\s*(?:[=~_+]{2,}|-{2,})>?\s*(\S.{0,200})$/,
    read: (text, words) => hostAmongWords(withoutEnd(text), words),
  },
  {
    // Markdown's headings and bold lines, comments of a shell: of prose too, so that the word must look like a host.
    examples: [
      ['### kvm-01', 'kvm-01'],
      ['# kvm-01', 'kvm-01'],
      ['## virsh capabilities on kvm-01', 'kvm-01'],
      ['**kvm-01**', 'kvm-01'],
      ['## Introduction'],
      ['### Output of `virsh capabilities`'],
    ],
    strength: 'clear',
    pattern: /^\s*(?:\*{2,}|#{1,6}|\/\/|;|%)\s*(\S.{0,200})$/,
    read: (text, words) => {
      const names = isState(text) ? undefined : hostAmongWords(withoutEnd(text), words);
      return names?.every((name) => looksLikeHost(name, words) || /\d/.test(name)) ? names : undefined;
    },
  },
  {
    examples: [
      ['Before microcode-update:', 'Before microcode-update'],
      ['## After the update', 'After the update'],
    ],
    strength: 'below',
    pattern: /^\s*(?:#{1,6} +|\*\*)?((?:before|after)\s.{1,60}?)(?::?\*\*:?|:| :)?\s*$/i,
    read: (text) => (isState(text) && !/[<>{}|$`,;.]/.test(text) ? [text.trim()] : undefined),
  },
  {
    // Free words where the marks are clear.
    examples: [
      ['== Rack three, left ==', 'Rack three, left'],
      ['== Intel(R) Xeon(R) CPU @ 2GHz ==', 'Intel(R) Xeon(R) CPU @ 2GHz'],
    ],
    strength: 'below',
    pattern: /^\s*(?:={2,}|-{3,})>?\s*(\S.{0,200})$/,
    read: (text, words) => {
      const whole = withoutEnd(text).trim().replace(/:$/, '');
      const isPlain = whole.length <= 40 && /^[\p{L}\p{N}]/u.test(whole) && !/[<>{}|$]/.test(whole);
      return isPlain && /\s/.test(whole) && !isAboutOnly(whole, words) ? [whole] : undefined;
    },
  },
  {
    // A heading's or a comment's one word: `# check` above a command is none.
    examples: [['# alpha', 'alpha'], ['## Goals'], ['### Environment']],
    strength: 'directly',
    pattern: /^\s*(?:#{1,6}|\/\/|;|%|\*\*)\s*([a-z][\w.-]{0,252})(?:\*\*)?:?\s*$/,
    read: byWord,
  },
  {
    // A lone word, perhaps of a list, or with YAML's `: |` behind it: `- kvm-01`, `kvm-[01-03]`, `1. kvm-01:`
    examples: [
      ['kvm-01', 'kvm-01'],
      ['kvm-[01-02]:', 'kvm-01', 'kvm-02'],
      ['- **kvm-01**', 'kvm-01'],
      ['kvm-04 (1)', 'kvm-04'],
      ['kvm-01: |-', 'kvm-01'],
      ['3'],
    ],
    strength: 'below',
    pattern: /^\s*(\S.*?)\s*$/,
    read: (text, words) => {
      const word = /^(\S{1,10000}?)(?: \(\d{1,5}\))?(?::(?: [|>][-+\d]{0,2})?)?$/.exec(bare(text))?.[1];
      return word === undefined || isNumber(word) ? undefined : byWord(word, words);
    },
  },
  {
    // The end of a sentence
    examples: [['and this is from kvm-02:', 'kvm-02'], ['Here it is:']],
    strength: 'below',
    pattern: /^\s*(\S.{0,120}:)\s*$/,
    read: (text, words) => {
      const sentence = bare(text);
      if (!/^.{1,100}:$/.test(sentence) || isBrand.test(sentence)) return undefined;
      const likely = sentence
        .slice(0, -1)
        .split(/[\s,;()]+/)
        .filter((word) => looksLikeHost(word, words));
      return likely.length === 1 ? likely : undefined;
    },
  },
];

function oneHost(word: string, words: NameWords): readonly string[] | undefined {
  const name = hostName(word, words);
  return name === undefined ? undefined : [name];
}

/** A number alone is a line's or an answer's, not a name. */
function isNumber(word: string): boolean {
  return /^\d{1,7}$/.test(word);
}

/** A list's marks: `- `, `* `, `1. `; of YAML too, whose items may begin with their name. */
const bullet = /^(?:[-*+•]|\d{1,3}[.)])\s+(?:name: +)?/;

/** Without a list's mark, quotes and emphasis. */
function bare(text: string): string {
  return text
    .trim()
    .replace(bullet, '')
    .replace(/^["'`*_]{1,3}|["'`*_]{1,3}$|['`*_]{1,3}(?=:$)/g, '');
}

/** Without the marks that end a heading. */
function withoutEnd(text: string): string {
  return text.replace(/\s*(?:<?={2,}|[=~*_#+-]{2,})$/, '');
}

/** `Before the update`: a state of a host, whose name may be in it. */
function isState(text: string): boolean {
  return /^(?:before|after)\s/i.test(text);
}

const aboutWords =
  /^(?:host(?:name)?|node|server|machine|name|file|output|result|from|of|on|for|the|virsh|capabilities|domcapabilities|cpu|xml|hypervisor|is|this)$/i;

/** `Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz`: a processor, not a host. */
const isBrand = /\((?:R|TM)\)|\bCPU @|\bProcessor\b|\d[GM]Hz\b/i;

function contentWords(text: string): string[] {
  return text
    .trim()
    .replace(/[:：]$/, '')
    .split(/[\s:=]+/)
    .filter((word) => !aboutWords.test(word));
}

/** A name with, at most, words around it that say that it is one; among others, the only word that looks like one. */
function hostAmongWords(text: string, words: NameWords): readonly string[] | undefined {
  const [word = '', ...others] = contentWords(text);
  if (others.length === 0) return byWord(word.replace(/^["'`([]|["'`)\]]$/g, ''), words);
  const likely = isBrand.test(text) ? [] : [word, ...others].filter((one) => looksLikeHost(one, words));
  return likely.length === 1 ? byWord(likely[0] ?? '', words) : undefined;
}

function isAboutOnly(text: string, words: NameWords): boolean {
  return contentWords(text).every((word) => hostName(word, words) === undefined);
}

/** A host, a file that is named after one, or several hosts in brackets. */
function byWord(word: string, words: NameWords): readonly string[] | undefined {
  const isFile = /\.(?:xml|txt|json|log)$/i.test(word);
  const name = isFile ? nameFromFile(word, words) : hostName(word, words);
  return name === undefined ? expandHosts(word, words) : [name];
}
