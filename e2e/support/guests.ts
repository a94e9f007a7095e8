/** Hosts and guests whose answers are known by how they are made. */

interface MadeHost {
  readonly name: string;
  /** A model of libvirt 12.8's map that QEMU gives there as it is. */
  readonly model: string;
  readonly vendor?: string;
  /** The features that QEMU gives beyond the model. */
  readonly features?: readonly string[];
  /** Models that QEMU lists, each with what keeps it from running. */
  readonly models: Readonly<Record<string, readonly string[]>>;
}

/** `virsh domcapabilities` under the prompt of the host. */
export function domcapabilities({ name, model, vendor = 'Intel', features = [], models }: MadeHost): string {
  const given = features.map((feature) => `      <feature policy='require' name='${feature}'/>\n`).join('');
  const listed = Object.entries(models).map(([each, blockers]) => {
    const usable = blockers.length === 0 ? 'yes' : 'no';
    const lines = blockers.map((feature) => `        <feature name='${feature}'/>\n`).join('');
    const blocked =
      blockers.length === 0 ? '' : `      <blockers model='${each}'>\n${lines}      </blockers>\n`;
    return `      <model usable='${usable}' vendor='${vendor}'>${each}</model>\n${blocked}`;
  });
  return `[root@${name} ~]# virsh domcapabilities
<domainCapabilities>
  <path>/usr/bin/qemu-system-x86_64</path>
  <domain>kvm</domain>
  <machine>pc-q35-9.2</machine>
  <arch>x86_64</arch>
  <cpu>
    <mode name='host-passthrough' supported='yes'/>
    <mode name='host-model' supported='yes'>
      <model fallback='forbid'>${model}</model>
      <vendor>${vendor}</vendor>
${given}    </mode>
    <mode name='custom' supported='yes'>
${listed.join('')}    </mode>
  </cpu>
</domainCapabilities>
`;
}

interface MadeGuest {
  readonly name: string;
  /** The content of `<cpu>`; undefined: there is none. */
  readonly cpu: string | undefined;
  readonly live?: boolean;
}

/** `virsh dumpxml`. */
export function domain({ name, cpu, live = false }: MadeGuest): string {
  return `<domain type='kvm'${live ? " id='3'" : ''}>
  <name>${name}</name>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
${cpu === undefined ? '' : `  ${cpu}\n`}</domain>
`;
}

export function custom(model: string, ...required: readonly string[]): string {
  const features = required.map((name) => `<feature policy='require' name='${name}'/>`).join('');
  return `<cpu mode='custom' match='exact' check='partial'><model fallback='forbid'>${model}</model>${features}</cpu>`;
}

const haswell = { 'Haswell-noTSX': [], Haswell: ['hle', 'rtm'], SandyBridge: [], kvm64: [] };
const sandy = { 'Haswell-noTSX': ['avx2', 'bmi1'], SandyBridge: [], kvm64: [] };

/** Four hosts of two kinds: `md-clear` on two of them only, Haswell on three. */
export const hosts = [
  domcapabilities({ name: 'kvm-01', model: 'Haswell-noTSX', features: ['md-clear'], models: haswell }),
  domcapabilities({ name: 'kvm-02', model: 'Haswell-noTSX', features: ['md-clear'], models: haswell }),
  domcapabilities({ name: 'kvm-03', model: 'Haswell-noTSX', models: haswell }),
  domcapabilities({ name: 'kvm-04', model: 'SandyBridge', models: sandy }),
].join('');

/** By where they start: everywhere, on three, on two, nowhere. */
export const guests = `[root@kvm-01 ~]# for d in $(virsh list --name); do virsh dumpxml $d; done
${domain({ name: 'web-01', cpu: custom('SandyBridge') })}${domain({ name: 'web-02', cpu: custom('SandyBridge') })}${domain({ name: 'app-01', cpu: custom('Haswell-noTSX') })}${domain({ name: 'db-01', cpu: custom('Haswell-noTSX', 'md-clear') })}${domain({ name: 'old-01', cpu: undefined })}${domain({ name: 'far-01', cpu: custom('Haswell-noTSX', 'avx512f') })}${domain({ name: 'dev-01', cpu: "<cpu mode='host-model' check='partial'/>" })}`;
