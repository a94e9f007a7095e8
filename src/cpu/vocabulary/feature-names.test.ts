import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInReleases, loadCpuMap } from '../../cpu-map/releases.ts';
import { featureNamesIn, featuresTold, translateNames, type Vocabulary } from './feature-names.ts';
import {
  linuxFlags,
  linuxInventions,
  linuxSpellings,
  linuxUntracked,
  linuxVmxSpellings,
  linuxVmxUntracked,
} from './linux-flags.ts';

const map = await loadCpuMap('12.8.0');
const oldMap = await loadCpuMap('9.0.0');

function translate(vocabulary: Vocabulary, names: string, vendor?: string, family?: number) {
  const signature = family === undefined ? {} : { signature: { family, model: 1, stepping: 1 } };
  const from = {
    vocabulary,
    names: names.split(' '),
    ...(vendor === undefined ? {} : { vendor }),
    ...signature,
  };
  const { known, unknown, ignored } = translateNames(map, from);
  return { known: known.map(({ name }) => name), unknown, ignored };
}

describe('one name', () => {
  test.each<[Vocabulary, string, string]>([
    ['libvirt', 'sse4.1', 'sse4.1'],
    ['qemu', 'sse4.1', 'sse4.1'],
    ['qemu', 'sse4-1', 'sse4.1'],
    ['qemu', 'sse4_1', 'sse4.1'],
    ['qemu', 'lahf-lm', 'lahf_lm'],
    ['qemu', 'pclmulqdq', 'pclmuldq'],
    ['qemu', 'sse3', 'pni'],
    ['qemu', 'xd', 'nx'],
    ['qemu', 'ffxsr', 'fxsr_opt'],
    ['qemu', 'i64', 'lm'],
    ['qemu', 'sha-ni', 'sha-ni'],
    ['qemu', 'nrip_save', 'nrip-save'],
    ['qemu', 'tsc-adjust', 'tsc_adjust'],
    ['linux', 'sse4_1', 'sse4.1'],
    ['linux', 'pclmulqdq', 'pclmuldq'],
    ['linux', 'sha_ni', 'sha-ni'],
    ['linux', 'md_clear', 'md-clear'],
    ['linux', 'tsc_deadline_timer', 'tsc-deadline'],
    ['linux', 'avx512_vnni', 'avx512vnni'],
    ['linux', 'avx512_vbmi2', 'avx512vbmi2'],
    ['linux', 'avx512_vpopcntdq', 'avx512-vpopcntdq'],
    ['linux', 'arch_capabilities', 'arch-capabilities'],
    ['linux', 'dts', 'ds'],
    ['linux', 'ibt', 'cet-ibt'],
    ['linux', 'cqm', 'cmt'],
    ['linux', 'nonstop_tsc', 'invtsc'],
    ['linux', 'pausefilter', 'pause-filter'],
    ['linux', 'v_vmsave_vmload', 'v-vmsave-vmload'],
    ['linux', 'virt_ssbd', 'virt-ssbd'],
    ['linux', 'perfmon_v2', 'perfmon-v2'],
    ['linux', 'tpr_shadow', 'vmx-flexpriority'],
    ['linux', 'vmx:vnmi', 'vmx-vnmi'],
    ['linux', 'vmx:ept_mode_based_exec', 'vmx-mbec'],
  ])("%s's %s is libvirt's %s", (vocabulary, name, expected) => {
    expect(translate(vocabulary, name)).toEqual({ known: [expected], unknown: [], ignored: [] });
  });

  test.each<[Vocabulary, string]>([
    ['libvirt', 'sse4_1'],
    ['libvirt', 'kvm-pv-eoi'],
    ['qemu', 'constructor'],
    ['qemu', '__proto__'],
    ['qemu', 'tsc_deadline_timer'],
    ['linux', 'toString'],
    ['linux', 'vmx:newest'],
    ['linux', 'newest_flag'],
    ['linux', ''],
  ])("%s's %s is unknown", (vocabulary, name) => {
    expect(translate(vocabulary, name)).toEqual({ known: [], unknown: [name], ignored: [] });
  });

  test.each<[Vocabulary, string]>([
    ['qemu', 'kvm-pv-eoi'],
    ['qemu', 'hv-relaxed'],
    ['qemu', 'x-migrate-smi-count'],
    ['qemu', 'check'],
    ['linux', 'rep_good'],
    ['linux', 'amdc1e'],
    ['linux', 'ibrs_enhanced'],
    ['linux', 'pti'],
    ['linux', 'vmx:apicv'],
    ['linux', 'epb'],
    ['linux', 'ibpb'],
    ['linux', 'split_lock_detect'],
  ])("%s's %s is ignored", (vocabulary, name) => {
    expect(translate(vocabulary, name)).toEqual({ known: [], unknown: [], ignored: [name] });
  });
});

describe('speculation control, which Linux sums up in vendor-neutral flags', () => {
  const flags = 'ibrs ibpb stibp ssbd vnmi';
  test.each([
    ['GenuineIntel', 6, ['spec-ctrl', 'stibp', 'ssbd', 'vmx-vnmi'], ['ibpb']],
    ['Intel', 6, ['spec-ctrl', 'stibp', 'ssbd', 'vmx-vnmi'], ['ibpb']],
    ['AuthenticAMD', 0x19, ['ibrs', 'ibpb', 'amd-stibp', 'amd-ssbd', 'vnmi'], []],
    ['AuthenticAMD', 0x17, ['ibrs', 'ibpb', 'amd-stibp', 'vnmi'], ['ssbd']],
    ['AMD', undefined, ['ibrs', 'ibpb', 'amd-stibp', 'vnmi'], ['ssbd']],
    ['HygonGenuine', 0x18, ['ibrs', 'ibpb', 'amd-stibp', 'vnmi'], ['ssbd']],
    [undefined, 6, [], ['ibrs', 'ibpb', 'stibp', 'ssbd', 'vnmi']],
  ])('by %s, family %s', (vendor, family, known, ignored) => {
    expect(translate('linux', flags, vendor, family)).toEqual({ known, ignored, unknown: [] });
  });
});

test("AMD's ssbd beside virt_ssbd is the hypervisor's: with a bit of its own the kernel hides virt_ssbd", () => {
  const told = translate('linux', 'ssbd virt_ssbd', 'AuthenticAMD', 0x19);
  expect(told).toEqual({ known: ['virt-ssbd'], ignored: ['ssbd'], unknown: [] });
});

describe('flags that Linux sets without their bits', () => {
  test.each([
    ['arat', 'AuthenticAMD', 0x10, true],
    ['arat', 'AuthenticAMD', 0x12, false],
    ['arat', 'AMD', 0x16, false],
    ['arat', 'AuthenticAMD', undefined, false],
    ['arat', 'AuthenticAMD', 0x17, true],
    ['arat', 'HygonGenuine', 0x18, true],
    ['arat', 'GenuineIntel', 6, true],
    ['3dnowprefetch', 'AuthenticAMD', 0xf, false],
    ['3dnowprefetch', 'AuthenticAMD', 0x10, true],
    ['3dnowprefetch', 'GenuineIntel', 6, true],
  ])('%s of %s, family %s: believed %s', (flag, vendor, family, believed) => {
    const expected = { known: believed ? [flag] : [], ignored: believed ? [] : [flag], unknown: [] };
    expect(translate('linux', flag, vendor, family)).toEqual(expected);
  });
});

test('a feature that is named twice is known once', () => {
  expect(translate('qemu', 'xd nx lahf-lm lahf_lm').known).toEqual(['nx', 'lahf_lm']);
});

test('Linux shows xsave only where osxsave is on', () => {
  expect(translate('linux', 'fpu xsave avx').known).toEqual(['fpu', 'xsave', 'osxsave', 'avx']);
});

test('a map without VMX features ignores their flags', () => {
  const names = ['ept', 'vnmi', 'vmx:ept', 'vmx:whatever', 'newest_flag'];
  const from = { vocabulary: 'linux', vendor: 'GenuineIntel', names } as const;
  expect(translateNames(oldMap, from)).toEqual({
    known: [],
    unknown: ['newest_flag'],
    ignored: ['ept', 'vnmi', 'vmx:ept', 'vmx:whatever'],
  });
});

test("the tables name features of libvirt's newest map, and what is ignored is none of its names", () => {
  for (const name of [...linuxSpellings.values(), ...linuxVmxSpellings.values()]) {
    expect(map.featureByName.has(name), name).toBe(true);
  }
  for (const flag of [...linuxInventions, ...linuxUntracked]) {
    expect(featureNamesIn(map, 'linux').has(flag), flag).toBe(false);
  }
});

test('every flag that Linux prints means a feature, or is ignored', () => {
  for (const made of ['GenuineIntel', 'AuthenticAMD']) {
    const from = { vocabulary: 'linux', vendor: made, names: [...linuxFlags] } as const;
    const vmxOnly = translateNames(map, from).unknown;
    expect(vmxOnly.filter((flag) => !linuxVmxSpellings.has(flag) && !linuxVmxUntracked.has(flag))).toEqual(
      [],
    );
  }
});

test('Linux can tell of most features of CPUID, of few in MSRs, and hides some', () => {
  const told = new Set(featuresTold(map, 'linux').map(({ name }) => name));
  for (const name of ['avx2', 'sse4.1', 'spec-ctrl', 'amd-ssbd', 'osxsave', 'vmx-ept', 'invtsc']) {
    expect(told.has(name), name).toBe(true);
  }
  for (const name of ['mds-no', 'rdctl-no', 'xfd', 'fzrm', 'amd-psfd', 'avx10']) {
    expect(told.has(name), name).toBe(false);
  }
  expect(featuresTold(map, 'qemu')).toBe(map.features);
});

test.each(builtInReleases)('no spelling means two features in %s', async (release) => {
  const { features } = await loadCpuMap(release);
  for (const fold of [(name: string) => name.replace(/[_.]/g, '-')]) {
    expect(new Set(features.map(({ name }) => fold(name))).size).toBe(features.length);
  }
});

test('the table of a map is made once', () => {
  expect(featureNamesIn(map, 'qemu')).toBe(featureNamesIn(map, 'qemu'));
  expect(featureNamesIn(map, 'qemu')).not.toBe(featureNamesIn(oldMap, 'qemu'));
});

const replies = new URL('./fixtures/qmp-replies.jsonl', import.meta.url);

test("QEMU's properties come out as libvirt read them", async () => {
  const { featureByName } = await loadCpuMap('11.3.0');
  const map11 = await loadCpuMap('11.3.0');
  let checked = 0;
  for (const line of readFileSync(replies, 'utf8').trimEnd().split('\n')) {
    const { reply, features } = JSON.parse(line);
    const props: Record<string, unknown> = reply.return.model.props;
    const names = Object.keys(props).filter((name) => props[name] === true);
    const { known, unknown } = translateNames(map11, { vocabulary: 'qemu', names });
    const expected = features.filter((name: string) => featureByName.has(name));
    expect(known.map(({ name }) => name).sort()).toEqual([...new Set(expected)].sort());
    expect(unknown).toEqual([]);
    checked++;
  }
  expect(checked).toBe(31);
});
