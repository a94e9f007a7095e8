import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { FromReader } from './protocol.ts';
import { ReadingService } from './serve-reading.ts';
import { SourceTable } from './source-table.ts';
import { Unpacker } from './transfer-packing.ts';

async function hostsIn(files: Readonly<Record<string, string>>) {
  const bytes = zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
  );
  const messages: FromReader[] = [];
  await new Promise<void>((resolve) => {
    const service = new ReadingService((message) => {
      messages.push(message);
      if (message.kind === 'results' && message.done.includes(1)) resolve();
    });
    service.receive({
      kind: 'read',
      items: [{ id: 1, path: 'report.zip', content: new Blob([bytes]), nested: false }],
    });
  });
  const unpacker = new Unpacker(new SourceTable());
  const results = messages.flatMap((message) => (message.kind === 'results' ? [message] : []));
  return {
    hosts: results.flatMap(({ readings }) => unpacker.unpack(readings)),
    problems: results.flatMap(({ problems }) => problems),
  };
}

test('a sos report is one host with its releases, whatever stands first in the archive', async () => {
  const root = 'sosreport-kvm-01-2026-11-27-abcdefg';
  const version = `Compiled against library: libvirt 11.3.0
Using library: libvirt 11.3.0
Using API: QEMU 11.3.0
Running hypervisor: QEMU 10.0.13
`;
  const { hosts, problems } = await hostsIn({
    [`${root}/sos_commands/virsh/virsh_-r_version`]: version,
    [`${root}/sos_commands/virsh/virsh_-r_capabilities`]:
      '<capabilities><host><cpu><arch>x86_64</arch><model>Nehalem</model></cpu></host></capabilities>',
    [`${root}/etc/hostname`]: 'kvm-01\n',
  });
  expect(problems).toEqual([]);
  expect(hosts).toMatchObject([
    { name: 'kvm-01', kind: 'capabilities', software: { libvirt: '11.3.0', qemu: '10.0.13' } },
  ]);
});

test('the guests in a sos report are on its host', async () => {
  const root = 'sosreport-kvm-07-2026-11-27-abcdefg';
  const domain = (name: string) =>
    `<!--\nWARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE\nOVERWRITTEN AND LOST. Changes to this xml configuration should be made using:\n  virsh edit ${name}\nor other application using the libvirt API.\n-->\n\n<domain type='kvm'><name>${name}</name><cpu mode='host-model'/></domain>`;
  const files: Readonly<Record<string, string>> = {
    'etc/libvirt/qemu/web-01.xml': domain('web-01'),
    'etc/libvirt/qemu/networks/default.xml': '<network/>',
    'sos_commands/virsh/virsh_-r_dumpxml_db-01': domain('db-01'),
    'etc/hostname': 'kvm-07.example.org\n',
  };
  const { hosts, problems } = await hostsIn(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text])),
  );
  expect(problems).toEqual([]);
  expect(hosts).toMatchObject([
    { name: 'web-01', on: 'kvm-07' },
    { name: 'db-01', on: 'kvm-07' },
  ]);
});
