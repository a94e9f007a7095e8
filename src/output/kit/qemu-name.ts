import type { CpuMap } from '../../cpu-map/cpu-map.ts';

/**
 * libvirt's feature name → the property of QEMU's x86 CPUs. QEMU keeps `_` names as aliases of those with
 * dashes. Undefined for bits that QEMU sets on its own or has no property for (seen with QEMU 11.1.3).
 * A name that the map does not know is taken for QEMU's own.
 */
export function qemuName(map: CpuMap, name: string): string | undefined {
  if (noProperty.has(name)) return undefined;
  const aliases = (map.featureByName.get(name)?.aliases ?? [])
    .filter(({ source }) => source === 'qemu')
    .map((alias) => alias.name);
  if (aliasIsProperty.has(name)) return aliases[0] ?? name;
  const dashed = name.replaceAll('_', '-');
  return aliases.includes(dashed) ? dashed : name;
}

const noProperty: ReadonlySet<string> = new Set([
  'osxsave',
  'ospke',
  'cmt',
  'mbm_total',
  'mbm_local',
  'pconfig',
  'cvt16',
  'vmx-ept-uc',
  'vmx-ept-wb',
  'vmx-invvpid-single-context',
]);

/** Names that differ from libvirt's in more than `_`. */
const aliasIsProperty: ReadonlySet<string> = new Set(['pclmuldq', 'vmx-invvpid-single-context-noglobals']);
