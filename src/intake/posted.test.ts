import { describe, expect, test } from 'vitest';
import { fixture } from './fixtures.test-support.ts';
import { readText } from './intake.ts';
import { samples } from './wrappings.test-support.ts';

/** Name, kind, number of features; then what the problems say. */
type Right = readonly [
  hosts: readonly (readonly [string | undefined, string, number])[],
  says: readonly RegExp[],
];

/** Texts that people posted and programs printed, with the right answer. */
const posted: Readonly<Record<string, Right>> = {
  'lscpu-left-out': [[], [/^The flags of kvm-01 \(line 5\) are not complete: '\.\.\.'/]],
  'lscpu-arm-wrapped': [[['arm-01', 'lscpu', 17]], []],
  'pod-node-selectors': [[], [/Node-Selectors say what it asks of a node/]],
  'comment-above-prompt': [[['kvm-01', 'capabilities', 1]], []],
  'lscpu-in-ticks': [[[undefined, 'lscpu', 8]], []],
  'lscpu-cut-at-line-end': [[], [/flags/]],
  'before-and-after': [
    [
      ['Before microcode-update', 'cpu', 1],
      ['After microcode-update', 'cpu', 1],
    ],
    [],
  ],
  'capabilities-snipped-behind-cpu': [[], [/Its <cpu> is whole: paste <cpu> … <\/cpu> alone\./]],
  'prose-headings': [[[undefined, 'lscpu', 27]], []],
  'cpuinfo-cut-col-300': [[], [/are not complete/]],
  'cpuinfo-dots': [[], [/'\.\.\.' in the list is not a flag/]],
  'cpuinfo-snip': [[], [/'\[\.\.\.\]' in the list is not a flag/]],
  'cpuinfo-pdsh-wrapped-120': [[['kvm-09', 'cpuinfo', 108]], []],
  'lscpu-json-tmux-80': [[[undefined, 'lscpu', 108]], []],
  'lscpu-quoted-printable': [[[undefined, 'lscpu', 108]], []],
  'kubevirt-yaml-cut-at-line-30': [[], [/end in line 30, and nothing shows that they are all there/]],
  'dumpxml-then-capabilities': [[['kvm-01', 'capabilities', 1]], []],
  'xen-host-cpu-info': [[], [/what Xen says of a host/]],
  'cpuinfo-riscv64': [[], [/\/proc\/cpuinfo of a RISC-V machine, which is not supported/]],
  'cpuid-dump-instlatx64': [[[undefined, 'cpuid', 0]], []],
  'cpuid-without-leaf-d.1': [[], [/without leaf 0x0000000d 0x01/]],
  'heading-behind': [
    [
      ['kvm-01', 'cpuinfo', 108],
      ['kvm-02', 'cpuinfo', 108],
      ['kvm-03', 'cpuinfo', 108],
    ],
    [/Each heading seems to be below its text/],
  ],
  'fits-no-model': [
    [
      ['vm-01', 'cpuinfo', 27],
      ['kvm-01', 'cpuinfo', 34],
    ],
    [],
  ],
  'domcapabilities-s390x': [[[undefined, 'domcapabilities', 2]], []],
  'capabilities-and-guest-cpu': [[['kvm-01', 'capabilities', 1]], []],
  'cpuinfo-without-sep': [[[undefined, 'cpuinfo', 34]], []],
  'kubevirt-show-labels-wrapped-80': [[['node-1', 'kubevirt', 56]], []],
};

describe('texts that were posted', () => {
  test.each(Object.entries(posted))('%s', (name, [hosts, says]) => {
    const { hosts: found, problems } = readText(fixture(`posted/${name}.txt`), 'paste 1');
    const seen = found.map(({ name: host, kind, cpu }) => [
      host,
      kind,
      cpu.kind === 'names' ? cpu.names.length : cpu.kind === 'registers' ? 0 : cpu.cpu.features.length,
    ]);
    expect(seen).toEqual(hosts);
    expect(problems.map(({ sentence }) => sentence)).toEqual(
      says.map((words) => expect.stringMatching(words)),
    );
  });
});

const marks = [
  '...',
  '....',
  '…',
  '[...]',
  '[snip]',
  '<snip>',
  '<...>',
  'etc',
  '(truncated)',
  'xsa>',
  '[…]',
  '\\',
];
const lists = samples.filter(([, , text]) => /(?:flags|Flags)/.test(text) && text.includes(' sse2 '));

describe('a list in which words are left out is never a host', () => {
  expect(lists.length).toBeGreaterThanOrEqual(3);
  test.each(marks)('%s', (mark) => {
    for (const [, , text] of lists) {
      for (const left of [` ${mark} `, ` ${mark} sse2 `]) {
        const { hosts, problems } = readText(text.replaceAll(' sse2 ', left), 'paste 1');
        expect(hosts).toEqual([]);
        expect(problems.length).toBeGreaterThan(0);
      }
    }
  });

  test.each(marks)('%s at its end', (mark) => {
    for (const [, , text] of lists) {
      const { hosts, problems } = readText(text.replaceAll(/ sse2 [a-z\d ]*/g, ` ${mark}`), 'paste 1');
      expect(hosts).toEqual([]);
      expect(problems.length).toBeGreaterThan(0);
    }
  });
});

const headings = ['== %', '=== % ===', '### %', '# %', '--- % ---', '%:', '**%**', '%'];
describe('a heading that stands below its text names it', () => {
  test.each(headings)('%s', (style) => {
    for (const [, , text] of samples) {
      const hosts = ['kvm-01', 'kvm-02', 'kvm-03'];
      const all = hosts.map((host) => `${text.trimEnd()}\n\n${style.replace('%', host)}\n`).join('');
      const { hosts: found, problems } = readText(all, 'paste 1');
      expect(found.map(({ name }) => name)).toEqual(hosts);
      expect(problems.map(({ code }) => code)).toEqual(['guessed']);
    }
  });
});
