import { describe, expect, test } from 'vitest';
import { fixture } from '../../fixtures.test-support.ts';
import { readText } from '../../intake.ts';

const cpu = fixture('cpu-host.xml');
const version = `Compiled against library: libvirt 11.3.0
Using library: libvirt 11.3.0
Using API: QEMU 11.3.0
Running hypervisor: QEMU 10.0.13
`;

const read = (text: string, file = 'paste 1') => readText(text, file);
const softwareOf = (text: string) => read(text).hosts.map(({ name, software }) => [name, software]);
const told = { libvirt: '11.3.0', qemu: '10.0.13' };

describe('virsh version', () => {
  test.each([
    ['below the CPU, under one heading', `== kvm-01\n${cpu}\n${version}`],
    ['above it', `== kvm-01\n${version}\n${cpu}`],
    [
      'under its own command',
      `[root@kvm-01 ~]# virsh version\n${version}[root@kvm-01 ~]# virsh capabilities\n${cpu}`,
    ],
  ])('%s', (_, text) => {
    expect(read(text).problems).toEqual([]);
    expect(softwareOf(text)).toEqual([['kvm-01', told]]);
  });

  test('belongs to the host whose it is, also far from its CPU', () => {
    const other = version.replace('10.0.13', '9.2.0');
    const text = `== kvm-01\n${cpu}\n== kvm-02\n${cpu}\n== kvm-02\n${other}\n== kvm-01\n${version}`;
    expect(softwareOf(text)).toEqual([
      ['kvm-01', told],
      ['kvm-02', { ...told, qemu: '9.2.0' }],
    ]);
  });

  test('of a host that nothing names', () => {
    expect(softwareOf(`${cpu}\n${version}`)).toEqual([[undefined, told]]);
    expect(read(`${cpu}\n${version}`, 'kvm-07.txt').hosts).toMatchObject([
      { name: 'kvm-07', software: told },
    ]);
  });

  test('with the daemon’s own release, which counts', () => {
    const daemon = `${version}Running against daemon: 11.5.0\n`;
    expect(softwareOf(`== kvm-01\n${cpu}\n${daemon}`)).toEqual([
      ['kvm-01', { libvirt: '11.5.0', qemu: '10.0.13' }],
    ]);
  });

  test('of another hypervisor is no QEMU', () => {
    const xen = version.replace('QEMU 10.0.13', 'Xen 4.17.0');
    expect(softwareOf(`== kvm-01\n${cpu}\n${xen}`)).toEqual([['kvm-01', { libvirt: '11.3.0' }]]);
  });

  test('alone says that a CPU is missing, and invents no host', () => {
    const { hosts, problems } = read(`== kvm-01\n${cpu}\n== kvm-02\n${version}`);
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01']);
    expect(problems).toMatchObject([{ code: 'no-cpu', host: 'kvm-02' }]);
    expect(problems[0]?.sentence).toMatch(/^kvm-02 names its releases but no CPU\./);
  });

  test('does not hide that its host failed', () => {
    const text = `== kvm-01\n${cpu}\n== kvm-02\nerror: failed to connect to the hypervisor\n${version}`;
    expect(read(text).problems).toMatchObject([{ code: 'host-failed', host: 'kvm-02' }]);
  });
});

test('uname -a names the host and tells its kernel', () => {
  const text = `Linux kvm-01 6.12.48+deb13-amd64 #1 SMP PREEMPT_DYNAMIC Debian\n${cpu}`;
  expect(softwareOf(text)).toEqual([['kvm-01', { kernel: '6.12.48+deb13-amd64' }]]);
});
