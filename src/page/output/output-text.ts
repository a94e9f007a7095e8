import { withCpu } from '../../cpu/definition/domain-text.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Guest } from '../../fleet/guest/guest.ts';
import type { Pool } from '../../fleet/pool/pool.ts';
import type { OutputTarget, OutputText } from '../../output/kit/target.ts';
import { useSettings, useUi } from '../../workspace/hooks.ts';
import type { GuestView } from '../guest/view/guest-view.ts';
import { useOutput } from './output-state.ts';

export interface ShownOutput extends OutputText {
  /** undefined until the platforms are loaded. */
  readonly target: OutputTarget | undefined;
  /** The text has the person's name for it in it. */
  readonly named: boolean;
  /** It is what the chosen platform is given; not yet while that is being loaded. */
  readonly ready: boolean;
  /** It is the whole domain that was written by hand. */
  readonly inDomain?: boolean;
}

/** The text: the guest of these hosts. */
export interface Written {
  readonly map: CpuMap;
  readonly pool: Pool;
  readonly guest: Guest;
  /** Not the one in the editor: a domain that was written there is not its. */
  readonly isOther?: boolean;
}

/** The guest as the platform that was copied for last is given it. */
export function useOutputText({ derived: { map, pool }, guest }: GuestView): ShownOutput {
  return useWriter()({ map, pool, guest });
}

/** Writes for the platform that was copied for last, or another one. */
export function useWriter(): (written: Written, target?: OutputTarget) => ShownOutput {
  const { targets, name } = useOutput();
  const chosen = useSettings((state) => state.target);
  const domain = useUi((state) => state.domain);
  const last = targets?.find(({ id }) => id === chosen) ?? targets?.[0];
  return (written, target = last) => {
    const output = outputText(written, target, name, chosen === 'libvirt');
    const isLibvirts = (target?.id ?? chosen) === 'libvirt';
    if (domain === undefined || !isLibvirts || written.isOther === true) return output;
    return { ...output, text: withCpu(domain, written.guest.cpu, written.map.dialect), inDomain: true };
  };
}

/** libvirt's own text needs no platform to be loaded. */
function outputText(
  { map, pool, guest }: Written,
  target: OutputTarget | undefined,
  name: string,
  isOwn: boolean,
): ShownOutput {
  if (target === undefined) {
    return { text: guest.xml, language: 'xml', notes: [], target, named: false, ready: isOwn };
  }
  const toldByQemu = pool.kinds.length > 0 && pool.kinds.every(({ cpu }) => cpu.definition.kind === 'guest');
  const input = { map, guest: guest.cpu, bits: guest.bits, toldByQemu };
  const written = target.write({ ...input, name: name.trim() || 'guest' });
  const other = target.write({ ...input, name: 'another' });
  const named = other.text !== target.write({ ...input, name: 'one' }).text;
  return { ...written, target, named, ready: true };
}
