import { describe, expect, it } from 'vitest';
import { errorRules } from './error-rules.ts';
import { findErrors } from './find-errors.ts';
import { whoRefused } from './who-refused.ts';

const names = (text: string) => findErrors(text).map(({ features }) => features.map(({ name }) => name));

describe('each text that is known', () => {
  it.each(errorRules.map((rule) => [rule.example, rule] as const))('%s', (example, { says, by }) => {
    const found = findErrors(example);
    expect(found).toMatchObject([{ says, by, line: 1 }]);
  });

  it.each([
    ['Host CPU does not provide required features: avx512f, hle', ['avx512f', 'hle']],
    ["Host CPU provides forbidden feature 'vmx'", ['vmx']],
    [
      "guest CPU doesn't match specification: extra features: a,b, missing features: sse4.1,d.",
      ['a', 'b', 'sse4.1', 'd'],
    ],
    ["guest CPU doesn't match specification: missing features: sbpb,ibpb-brtype", ['sbpb', 'ibpb-brtype']],
    ['CPU features rdtscp,pcid not supported', ['rdtscp', 'pcid']],
    ['missing CPU flags: model_Haswell, avx2', ['avx2']],
  ])('%s: the names', (text, expected) => {
    expect(names(text)).toEqual([expected]);
  });

  it('tells missing and extra features apart', () => {
    const [error] = findErrors(
      "guest CPU doesn't match specification: extra features: a, missing features: b",
    );
    expect(error?.features).toEqual([
      { name: 'a', part: 'extra' },
      { name: 'b', part: 'missing' },
    ]);
  });
});

describe('bits in the words of QEMU', () => {
  it.each([
    [
      "warning: host doesn't support requested feature: CPUID.07H:EBX.hle [bit 4]",
      { kind: 'cpuid', leaf: 7, register: 'ebx', bit: 4 },
      'hle',
    ],
    [
      "warning: TCG doesn't support requested feature: CPUID[eax=07h,ecx=01h].EAX.avx-vnni [bit 4]",
      { kind: 'cpuid', leaf: 7, subleaf: 1, register: 'eax', bit: 4 },
      'avx-vnni',
    ],
    [
      'This feature depends on other features that were not requested: MSR(48BH).vmx-rdrand-exit [bit 11]',
      { kind: 'msr', index: 0x48b, bit: 11 },
      'vmx-rdrand-exit',
    ],
    [
      "host doesn't support requested feature: CPUID.80000001H:ECX [bit 31]",
      { kind: 'cpuid', leaf: 0x80000001, register: 'ecx', bit: 31 },
      'CPUID.80000001H:ECX',
    ],
  ])('%s', (text, bit, name) => {
    expect(findErrors(text)).toMatchObject([{ says: 'lacks', by: 'QEMU', features: [{ name, bit }] }]);
  });

  it('lines of one start are one error, each bit once', () => {
    const line = (name: string, bit: number) =>
      `2026-11-02T10:00:00.1Z qemu-system-x86_64: warning: host doesn't support requested feature: CPUID.07H:EBX.${name} [bit ${bit}]`;
    expect(names([line('hle', 4), line('rtm', 11), line('hle', 4)].join('\n'))).toEqual([['hle', 'rtm']]);
  });
});

describe('wrapped and escaped', () => {
  const list = ['avx512-bf16', 'amd-stibp', 'taa-no', 'vmx-ept-2mb'];
  const error = `error: operation failed: guest CPU doesn't match specification: missing features: ${list.join(',')}`;

  it.each(Array.from({ length: 60 }, (_, i) => 41 + i))('by a terminal of %i columns', (columns) => {
    const wrapped = (error.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []).join('\n');
    expect(names(wrapped)).toEqual([list]);
  });

  it.each([
    ['in JSON', JSON.stringify({ message: `LibvirtError(Code=9, Message="${error}")`, a: 1 })],
    ['twice in JSON', JSON.stringify({ log: JSON.stringify({ message: error }) })],
    ['in HTML', `<pre>${error.replaceAll("'", '&#39;')}</pre>`],
    ['with a typographic apostrophe', error.replace("'", '’')],
    ['in a mail', `> ${error}`],
    ['stamped', `Nov 02 10:00:00 kvm-01 libvirtd[812]: 2026-11-02 10:00:00.1+0000: 815: ${error}`],
    ['in a sentence', `I get “${error}”. What now?`],
  ])('%s', (_, text) => {
    expect(names(text)).toEqual([list]);
  });
});

describe('a platform around it', () => {
  it.each([
    [
      'KubeVirt',
      `"virError(Code=91, Domain=31, Message='the CPU is incompatible with host CPU: Host CPU does not provide required features: avx512f')"`,
    ],
    [
      'OpenStack',
      "Unacceptable CPU info: CPU doesn't have compatibility.\n\nHost CPU does not provide required features: avx512f\n\nRefer to http://libvirt.org",
    ],
    [
      'Proxmox VE',
      "kvm: warning: host doesn't support requested feature: CPUID.07H:EBX.avx512f [bit 16]\nTASK ERROR: start failed: QEMU exited with code 1",
    ],
    [
      'oVirt',
      "The host kvm-01 does not meet the cluster's minimum CPU level. Missing CPU features : avx512f",
    ],
  ])('%s', (by, text) => {
    expect(findErrors(text)).toMatchObject([{ by, says: 'lacks', features: [{ name: 'avx512f' }] }]);
  });

  it('a pod that no node takes: its selectors, not the labels of a node', () => {
    const pod = `Node-Selectors:   cpu-feature.node.kubevirt.io/avx2=true
                  cpu-model-migration.node.kubevirt.io/Skylake-Server-IBRS=true
                  kubevirt.io/schedulable=true`;
    expect(findErrors(pod)).toMatchObject([
      { says: 'no-node-fits', model: 'Skylake-Server-IBRS', features: [{ name: 'avx2', part: 'missing' }] },
    ]);
    expect(findErrors('labels:\n  cpu-feature.node.kubevirt.io/avx2: "true"\n')).toEqual([]);
  });
});

describe('who refused what', () => {
  const refused = "error: operation failed: guest CPU doesn't match specification: missing features: hle";
  it.each([
    [
      `$ virsh migrate --live win-11-01 qemu+ssh://kvm-01/system\n${refused}`,
      { guest: 'win-11-01', to: 'kvm-01' },
    ],
    [
      `root@kvm-07:~# virsh migrate --live win-11-01 qemu+ssh://root@kvm-01.lan/system --verbose\n${refused}`,
      { guest: 'win-11-01', from: 'kvm-07', to: 'kvm-01.lan' },
    ],
    [
      `[root@kvm-02 ~]# virsh start web-01\nerror: Failed to start domain 'web-01'\n${refused}`,
      { guest: 'web-01', to: 'kvm-02' },
    ],
    [`error: Failed to start domain web-01\n${refused}`, { guest: 'web-01' }],
    [
      "The host kvm-01 does not meet the cluster's minimum CPU level. Missing CPU features : avx2",
      { to: 'kvm-01' },
    ],
    [refused, {}],
  ])('%s', (text, expected) => {
    const [error] = findErrors(text);
    expect(error && whoRefused(error)).toEqual(expected);
  });
});

describe('is no error', () => {
  it.each([
    '<cpu><model>Haswell</model><feature policy="require" name="avx2"/></cpu>',
    'flags : fpu vme de pse\nvmx flags : vnmi',
    'features: 0x1 0x2',
    'Nothing to see here.',
    '',
  ])('%s', (text) => {
    expect(findErrors(text)).toEqual([]);
  });
});
