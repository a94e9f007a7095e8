import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readText } from '../../intake/intake.ts';
import type { Intake } from '../../intake/reading.ts';
import { emptyWorkspace } from '../../workspace/model/state.ts';
import { Merger } from '../../workspace/reading/merger.ts';
import { collectWays } from './collect-commands.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../intake/fixtures/${name}`, import.meta.url), 'utf8').trimEnd();
const capabilities = fixture('captures/capabilities.xml');
const domcapabilities = fixture('captures/domcapabilities-tcg.xml');
const lscpu = fixture('captures/lscpu.txt');
const expansion = JSON.stringify(JSON.parse(fixture('captures/qmp-query-cpu-model-expansion-max.json')));

const version = (libvirt: string, qemu: string) =>
  `Compiled against library: libvirt ${libvirt}
Using library: libvirt ${libvirt}
Using API: QEMU ${libvirt}
Running hypervisor: QEMU ${qemu}
`;
/** The output of virsh for one host, a blank line after each. */
const printed = (libvirt: string, qemu: string) =>
  `${capabilities}\n\n${domcapabilities}\n\n${version(libvirt, qemu)}\n`;
/** The output of dumpxml for a running guest. */
const dumpxml = (guest: string) => `<domain type='kvm' id='3'>
  <name>${guest}</name>
  <cpu mode='custom' match='exact' check='full'>
    <model fallback='forbid'>Skylake-Server</model>
  </cpu>
</domain>

`;
const first = printed('12.8.0', '11.1.3');
const second = printed('11.3.0', '10.0.13');

const lines = (text: string, change: (line: string) => string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => `${change(line)}\n`)
    .join('');

const prefixed = (host: string, text: string) => lines(text, (line) => `${host}: ${line}`);
const indented = (text: string) => lines(text, (line) => `    ${line}`);

function expectTwoHosts(intake: Intake): void {
  expect(intake.problems).toEqual([]);
  const merger = new Merger(emptyWorkspace);
  for (const reading of intake.hosts) merger.add(reading);
  const hosts = merger.take().added;
  expect(hosts.map(({ name, sources }) => [name, sources.map(({ kind }) => kind)])).toEqual([
    ['kvm-01', ['capabilities', 'domcapabilities']],
    ['kvm-02', ['capabilities', 'domcapabilities']],
  ]);
  const releases = hosts.map(({ sources }) => sources.map(({ software }) => software));
  expect(releases).toEqual([
    Array(2).fill({ libvirt: '12.8.0', qemu: '11.1.3' }),
    Array(2).fill({ libvirt: '11.3.0', qemu: '10.0.13' }),
  ]);
}

describe('the output of each way to collect is two hosts, each with both CPUs and its releases', () => {
  const forms: Readonly<Record<string, (one: string, other: string) => string>> = {
    ssh: (one, other) => `== kvm-01\n${one}== kvm-02\n${other}`,
    ansible: (one, other) => `kvm-01 | CHANGED | rc=0 >>\n${one}kvm-02 | CHANGED | rc=0 >>\n${other}`,
    clush: (one, other) => prefixed('kvm-01', one) + prefixed('kvm-02', other),
    // The hosts' lines come as they come.
    pdsh: (one, other) => interleaved(prefixed('kvm-01', one), prefixed('kvm-02', other)),
    salt: (one, other) => `kvm-01:\n${indented(one)}kvm-02:\n${indented(other)}`,
  };

  test.each(Object.entries(forms))('%s', (id, form) => {
    expect(collectWays.some((way) => way.id === id)).toBe(true);
    expectTwoHosts(readText(form(first, second), 'hosts.txt'));
  });

  test.each(Object.entries(forms))('%s, and the guests on them', (_id, form) => {
    const intake = readText(
      form(first + dumpxml('web') + dumpxml('db'), second + dumpxml('mail')),
      'hosts.txt',
    );
    expectTwoHosts(intake);
    expect(intake.guests.map(({ name, on }) => `${name} on ${on}`).sort()).toEqual([
      'db on kvm-01',
      'mail on kvm-02',
      'web on kvm-01',
    ]);
  });

  test('in Ansible’s other form, one line of JSON a host', () => {
    const result = (name: string, stdout: string) =>
      `${name} | CHANGED => ${JSON.stringify({ changed: true, rc: 0, stdout })}\n`;
    expectTwoHosts(readText(result('kvm-01', first) + result('kvm-02', second), 'hosts.txt'));
  });
});

test('KubeVirt’s virt-handler gives both CPUs of each node', () => {
  const text = ['node-a1', 'node-b2']
    .map((node) => `== ${node}\n${capabilities}\n\n${domcapabilities}\n`)
    .join('');
  const { hosts, problems } = readText(text, 'hosts.txt');
  expect(problems).toEqual([]);
  expect(hosts.map(({ name, view }) => [name, view])).toEqual([
    ['node-a1', 'host'],
    ['node-a1', 'qemu'],
    ['node-b2', 'host'],
    ['node-b2', 'qemu'],
  ]);
});

test('OpenStack gives each host’s own CPU and what QEMU it runs', () => {
  const hypervisor = (name: string, release: number) =>
    `${JSON.stringify(
      {
        hypervisor_hostname: name,
        hypervisor_type: 'QEMU',
        hypervisor_version: release,
        cpu_info: { arch: 'x86_64', model: 'Skylake-Server', vendor: 'Intel', features: ['avx2', 'pku'] },
      },
      null,
      2,
    )}\n`;
  const text = hypervisor('cmp-01', 8002002) + hypervisor('cmp-02', 10000013);
  const { hosts, problems } = readText(text, 'hosts.json');
  expect(problems).toEqual([]);
  expect(hosts.map(({ name, software }) => [name, software?.qemu])).toEqual([
    ['cmp-01', '8.2.2'],
    ['cmp-02', '10.0.13'],
  ]);
});

test('Proxmox VE gives each host’s own CPU and what its QEMU can give', () => {
  const greeting =
    '{"QMP": {"version": {"qemu": {"micro": 2, "minor": 0, "major": 10}}, "capabilities": []}}';
  const monitor = `${greeting}\n{"return": {}}\n${expansion}\n{"return": {}}\n`;
  const guest = `$ qm config 100\nboot: order=scsi0\ncores: 4\ncpu: host\nmemory: 2048\nname: web\nostype: l26\n`;
  const text = ['pve-01', 'pve-02'].map((name) => `== ${name}\n${lscpu}\n${monitor}${guest}`).join('');
  const { hosts, guests, problems } = readText(text, 'hosts.txt');
  expect(guests.map(({ name, on }) => [name, on])).toEqual([
    ['web', 'pve-01'],
    ['web', 'pve-02'],
  ]);
  expect(problems).toEqual([]);
  expect(hosts.map(({ name, kind, software }) => [name, kind, software?.qemu])).toEqual([
    ['pve-01', 'lscpu', '10.0.2'],
    ['pve-01', 'qmp-expansion', '10.0.2'],
    ['pve-02', 'lscpu', '10.0.2'],
    ['pve-02', 'qmp-expansion', '10.0.2'],
  ]);
});

describe('the ways to collect', () => {
  test('are known apart, and each is a command and a note', () => {
    expect(new Set(collectWays.map(({ id }) => id)).size).toBe(collectWays.length);
    for (const { commands, withGuests, note } of collectWays) {
      expect(commands.trim()).toBe(commands);
      expect(note).toMatch(/^[A-Z].*\.$/);
      if (withGuests !== undefined) expect(withGuests).not.toBe(commands);
    }
  });

  test('ask virsh read-only for both CPUs and the release', () => {
    for (const id of ['ssh', 'ansible', 'clush', 'pdsh', 'salt']) {
      const commands = collectWays.find((way) => way.id === id)?.commands ?? '';
      for (const words of ['virsh -r capabilities', 'virsh -r domcapabilities', 'virsh -r version']) {
        expect(commands).toContain(words);
      }
    }
  });
});

/** Lines of both in turn. */
function interleaved(one: string, other: string): string {
  const [a, b] = [one.split('\n').slice(0, -1), other.split('\n').slice(0, -1)];
  const longest = Math.max(a.length, b.length);
  return Array.from({ length: longest }, (_, i) => [a[i], b[i]].filter((line) => line !== undefined))
    .flat()
    .map((line) => `${line}\n`)
    .join('');
}
