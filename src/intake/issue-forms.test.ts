import { describe, expect, test } from 'vitest';
import { readText } from './intake.ts';

const flags = 'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat lm sse sse2 avx2';
const cpuinfo = `processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nwp\t\t: yes\nflags\t\t: ${flags}\nbogomips\t: 1\npower management:\n`;
const cpu = (feature: string) =>
  `<cpu>\n  <arch>x86_64</arch>\n  <model>Penryn</model>\n  <feature name='${feature}'/>\n</cpu>\n`;
const fenced = (text: string, language = '') => `\`\`\`${language}\n${text}\`\`\`\n`;
/** A form's questions with what was written below each. */
const form = (marks: string, answers: readonly (readonly [question: string, answer: string])[]) =>
  answers.map(([question, answer]) => `${marks} ${question}\n\n${answer}\n`).join('\n');
const folded = (summary: string, text: string) =>
  `<details>\n<summary>${summary}</summary>\n\n${fenced(text)}\n</details>\n`;

/** Whole forms as GitHub and GitLab print them, with the names of the hosts in them. */
const forms: Readonly<Record<string, readonly [text: string, names: readonly (string | undefined)[]]>> = {
  'GitHub, several hosts below headings': [
    form('###', [
      ['Describe the bug', 'Live migration fails between the hosts. Error: see below.'],
      ['kvm-01', fenced(cpu('f1'), 'xml')],
      ['Output of lscpu on kvm-02', fenced(cpu('f2'), 'xml')],
      ['Code of Conduct', "- [X] I agree to follow this project's Code of Conduct"],
    ]),
    ['kvm-01', 'kvm-02'],
  ],
  'GitHub, a host named in the environment': [
    form('###', [
      ['What happened?', 'After the update the guest does not start. It failed with an error.'],
      ['What did you expect to happen?', 'It starts, as before.'],
      ['Environment', '- OS: Debian 12\n- libvirt: 9.0.0\n- Host: kvm-02'],
      ['Output of `cat /proc/cpuinfo`', fenced(cpuinfo, 'shell')],
      ['Relevant log output', fenced('No error in the log.\n', 'shell')],
      ['Anything else?', '_No response_'],
    ]),
    ['kvm-02'],
  ],
  'GitHub, nothing that names a host': [
    form('###', [
      ['Is there an existing issue for this?', '- [X] I have searched the existing issues'],
      ['Current Behavior', 'Failed to start.'],
      ['Steps To Reproduce', '1. In this environment...\n2. With this config...\n3. See error...'],
      ['Output of lscpu', fenced(cpu('f1'))],
      ['Version', '9.0.0'],
    ]),
    [undefined],
  ],
  'GitHub, before and after': [
    `**Describe the bug**\nA clear and concise description.\n\n**To Reproduce**\n1. Go to '...'\n2. See error\n\n` +
      `**Before the update**\n\n${fenced(cpu('f1'))}\n**After the update**\n\n${fenced(cpu('f2'))}\n**Additional context**\nnone\n`,
    ['Before the update', 'After the update'],
  ],
  'GitLab, folded': [
    form('##', [
      ['Summary', '<!-- Summarize the bug encountered concisely -->\n\nMigration breaks'],
      ['Steps to reproduce', '1. virsh migrate'],
      ['Relevant logs and/or screenshots', `${folded('kvm-01', cpu('f1'))}\n${folded('kvm-02', cpu('f2'))}`],
      ['Possible fixes', 'none\n\n/label ~bug ~cpu'],
    ]),
    ['kvm-01', 'kvm-02'],
  ],
  'GitLab, a prompt in prose': [
    form('##', [
      [
        'Host environment',
        ' - Operating system: Fedora 40\n - OS/kernel version: Linux 6.8\n - Architecture: x86',
      ],
      ['Emulated/Virtualized environment', ' - Operating system: Windows 11\n - Architecture: x86'],
      ['Description of problem', 'error 1'],
      ['Additional information', `root@kvm-07:~# cat /proc/cpuinfo\n${cpuinfo}`],
    ]),
    ['kvm-07'],
  ],
  'comments of a word': [
    `kvm-01\n\n${fenced(cpu('f1'))}\nSame here.\n\n${fenced(cpu('f2'))}\nditto:\n\n${cpu('f3')}\nThanks!\n`,
    ['kvm-01', undefined, undefined],
  ],
};

describe('issue forms, as people post them', () => {
  test.each(Object.entries(forms))('%s', (_title, [text, names]) => {
    const { hosts, problems } = readText(text, 'paste 1');
    expect(hosts.map(({ name }) => name)).toEqual(names);
    // Words like error and failed in prose are no command's.
    expect(problems).toEqual([]);
  });

  test('a command that failed between them is a problem of its host, and of none else', () => {
    const failed = `root@kvm-02:~# virsh capabilities\nerror: failed to connect to the hypervisor\n`;
    const text = form('###', [
      ['kvm-01', fenced(cpu('f1'))],
      ['kvm-02', fenced(failed)],
      ['kvm-03', fenced(cpu('f3'))],
      ['Anything else?', 'It failed: an error.'],
    ]);
    const { hosts, problems } = readText(text, 'paste 1');
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01', 'kvm-03']);
    expect(problems.map(({ host }) => host)).toEqual(['kvm-02']);
  });
});

describe('NULs, which a disk or a terminal left', () => {
  const right = readText(cpuinfo, 'paste 1').hosts[0]?.cpu;
  test.each([
    ['for blanks', (text: string) => text.replaceAll(' ', '\0')],
    ['between words', (text: string) => text.replaceAll(' ', ' \0')],
    ['inside a word', (text: string) => text.replace('sse2', 'ss\0e2')],
    ['for line ends', (text: string) => text.replaceAll('\n', '\0')],
    ['at the end', (text: string) => `${text}${'\0'.repeat(512)}`],
  ])('%s: the right flags, or it is said', (_title, damage) => {
    const { hosts, problems } = readText(damage(cpuinfo), 'paste 1');
    if (problems.length === 0) expect(hosts.map(({ cpu: read }) => read)).toEqual([right]);
    else expect(hosts.every(({ cpu: read }) => JSON.stringify(read) === JSON.stringify(right))).toBe(true);
  });
});
