import { expect, test } from 'vitest';
import { readText } from '../../intake/intake.ts';
import { sourceOf } from '../../workspace/reading/merger.ts';
import { runsOnHost } from './runs-on-host.ts';

test('the releases from all documents of a host are named once, in a fixed order', () => {
  const text = `Linux kvm-01 6.12.48+deb13-amd64 #1 SMP
<cpu><arch>x86_64</arch><model>Nehalem</model><microcode version='11'/></cpu>
Compiled against library: libvirt 12.8.0
Using library: libvirt 12.8.0
Using API: QEMU 12.8.0
Running hypervisor: QEMU 11.1.3
<domainCapabilities><machine>pc-q35-11.1</machine><arch>x86_64</arch><cpu>
<mode name='host-model' supported='yes'><model fallback='forbid'>Nehalem</model></mode></cpu></domainCapabilities>
`;
  const { hosts, problems } = readText(text, 'paste 1');
  expect(problems).toEqual([]);
  expect(hosts.map(({ name }) => name)).toEqual(['kvm-01', 'kvm-01']);
  expect(runsOnHost(hosts.map(sourceOf))).toEqual([
    'libvirt 12.8.0',
    'QEMU 11.1.3',
    'Linux 6.12.48+deb13-amd64',
    'machine pc-q35-11.1',
    'microcode 0xb',
  ]);
  expect(runsOnHost([])).toEqual([]);
});
