import type { OutputTarget, OutputText } from '../../output/kit/target.ts';
import type { GuestView } from '../guest/view/guest-view.ts';
import type { OutputState } from './output-state.ts';

export interface ShownOutput extends OutputText {
  readonly target: OutputTarget | undefined;
  /** The text has the person's name for it in it. */
  readonly named: boolean;
}

/** What the chosen platform is given. libvirt's own text needs no platform to be loaded. */
export function outputText({ derived: { map, pool }, guest }: GuestView, state: OutputState): ShownOutput {
  const target = state.targets?.find(({ id }) => id === state.target);
  if (target === undefined) {
    return { text: guest.xml, language: 'xml', notes: [], target: undefined, named: false };
  }
  const toldByQemu = pool.kinds.length > 0 && pool.kinds.every(({ cpu }) => cpu.definition.kind === 'guest');
  const input = { map, guest: guest.cpu, bits: guest.bits, toldByQemu };
  const written = target.write({ ...input, name: state.name.trim() || 'guest' });
  const other = target.write({ ...input, name: 'another' });
  return { ...written, target, named: other.text !== target.write({ ...input, name: 'one' }).text };
}
