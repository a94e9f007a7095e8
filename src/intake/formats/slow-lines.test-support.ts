/**
 * Lines that formats look at, again and again: what takes more than its share of time takes it here. The bench
 * measures how the time grows; the law's test reads a part of them.
 */
export const slowLines: readonly (readonly [name: string, unit: string, times: number])[] = [
  ['cpuinfo', 'processor\t: 0\nflags\t\t: fpu lm\n', 60_000],
  ['a long flags line', `flags\t\t: ${'fpu '.repeat(300_000)}\n`, 1],
  ['flags in many lines', `flags\t\t: fpu\n${'lm sse\n'.repeat(100_000)}`, 1],
  ['flags in long lines', `Flags: fpu\n${`${'a'.repeat(200)}\n`.repeat(5000)}`, 1],
  ['colons', ':'.repeat(2_000_000), 1],
  ['lines of keys', 'Architecture:\n', 100_000],
  ['brackets', '[{"return": ', 100_000],
  ['closed objects', '{"return": {"props": 1}}\n', 40_000],
  ['objects that begin', '{"return": "\n', 100_000],
  ['labels', 'cpu-feature.node.kubevirt.io/x', 100_000],
  ['hyphens before a label', `${'a-'.repeat(1_000_000)}a.node.kubevirt.io/x`, 1],
  ['slashes', `cpu-feature.node.kubevirt.io/x=true ${'/a'.repeat(500_000)}`, 1],
  ['table bars', `| cpu_info | {${'|'.repeat(500_000)}\n`, 1],
  ['table rows', '| cpu_info | {"a": \n|  | x |\n', 50_000],
  ['rules', `+${'-'.repeat(2_000_000)}\n`, 1],
  ['blanks', ' '.repeat(3_000_000), 1],
  ['blank lines', '\n', 3_000_000],
  ['leaves', '   0x00000000 0x00: eax=0x00000001 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n', 40_000],
  [
    'prompts',
    'root@kvm-01:~# cat cpu_info "return": "lscpu": flags : cpu-feature.node.kubevirt.io/x=true\n',
    20_000,
  ],
];
