import { RuledTable } from '../ui/ruled-table.tsx';
import styles from './empty.module.css';

interface Source {
  readonly command: string;
  readonly gives: string;
  readonly note?: string;
}

const sources: readonly Source[] = [
  { command: 'virsh capabilities', gives: 'the host CPU', note: 'the usual choice' },
  { command: 'virsh domcapabilities', gives: 'what QEMU can give', note: "with QEMU's own list of models" },
  { command: 'virsh dumpxml, a bare <cpu>', gives: 'a guest or host CPU' },
  { command: 'cpuid -r, <cpudata>', gives: 'the raw registers', note: 'every bit, also unnamed ones' },
  { command: '/proc/cpuinfo, lscpu', gives: "Linux's flags", note: 'without the MSR features' },
  { command: 'QMP query-cpu-model-expansion', gives: "QEMU's properties" },
  { command: 'kubectl get node -o yaml', gives: "KubeVirt's node labels" },
  { command: 'openstack hypervisor show', gives: "nova's cpu_info" },
];

export function ReadSources() {
  return (
    <RuledTable className={styles.sources} aria-label="What can be read">
      <thead>
        <tr>
          <th scope="col">What is read</th>
          <th scope="col">Gives</th>
          <th scope="col" className={styles.note}>
            Note
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ command, gives, note }) => (
          <tr key={command}>
            <th scope="row">{command}</th>
            <td>
              {gives}
              {note !== undefined && <span className={styles.noteBelow}>{note}</span>}
            </td>
            <td className={styles.note}>{note}</td>
          </tr>
        ))}
      </tbody>
    </RuledTable>
  );
}
