import { describe, expect, it } from 'vitest';
import type { NamedFeatures } from '../../cpu/definition/source.ts';
import { guest, host } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { deriveGuest } from '../guest/guest.ts';
import type { GuestChoices } from '../guest/guest-choices.ts';
import { verdictsOf } from '../guest/verdicts.ts';
import { type Pool, poolOf } from '../pool/pool.ts';
import { cascadeLake, fleetOf, laptop, pool, rome, server, skylake } from '../pool/pools.test-support.ts';
import { nameList, plainText, plural } from '../wording/phrases.ts';
import { answerText } from './answer-sentence.ts';

const [map, old] = await Promise.all([loadCpuMap('12.8.0'), loadCpuMap('9.0.0')]);
const plus = <T extends { features: readonly string[] }>(cpu: T, name: string): T => ({
  ...cpu,
  features: [...cpu.features, name],
});
const arm = (model: string) => host(model, 'fp asimd aes', { arch: 'aarch64', vendor: 'ARM' });

function told(of: Pool, choices: GuestChoices = { policies: [] }) {
  const guestCpu = deriveGuest(of, choices);
  const { main, second, refused } = answerText(of, guestCpu, () =>
    guestCpu === undefined ? [] : verdictsOf(of, guestCpu.cpu),
  );
  return { main: plainText(main), second: plainText(second), refused };
}

const more = 'virsh prints 16 more, which no guest gets or which block migration.';

describe('the sentence that answers', () => {
  it('says how many hosts, what runs on all of them, and what the costliest costs', () => {
    expect(told(pool(map, [cascadeLake, cascadeLake, skylake]))).toEqual({
      main: '3 hosts, 2 kinds of CPU. A guest that runs and migrates on all of them: Skylake-Server plus 8 features (x86-64-v4). kvm-03 costs you 11 features.',
      second: `Without kvm-03: Cooperlake plus 8 features, less 3 (x86-64-v4). ${more}`,
      refused: false,
    });
  });

  const plain = 'Skylake-Server plus 8 features (x86-64-v4).';
  it.each([
    [1, `1 host. A guest that runs on it: ${plain}`],
    [2, `Both hosts have the same CPU. A guest that runs and migrates on both: ${plain}`],
    [3, `All 3 hosts have the same CPU. A guest that runs and migrates on all of them: ${plain}`],
    [1200, `All 1,200 hosts have the same CPU. A guest that runs and migrates on all of them: ${plain}`],
  ])('speaks of %i equal hosts', (count, main) => {
    expect(
      told(
        pool(
          map,
          Array.from({ length: count }, () => skylake),
        ),
      ),
    ).toEqual({ main, second: more, refused: false });
  });

  it('counts the hosts like the costliest', () => {
    const { main, second } = told(pool(map, [skylake, cascadeLake, skylake, skylake]));
    expect(main).toMatch(/ kvm-01 and 2 like it cost you 11 features\.$/);
    expect(second).toMatch(/^Without kvm-01 and 2 like it: /);
  });

  it('names a level that is lost', () => {
    expect(told(pool(map, [laptop, server]))).toMatchObject({
      main: '2 hosts, 2 kinds of CPU. A guest that runs and migrates on both: kvm32 plus 4 features. kvm-01 costs you 17 features and x86-64-v1.',
      second:
        'Without kvm-01: phenom plus 12 features, less 1 (x86-64-v1). virsh prints 1 more, which no guest gets or which block migration.',
    });
  });

  it('says of mixed vendors what is shared, and that it can’t be migrated between', () => {
    expect(told(pool(map, [rome, cascadeLake]))).toEqual({
      main: '2 hosts, 2 kinds of CPU. Their vendors differ, so libvirt computes no guest CPU. Common features: kvm64 plus 32 features (x86-64-v3).',
      second:
        'Intel and AMD hosts share no named vendor: the guest CPU has none, and live migration between them is not supported by either vendor. libvirt says: operation failed: CPU vendors do not match',
      refused: false,
    });
    const hygon = host('Dhyana', '', { vendor: 'Hygon' });
    expect(told(pool(map, [hygon, rome])).second).toMatch(/^AMD and Hygon hosts share no named vendor/);
  });

  it.each([
    ['x86_64 and aarch64', [skylake, skylake, arm('a64fx')], '2 are x86_64, 1 is aarch64'],
    ['aarch64 first', [arm('a64fx'), skylake], '1 is aarch64, 1 is x86_64'],
    [
      'two without a driver',
      [host('a', '', { arch: 'riscv64' }), host('b', '', { arch: 's390x' })],
      '1 is riscv64, 1 is s390x',
    ],
  ])('says that architectures are mixed: %s', (_what, hosts, counts) => {
    expect(told(pool(map, hosts))).toMatchObject({
      main: `These hosts can't share a CPU: ${counts}.`,
      refused: true,
    });
  });

  it('says that nothing counts', () => {
    expect(told(poolOf(fleetOf(map, [skylake], [0])))).toEqual({
      main: 'All hosts are excluded.',
      second: '',
      refused: true,
    });
  });
});

const own = " A guest can have its host's own CPU, host-passthrough.";

describe('with unknown names', () => {
  it('the answer goes without the features', () => {
    const { main, second } = told(pool(map, [plus(skylake, 'nova'), plus(cascadeLake, 'nova-2')]));
    expect(main).toContain('A guest that runs and migrates on both: Skylake-Server plus 8 features');
    expect(second).toContain(
      'libvirt 12.8.0 itself refuses these hosts: it does not know 2 features (shown as ?). The answer leaves them out. ',
    );
  });

  it('disabled ones too, which no row shows', () => {
    const { second } = told(pool(map, [guest('Skylake-Server', 'disable:nova'), skylake]));
    expect(second).toContain('it does not know 1 feature. The answer leaves them out. ');
  });

  it('the answer leaves out hosts of an unknown model, and says of how many it is true', () => {
    const { main, second } = told(
      pool(map, [host('Nova-Lake'), cascadeLake, host('Nova-Lake', 'x'), skylake]),
    );
    expect(main).toContain('A guest that runs and migrates on the other 2: Skylake-Server plus 8 features');
    expect(main).toMatch(/kvm-04 costs you 11 features\.$/);
    expect(second).toContain(
      'it does not know the model Nova-Lake of kvm-01 and 1 more, and 0'.replace(', and 0', ''),
    );
    expect(second).toContain('. The answer leaves those hosts out. ');
  });

  it('one that is left is named, as is the one that is excluded', () => {
    const { main, second } = told(pool(map, [host('Nova-Lake'), skylake]));
    expect(main).toContain('A guest that runs and migrates on kvm-02: Skylake-Server');
    expect(second).toContain('. The answer leaves that host out. ');
  });

  it('none is left: a refusal in words', () => {
    expect(told(pool(old, [skylake, skylake]))).toEqual({
      main: `Both hosts have the same CPU. libvirt 9.0.0 does not know a name that they use.${own}`,
      second:
        'It moves between these hosts, whose CPUs are equal. libvirt says: internal error: Unknown CPU model Skylake-Server-v1',
      refused: true,
    });
  });
});

it.each([
  [
    [skylake, guest(undefined)],
    'One of them names no CPU model, so there is nothing to compute from.',
    'invalid argument: no CPU model specified at index 1',
  ],
  [
    [guest(undefined)],
    '1 host. It names no CPU model, so there is nothing to compute from.',
    'invalid argument: no CPU model specified at index 0',
  ],
  [
    [host('Nehalem', '', { vendor: 'Acme' })],
    '1 host. libvirt computes no guest CPU for it.',
    'operation failed: Unknown CPU vendor Acme',
  ],
  [
    [host('none', '', { arch: 'riscv64' })],
    '1 host. virsh cpu-baseline computes no CPU of riscv64.',
    'this function is not supported by the connection driver: cannot compute baseline CPU of riscv64 architecture',
  ],
  [
    [
      guest('486', 'disable:fpu disable:vme disable:pse'),
      guest('486', 'disable:fpu disable:vme disable:pse'),
    ],
    'They have no feature in common.',
    'operation failed: CPUs are incompatible',
  ],
])('a refusal is said in words, with libvirt’s own: %#', (hosts, reason, message) => {
  const { main, second, refused } = told(pool(map, hosts));
  expect(main).toContain(`${reason}${own}`);
  expect(second).toMatch(
    /^It moves (to equal hosts|between hosts with equal CPUs) only|^It moves between these hosts/,
  );
  expect([second.slice(second.indexOf('libvirt says')), refused]).toEqual([`libvirt says: ${message}`, true]);
});

it('on Arm libvirt compares nothing and starts no named CPU: the host’s own is offered', () => {
  expect(told(pool(map, [arm('Neoverse-N1'), arm('a64fx')]))).toEqual({
    main: `2 hosts, 2 kinds of CPU. libvirt compares no Arm CPUs, and starts none by its name.${own}`,
    second: 'It moves between hosts with equal CPUs only; what all of them have is in the rows. ',
    refused: false,
  });
  expect(told(pool(map, [arm('a64fx'), arm('a64fx')])).second).toBe(
    'It moves between these hosts, whose CPUs are equal. ',
  );
});

it('on s390x QEMU computes what virsh cpu-baseline does not', () => {
  const { main, second, refused } = told(pool(map, [host('z14', '', { arch: 's390x' })]));
  expect(main).toBe(`1 host. virsh cpu-baseline computes no CPU of s390x.${own}`);
  expect(second).toContain('On a host, virsh hypervisor-cpu-baseline does compute one, by asking QEMU');
  expect(refused).toBe(false);
});

it('a host that no model fits is named, with what it lacks of every one', () => {
  const listed =
    'fpu de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pse36 clflush mmx fxsr sse sse2 lm pni';
  const names = (more: string): NamedFeatures => ({
    kind: 'names',
    arch: 'x86_64',
    vocabulary: 'linux',
    vendor: 'GenuineIntel',
    names: `${listed} ${more}`.split(' '),
  });
  const { main, second } = told(pool(map, [names('cx16 hypervisor'), names('vme pat ht ssse3 cx16')]));
  expect(main).toContain('A guest that runs and migrates on both: ');
  expect(second).toMatch(
    /^libvirt computes none: no model of its map fits kvm-01: each has (pat or vme|vme or pat), which it lacks\. The answer is the page's own\./,
  );
});

describe('a guest that was changed', () => {
  const of = pool(map, [cascadeLake, cascadeLake, skylake]);
  const policy = (name: string, as: 'require' | 'disable') => ({ policies: [{ name, policy: as }] });

  it('runs on all, or is said not to', () => {
    expect(told(of, policy('pcid', 'disable'))).toEqual({
      main: '3 hosts, 2 kinds of CPU. Your guest: Skylake-Server plus 8 features, less 1 (x86-64-v4). It runs on all 3.',
      second: 'The baseline runs on all 3: Skylake-Server plus 8 features (x86-64-v4).',
      refused: false,
    });
    expect(told(of, policy('avx512vnni', 'require')).main).toMatch(
      / It does not run on kvm-03, which lacks 1 feature\.$/,
    );
    expect(told(of, policy('clzero', 'require')).main).toMatch(/ It does not run on kvm-01 and 2 others\.$/);
  });

  it('is said less when only taken from', () => {
    expect(told(pool(map, [host('Nehalem')]), policy('sse4.2', 'disable')).main).toContain(
      'Your guest: Nehalem less 1 feature (x86-64-v1).',
    );
  });

  it('is not said to have a baseline that runs on all where libvirt refuses', () => {
    const { second } = told(pool(map, [host('Nova-Lake'), skylake]), policy('pcid', 'disable'));
    expect(second).not.toContain('runs on all');
    expect(second).toContain('The baseline: Skylake-Server');
  });
});

describe('words', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b and 2 more'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('%o are listed as “%s”', (names, text) => {
    expect(plainText(nameList(names))).toBe(text);
  });

  it('count in English', () => {
    expect([plural(1, 'kind'), plural(0, 'kind'), plural(1234, 'kind')]).toEqual([
      '1 kind',
      '0 kinds',
      '1,234 kinds',
    ]);
  });
});
