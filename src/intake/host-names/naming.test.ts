import { describe, expect, test } from 'vitest';
import { fixture } from '../fixtures.test-support.ts';
import { readText } from '../intake.ts';
import { words } from '../known.test-support.ts';
import { namesFromContext } from './context.ts';
import { nameFromFile } from './file-name.ts';
import { expandHosts } from './ranges.ts';

const cpu = fixture('cpu-host.xml');

describe('the text before a document names its host', () => {
  test.each([
    ['root@kvm-01:~# virsh capabilities\n', 'kvm-01'],
    ['[root@kvm-01 ~]# virsh capabilities\n', 'kvm-01'],
    ['root@kvm-01 ~ # virsh capabilities\n', 'kvm-01'],
    ['kvm-01:~ # virsh capabilities\n', 'kvm-01'],
    ['kvm-01# virsh capabilities\n', 'kvm-01'],
    ['admin@kvm-01.example.org:~$ sudo virsh capabilities\n', 'kvm-01.example.org'],
    ['(venv) admin@kvm-01 ~ % virsh capabilities\n', 'kvm-01'],
    ['virsh # capabilities\n', undefined],
    ['$ virsh capabilities\n', undefined],
    ['# virsh capabilities\n', undefined],
    ['root@localhost:~# virsh capabilities\n', undefined],
    ['$ virsh -c qemu+ssh://kvm-02/system capabilities\n', 'kvm-02'],
    ['virsh -c qemu+ssh://root@kvm-02.lab:2222/system?keyfile=k capabilities\n', 'kvm-02.lab'],
    ['virsh -c qemu+tls://user@kvm-02:16514/ domcapabilities\n', 'kvm-02'],
    ['virsh -c qemu+tcp://[fe80::1]/system capabilities\n', 'fe80::1'],
    ['virsh -c qemu:///system capabilities\n', undefined],
    ['root@jump:~# ssh kvm-03 virsh -r capabilities\n', 'kvm-03'],
    ['ssh -p 22 -i key root@kvm-03 virsh capabilities\n', 'kvm-03'],
    ['ssh -o StrictHostKeyChecking=no -4 -lroot kvm-03 "virsh capabilities"\n', 'kvm-03'],
    ['for h in a b; do ssh $h virsh capabilities; done\n', undefined],
    ['$ cat capabilities-kvm-04.xml\n', 'kvm-04'],
    ['== kvm-01 ==\n', 'kvm-01'],
    ['=== kvm-01\n', 'kvm-01'],
    ['### kvm-01\n', 'kvm-01'],
    ['# kvm-01\n', 'kvm-01'],
    ['--- kvm-01 ---\n', 'kvm-01'],
    ['**kvm-01**\n', 'kvm-01'],
    ['== Host: kvm-01 ==\n', 'kvm-01'],
    ['## virsh capabilities on kvm-01\n', 'kvm-01'],
    ['== Rack three, left ==\n', 'Rack three, left'],
    ['==> kvm-01.xml <==\n', 'kvm-01'],
    ['::::::::::::::\ncapabilities-kvm-01.xml\n::::::::::::::\n', 'kvm-01'],
    ['kvm-01:\n', 'kvm-01'],
    ['kvm-01\n', 'kvm-01'],
    ['alpha\n\n', 'alpha'],
    ['10.0.0.7:\n', '10.0.0.7'],
    ['and this is from kvm-02:\n\n', 'kvm-02'],
    ['Here it is:\n', undefined],
    ['Done.\n', undefined],
    ['<!-- host: kvm-01 -->\n', 'kvm-01'],
    ['<!-- kvm-01 -->\n<?xml version="1.0"?>\n', 'kvm-01'],
    ['## CPU of kvm-01 in rack 3\n', 'kvm-01'],
    ['=== CPU Flags ===\n', undefined],
    ['  labels:\n', undefined],
    ['What query-cpu-model-expansion says today:\n', undefined],
    ['On x86_64:\n', undefined],
    ['This is a `13th Gen Intel(R) Core(TM) i7-1360P`:\n', undefined],
    ['<!-- Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz -->\n', undefined],
    ['<!-- AMD EPYC 7543 32-Core Processor, Sixteen-Core -->\n', undefined],
    ['<!-- AUTO-GENERATED -->\n', undefined],
    ['\t[root@kvm-01 ~]# virsh\n\tvirsh # capabilities\n', 'kvm-01'],
    ['    root@kvm-01:~# virsh capabilities\n', 'kvm-01'],
    ['root@kvm-01:~# cat /etc/os-release\nID=debian\nroot@kvm-01:~# virsh capabilities\n', 'kvm-01'],
    ['$ cat /etc/os-release\nID=debian\n$ cat /proc/version\n$ virsh capabilities\n', undefined],
    ['<?xml version="1.0"?>\n<!-- host: kvm-01 -->\n', 'kvm-01'],
    ['kvm-01 | CHANGED | rc=0 >>\n', 'kvm-01'],
    ['kvm-01 | SUCCESS | rc=0 >>\n', 'kvm-01'],
    ['[1] 12:00:00 [SUCCESS] kvm-01\n', 'kvm-01'],
    ['[12] 12:00:00 [SUCCESS] root@kvm-01:22\n', 'kvm-01'],
    ['kvm-01: ', 'kvm-01'],
    ['kvm-01:\n```xml\n', 'kvm-01'],
    ['== kvm-01 ==\n\n$ virsh capabilities\n\n', 'kvm-01'],
    ['== kvm-01 ==\nroot@jump:~# virsh capabilities\n', 'kvm-01'],
    ['root@kvm-01:~# exit\nlogout\nroot@kvm-02:~# virsh capabilities\n', 'kvm-02'],
    ['root@jump:~# ssh kvm-05\nLast login: Mon\nroot@kvm-05:~# virsh capabilities\n', 'kvm-05'],
    ['hostname: kvm-01\n', 'kvm-01'],
    ['Hostname: kvm-01\n\n', 'kvm-01'],
    ['Host: kvm-01\nOS: AlmaLinux 9\n', 'kvm-01'],
    ['* Host: kvm-01\n', 'kvm-01'],
    ['Host: localhost\n', undefined],
    ['node: 3\n', undefined],
    [
      ' Static hostname: kvm-01\n       Icon name: computer-server\n          Kernel: Linux 5.14.0\n    Architecture: x86-64\n' +
        '  Hardware Model: PowerEdge R640\n$ virsh capabilities\n',
      'kvm-01',
    ],
    ['hostnamectl\n', undefined],
    ['$ hostname\n', undefined],
    ['hostname\n', undefined],
    ['$ hostname\nkvm-01\n$ virsh capabilities\n', 'kvm-01'],
    ['* kvm-01\n', 'kvm-01'],
    ['- kvm-01\n', 'kvm-01'],
    ['- **kvm-01**\n', 'kvm-01'],
    ['1. `kvm-01`:\n', 'kvm-01'],
    ['- kvm-01 is the first\n- and this is more\n', undefined],
    ['kvm-01: |\n', 'kvm-01'],
    ['kvm-01: |-\n', 'kvm-01'],
    ['- host: kvm-01\n  output: |\n', 'kvm-01'],
    ['- name: kvm-01\n  stdout: |\n', 'kvm-01'],
    ['kvm-01:\n  stdout: |\n', 'kvm-01'],
    ['output: |\n', undefined],
    ['Linux kvm-01 5.14.0-427.el9.x86_64 #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux\n', 'kvm-01'],
    ['```\n', undefined],
    ['', undefined],
  ])('%j', (context, name) => {
    expect(namesFromContext(context, words)?.[0]).toBe(name);
    expect(readText(`${context}${cpu}`, 'paste 1').hosts.map((host) => host.name)).toEqual([name]);
  });

  test('dshbak’s range is several hosts with one CPU', () => {
    const rule = '----------------';
    const { hosts } = readText(
      `${rule}\nkvm-[01-03,07]\n${rule}\n${cpu}${rule}\nkvm-04 (1)\n${rule}\n${cpu}`,
      'paste 1',
    );
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01', 'kvm-02', 'kvm-03', 'kvm-07', 'kvm-04']);
    expect(new Set(hosts.map((host) => host.cpu)).size).toBe(1);
  });

  test('a heading is for both documents of its host, and not for the next one of a kind', () => {
    const domcapabilities = fixture('domcapabilities.xml');
    const capabilities = fixture('capabilities.xml');
    const { hosts } = readText(`== kvm-01 ==\n${capabilities}${domcapabilities}${capabilities}`, 'paste 1');
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01', 'kvm-01', undefined]);
  });
});

describe('a range of hosts', () => {
  test.each([
    ['kvm-[01-03,07]', ['kvm-01', 'kvm-02', 'kvm-03', 'kvm-07']],
    ['kvm-[8-10]-ib', ['kvm-8-ib', 'kvm-9-ib', 'kvm-10-ib']],
    ['r[1-2]n[1-2]', ['r1n1', 'r1n2', 'r2n1', 'r2n2']],
    ['kvm-[0-6/3]', ['kvm-0', 'kvm-3', 'kvm-6']],
    ['kvm-01,kvm-[03-04]', ['kvm-01', 'kvm-03', 'kvm-04']],
    ['kvm-[1-999999999]', undefined],
    ['kvm-[a-b]', undefined],
    ['kvm-[1-2', undefined],
  ])('%s', (text, names) => {
    expect(expandHosts(text, words)).toEqual(names);
  });
});

describe('a file’s name', () => {
  test.each([
    ['kvm-01.xml', 'kvm-01'],
    ['capabilities-kvm-01.xml', 'kvm-01'],
    ['kvm-01-capabilities.xml', 'kvm-01'],
    ['kvm-01_virsh_capabilities.txt', 'kvm-01'],
    ['virsh-capabilities.kvm-01.txt', 'kvm-01'],
    ['kvm-01.example.org.xml', 'kvm-01.example.org'],
    ['kvm-01.cpuinfo', 'kvm-01'],
    ['kvm-01 (2).xml', 'kvm-01'],
    ['/home/me/pool/kvm-01.xml', 'kvm-01'],
    ['C:\\pool\\kvm-01.xml', 'kvm-01'],
    ['kvm-01/capabilities.xml', 'kvm-01'],
    ['pool/kvm-01/virsh_capabilities', 'kvm-01'],
    ['sosreport-kvm-01-2024-05-01-abcdefg/sos_commands/virsh/virsh_-r_capabilities', 'kvm-01'],
    ['sosreport-kvm-01-03512345-2024-05-01-abcdefg/sos_commands/virsh/virsh_-r_capabilities', 'kvm-01'],
    ['sosreport-kvm01-2024-05-01-abcdefg/proc/cpuinfo', 'kvm01'],
    ['sosreport-kvm-01.example.org-2024-05-01-abcdefg/proc/cpuinfo', 'kvm-01.example.org'],
    ['sosreport-kvm-01-20240501120000-ab12.tar.xz', 'kvm-01'],
    ['insights-kvm-01-20240501120000/proc/cpuinfo', 'kvm-01'],
    ['node-0001.xml', 'node-0001'],
    ['capabilities-node-0001.xml', 'node-0001'],
    ['node-0001_virsh_capabilities.txt', 'node-0001'],
    ['host-3/capabilities.xml', 'host-3'],
    ['node-kvm-01.xml', 'kvm-01'],
    ['capabilities-0001.xml', '0001'],
    ['capabilities.xml', undefined],
    ['virsh_-r_capabilities', undefined],
    ['domcapabilities.xml', undefined],
    ['/proc/cpuinfo', undefined],
    ['paste 1', undefined],
    ['paste', undefined],
  ])('%s → %s', (path, name) => {
    expect(nameFromFile(path, words)).toBe(name);
  });

  test('names the host that nothing else names', () => {
    expect(readText(cpu, 'kvm-01.xml').hosts.map(({ name }) => name)).toEqual(['kvm-01']);
    expect(readText(`== kvm-02 ==\n${cpu}`, 'kvm-01.xml').hosts.map(({ name }) => name)).toEqual(['kvm-02']);
  });

  test('gets a number where several hosts in it have no name, and is not used beside other names', () => {
    expect(readText(`${cpu}${cpu}`, 'pool.xml').hosts.map(({ name }) => name)).toEqual(['pool-1', 'pool-2']);
    expect(readText(`== a1 ==\n${cpu}${cpu}`, 'pool.xml').hosts.map(({ name }) => name)).toEqual([
      'a1',
      undefined,
    ]);
  });

  test('names both views of one host', () => {
    const text = fixture('capabilities.xml') + fixture('domcapabilities.xml');
    expect(readText(text, 'kvm-01.txt').hosts.map(({ name }) => name)).toEqual(['kvm-01', 'kvm-01']);
  });
});

describe('a prefix on every line', () => {
  const prefixed = (text: string, prefix: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `${prefix}${line}`);

  test.each(['kvm-01: ', 'kvm-01 | ', '[kvm-01] out: ', 'kvm-01\t', 'kvm-01:'])('%j', (prefix) => {
    const lines = prefixed(cpu, prefix === 'kvm-01:' ? 'kvm-01: ' : prefix);
    const { hosts, problems } = readText(lines.join('\n'), 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([{ name: 'kvm-01', place: { line: 1 }, featureLines: [8, 9, 10] }]);
  });

  test('lines of several hosts in any order, each host whole', () => {
    const first = prefixed(cpu, 'kvm-01: ');
    const second = prefixed(cpu, 'kvm-02: ');
    const mixed = first.flatMap((line, i) => [line, second[i] ?? '']);
    const { hosts, problems } = readText(['pdsh says:', ...mixed].join('\n'), 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([
      { name: 'kvm-01', place: { line: 2 } },
      { name: 'kvm-02', place: { line: 3 } },
    ]);
    expect(hosts[0]?.cpu).toBe(hosts[1]?.cpu);
    expect(hosts[1]?.featureLines).toEqual([17, 19, 21]);
  });

  const lscpuJson = JSON.stringify({ lscpu: [{ field: 'Flags:', data: 'fpu lm sse2' }] }, undefined, 3);
  const qmp = JSON.stringify({ return: { model: { name: 'host', props: { lm: true, avx2: true } } } });

  test.each(['kvm-01: ', 'kvm-01 | '])('%j before JSON, hosts in any order', (prefix) => {
    const first = prefixed(lscpuJson, prefix);
    const second = prefixed(lscpuJson, prefix.replace('1', '2'));
    const mixed = first.flatMap((line, i) => [line, second[i] ?? '']);
    const { hosts, problems } = readText(mixed.join('\n'), 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['kvm-01 lscpu', 'kvm-02 lscpu']);
  });

  test.each([
    ['kvm-01: ', qmp],
    ['kvm-01: ', lscpuJson],
    ['kvm-01 | ', qmp],
    ['kvm-01 QMP: ', qmp],
    ['== kvm-01 == ', qmp],
    ['## kvm-01 ', lscpuJson],
  ])('%j before the first line of JSON', (heading, json) => {
    const other = heading.replace('kvm-01', 'kvm-02');
    const { hosts, problems } = readText(`${heading}${json}\n${other}${json}\n`, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01', 'kvm-02']);
    expect(hosts[1]?.place.line).toBe(json.split('\n').length + 1);
  });

  test('a table’s cell is no heading', () => {
    const info = JSON.stringify({ arch: 'x86_64', model: 'Haswell', vendor: 'Intel', features: ['vmx'] });
    const table = `| cpu_info            | ${info} |\n| hypervisor_hostname | kvm-01 |\n`;
    const { hosts, problems } = readText(table, 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([{ name: 'kvm-01', kind: 'nova' }]);
  });

  test('grep’s file names', () => {
    const { hosts, problems } = readText(prefixed(cpu, 'hosts/kvm-01.xml:').join('\n'), 'paste 1');
    expect(problems).toEqual([]);
    expect(hosts).toMatchObject([{ name: 'kvm-01', place: { line: 1 }, featureLines: [8, 9, 10] }]);
  });

  test('on the first line alone it is a heading', () => {
    const { hosts } = readText(`kvm-01: ${cpu}kvm-02: ${cpu}`, 'paste 1');
    expect(hosts.map(({ name }) => name)).toEqual(['kvm-01', 'kvm-02']);
  });
});
