import { describe, expect, test } from 'vitest';
import { capture, fixture } from './fixtures.test-support.ts';
import { createIntake, readText } from './intake.ts';

const capabilities = fixture('capabilities.xml');
const domcapabilities = fixture('domcapabilities.xml');
const cpuHost = fixture('cpu-host.xml');

describe('libvirt’s documents', () => {
  test('capabilities: the host CPU, its uuid, and a line for each feature', () => {
    const { hosts, problems } = readText(capabilities, 'kvm-01.xml');
    expect(problems).toEqual([]);
    expect(hosts).toHaveLength(1);
    const [host] = hosts;
    expect(host).toMatchObject({ name: 'kvm-01', kind: 'capabilities', view: 'host', arch: 'x86_64' });
    expect(host).toMatchObject({
      uuid: '00112233-4455-6677-8899-aabbccddee01',
      place: { file: 'kvm-01.xml', line: 1 },
    });
    expect(host?.cpu).toMatchObject({
      kind: 'host',
      cpu: { model: 'Cascadelake-Server-noTSX', microcode: 83899137 },
    });
    const features = host?.cpu.kind === 'host' ? host.cpu.cpu.features : [];
    const lines = capabilities.split('\n');
    expect(features).toHaveLength(35);
    features.forEach((name, i) => {
      expect(lines[(host?.featureLines?.[i] ?? 0) - 1]).toContain(`'${name}'`);
    });
  });

  test('domain capabilities for a second virttype or machine are of the host above them', () => {
    const forTcg = domcapabilities.replace('<domain>kvm</domain>', '<domain>qemu</domain>');
    const forPc = domcapabilities.replace(/<machine>[^<]*</, '<machine>pc-i440fx-9.0<');
    const names = (...documents: readonly string[]) =>
      readText(`== kvm-01\n${documents.join('\n')}`, 'all.txt').hosts.map(({ name }) => name);
    expect(names(capabilities, domcapabilities, forTcg, forPc)).toEqual(Array(4).fill('kvm-01'));
    expect(names(capabilities, domcapabilities, domcapabilities)).toEqual(['kvm-01', 'kvm-01', undefined]);
  });

  test('capabilities of another architecture, where libvirt finds no model, are a host all the same', () => {
    const { hosts, problems } = readText(fixture('capabilities-aarch64.xml'), 'arm.xml');
    expect(problems).toEqual([]);
    expect(hosts[0]).toMatchObject({
      arch: 'aarch64',
      cpu: { kind: 'host', cpu: { arch: 'aarch64', features: [] } },
    });
    expect(hosts[0]?.cpu).not.toHaveProperty('cpu.model');
  });

  test('an architecture that libvirt does not know is kept', () => {
    const { hosts, problems } = readText(cpuHost.replace('x86_64', 'amd64'), 'a.xml');
    expect(problems).toEqual([]);
    expect(hosts[0]).toMatchObject({ arch: 'amd64', cpu: { cpu: { arch: 'amd64', model: 'EPYC-Rome' } } });
  });

  test('domain capabilities: what QEMU gives, and what it says of its models', () => {
    const { hosts, problems } = readText(domcapabilities, 'kvm-01/domcapabilities.xml');
    expect(problems).toEqual([]);
    const [host] = hosts;
    expect(host).toMatchObject({ name: 'kvm-01', kind: 'domcapabilities', view: 'qemu', arch: 'x86_64' });
    expect(host?.cpu).toMatchObject({
      kind: 'guest',
      cpu: { mode: 'custom', match: 'exact', model: 'Cascadelake-Server-noTSX', fallback: 'forbid' },
    });
    expect(host?.featureLines).toEqual([18, 19, 20, 21, 22]);
    expect(host?.emulator).toEqual({
      path: '/usr/bin/qemu-system-x86_64',
      domain: 'kvm',
      machine: 'pc-q35-8.2',
      models: [
        { name: 'qemu64', usable: 'yes', canonical: 'qemu64-v1', blockers: [] },
        {
          name: 'Icelake-Server',
          usable: 'no',
          deprecated: true,
          vendor: 'Intel',
          canonical: 'Icelake-Server-v1',
          blockers: ['hle', 'rtm'],
        },
        { name: 'Skylake-Server-noTSX-IBRS', usable: 'yes', vendor: 'Intel', blockers: [] },
        { name: 'EPYC', usable: 'unknown', vendor: 'AMD', blockers: [] },
      ],
    });
  });

  test('a domain: a guest definition under the guest’s own name', () => {
    const { hosts, guests, problems } = readText(`== kvm-09 ==\n${fixture('domain.xml')}`, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toEqual([]);
    expect(guests[0]).toMatchObject({ name: 'web-01', on: 'kvm-09', kind: 'domain', view: 'guest' });
    expect(guests[0]?.cpu).toMatchObject({
      kind: 'guest',
      cpu: { model: 'Skylake-Server-IBRS', check: 'full' },
    });
  });

  test('a bare <cpu> with <arch> is a host’s, without it a guest’s', () => {
    expect(readText(cpuHost, 'a.xml').hosts[0]).toMatchObject({
      kind: 'cpu',
      view: 'host',
      cpu: { kind: 'host' },
    });
    const guest = readText(fixture('cpu-guest.xml'), 'a.xml').guests[0];
    expect(guest).toMatchObject({ kind: 'cpu', view: 'guest', arch: 'x86_64', cpu: { kind: 'guest' } });
  });

  test('a guest’s <cpu> may be one tag', () => {
    const { guests, problems } = readText("<cpu mode='host-passthrough' migratable='on'/>", 'a.xml');
    expect(problems).toEqual([]);
    expect(guests[0]?.cpu).toMatchObject({ kind: 'guest', cpu: { mode: 'host-passthrough', features: [] } });
  });

  test('cpudata: registers', () => {
    const [host] = readText(fixture('cpudata.xml'), 'a.xml').hosts;
    expect(host).toMatchObject({ kind: 'cpudata', view: 'host', arch: 'x86_64', cpu: { kind: 'registers' } });
  });

  test('unknown models and features are kept as they are', () => {
    const text = cpuHost.replace('EPYC-Rome', 'EPYC-Zen-99').replace("'ht'", "'__proto__'");
    const { hosts, problems } = readText(text, 'a.xml');
    expect(problems).toEqual([]);
    expect(hosts[0]?.cpu).toMatchObject({
      cpu: { model: 'EPYC-Zen-99', features: ['__proto__', 'osxsave', 'invtsc'] },
    });
  });

  test('comments and CDATA do not lead astray', () => {
    const trap =
      '<!-- <host><cpu><arch>i686</arch></cpu></host> --><note><![CDATA[</capabilities><cpu>]]></note>';
    const text = capabilities.replace('<host>', `${trap}<host>`);
    const { hosts, problems } = readText(`<!-- <cpu><arch>i686</arch></cpu> -->\n${text}`, 'a.xml');
    expect(problems).toEqual([]);
    expect(hosts.map(({ arch }) => arch)).toEqual(['x86_64']);
  });

  test('NUMA cells’ <cpu id=…> are not CPUs', () => {
    const cells = capabilities.slice(capabilities.indexOf('<cpus'), capabilities.indexOf('</cells>'));
    const { hosts, problems } = readText(cells, 'a.xml');
    expect(hosts).toEqual([]);
    expect(problems).toMatchObject([{ code: 'not-understood' }]);
  });
});

describe('many documents in a text', () => {
  test('all kinds in any mix, in the order of the text', () => {
    const all = ['capabilities', 'domcapabilities', 'domain', 'cpu-host', 'cpu-guest', 'cpudata'];
    const text = all.map((name) => fixture(`${name}.xml`)).join('\n');
    const { hosts, guests, problems } = readText(text, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map(({ kind }) => kind)).toEqual(['capabilities', 'domcapabilities', 'cpu', 'cpudata']);
    expect(guests.map(({ kind }) => kind)).toEqual(['domain', 'cpu']);
  });

  test('with declarations, without line ends between, with text around', () => {
    const declared = `<?xml version="1.0" encoding="UTF-8"?>\n${cpuHost.trim()}`;
    const { hosts, problems } = readText(
      `Hello,\n${declared}${declared}and more:\n${declared}\nBye`,
      'paste 1',
    );
    expect(problems).toEqual([]);
    expect(hosts.map(({ place }) => place.line)).toEqual([3, 14, 26]);
  });

  test('the same CPU text is one CpuSource, over all calls', () => {
    const intake = createIntake();
    const [first, second] = intake(`${capabilities}\n${capabilities}`, 'paste 1').hosts;
    const [third] = intake(capabilities, 'kvm-03.xml').hosts;
    expect(second?.cpu).toBe(first?.cpu);
    expect(third?.cpu).toBe(first?.cpu);
  });

  test('a tag named in prose is not a document', () => {
    const text = `Look for <cpu> inside <host> of <capabilities>, and mind <domain type='kvm'>.\n\n${cpuHost}`;
    const { hosts, problems } = readText(text, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toHaveLength(1);
  });
});

test('the <cpu> of domain capabilities, alone, gives what the whole document gives', () => {
  const piece = /^ *<cpu>[\s\S]*?<\/cpu>/m.exec(domcapabilities)?.[0] ?? '';
  const [whole] = readText(domcapabilities, 'kvm-01.xml').hosts;
  const { hosts, problems } = readText(piece, 'kvm-01.xml');
  expect(problems).toEqual([]);
  expect(hosts).toMatchObject([{ name: 'kvm-01', kind: 'domcapabilities', view: 'qemu', cpu: whole?.cpu }]);
  expect(hosts[0]?.emulator?.models).toEqual(whole?.emulator?.models);
});

test.each([
  `sed -n '/<cpu /,/<\\/cpu>/p'`,
  `sed -n '/<cpu>/,/<\\/cpu>/p'`,
  `awk '/<cpu /,/<\\/cpu>/'`,
  `grep -A 9 "<cpu "`,
])('a tag that a command searches for is not a document: %s', (filter) => {
  const text = `[root@kvm-01 ~]# virsh dumpxml web-01 | ${filter}\n${fixture('cpu-guest.xml')}`;
  const { hosts, guests, problems } = readText(text, 'paste 1');
  expect(problems).toEqual([]);
  expect(hosts).toEqual([]);
  expect(guests).toMatchObject([{ name: 'web-01', on: 'kvm-01', kind: 'cpu' }]);
});

describe('prints of a real machine', () => {
  test('capabilities', () => {
    const { hosts, problems } = readText(capture('capabilities.xml'), 'capabilities.xml');
    expect(problems).toEqual([]);
    expect(hosts[0]).toMatchObject({ name: undefined, kind: 'capabilities', arch: 'x86_64' });
    expect(hosts[0]?.featureLines).toHaveLength(57);
  });

  test('domain capabilities with 171 models', () => {
    const { hosts, problems } = readText(capture('domcapabilities-tcg.xml'), 'domcapabilities-tcg.xml');
    expect(problems).toEqual([]);
    expect(hosts[0]?.emulator?.models).toHaveLength(171);
  });
});
