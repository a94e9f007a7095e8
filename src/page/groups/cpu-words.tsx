import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import type { Pool } from '../../fleet/pool/pool.ts';
import { Code } from '../ui/code.tsx';
import styles from './groups.module.css';

/** `Cascadelake-Server plus 17, less 3`. */
export function CpuWords({ cpu }: { readonly cpu: GuestCpu | undefined }) {
  if (cpu === undefined) return <span className={styles.quiet}>no guest CPU for all of them</span>;
  const plus = cpu.features.filter(({ policy }) => policy === 'require' || policy === 'force').length;
  const less = cpu.features.filter(({ policy }) => policy === 'disable' || policy === 'forbid').length;
  return (
    <span>
      <Code className={styles.model}>{cpu.model ?? cpu.mode}</Code>
      {plus > 0 && ` plus ${plus}`}
      {less > 0 && `${plus > 0 ? ',' : ''} less ${less}`}
    </span>
  );
}

/** The x86-64 level that all of a pool reach; undefined of other architectures. */
export function levelWord({ driver, fleet, common }: Pool): string | undefined {
  return driver === 'x86' ? levelOf(fleet.map, common).name : undefined;
}

/** The model that libvirt names for a kind. */
export function kindModel({ definition, unknownModel }: Pool['kinds'][number]['cpu']): string {
  return definition.model ?? unknownModel ?? 'no model';
}
