import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { kvmNeeds } from '../../facts/kvm-gives.ts';
import { leftOutOf, type NotDeployed } from '../../fleet/answer/left-out.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import type { VirshAsked } from '../../workspace/model/virsh-asked.ts';

export const commands: readonly VirshAsked['command'][] = ['cpu-baseline', 'hypervisor-cpu-baseline'];

/** `virsh cpu-baseline hosts.xml --migratable` */
export function commandLine({ command, migratable, expand, connection }: VirshAsked): string {
  const uri = connection === 'test' && command === 'cpu-baseline' ? '-c test:///default ' : '';
  const options = `${migratable ? ' --migratable' : ''}${expand ? ' --features' : ''}`;
  return `virsh ${uri}${command} hosts.xml${options}`;
}

export interface VirshText {
  /** To the byte what virsh prints; undefined if it prints an error. */
  readonly text: string | undefined;
  readonly error: string | undefined;
  readonly cpu: GuestCpu | undefined;
}

/** undefined if the hosts did not tell what the command asks for. */
export function virshText(derived: Derived, asked: VirshAsked): VirshText | undefined {
  const answer = derived.virsh(asked);
  if (answer === undefined) return undefined;
  if (!answer.ok) return { text: undefined, error: answer.error.message, cpu: undefined };
  const { value } = answer;
  return { text: formatCpu(value, derived.map.dialect), error: undefined, cpu: value };
}

/** The default question: as most people type it. */
export function usualQuestion(derived: Derived): VirshAsked {
  const options = { migratable: false, expand: false, connection: 'qemu' } as const;
  const command = commands.find((each) => derived.virsh({ ...options, command: each }) !== undefined);
  return { ...options, command: command ?? 'cpu-baseline' };
}

/** The note beside a line that is not deployed. */
export interface LineNote {
  /** Short; the lock has none. */
  readonly words: string;
  readonly meaning: string;
  readonly glyph?: 'lock';
}

/** By feature name. */
export function notesOf({ pool }: Derived, printed: GuestCpu): ReadonlyMap<string, LineNote> {
  return new Map(leftOutOf(pool, printed).map(({ name, why }) => [name, noteOf(why)]));
}

function noteOf(why: NotDeployed): LineNote {
  switch (why.kind) {
    case 'never':
      return { words: 'no guest', meaning: 'KVM gives it to no guest' };
    case 'migration':
      return { words: '', meaning: 'blocks live migration', glyph: 'lock' };
    case 'not-offered':
      return { words: 'not offered', meaning: 'QEMU does not give it on all of these hosts' };
    case 'beside':
      return { words: `only with ${why.name}`, meaning: `counts only with ${why.name}` };
    case 'setting':
      return { words: settings[why.needs], meaning: `only there with ${kvmNeeds[why.needs].words}` };
  }
}

const settings: Readonly<Record<Extract<NotDeployed, { kind: 'setting' }>['needs'], string>> = {
  'cpu-pm': 'if cpu-pm',
  pmu: 'if vPMU',
  'pt-mode': 'if pt_mode',
  sgx: 'if SGX',
  topology: 'if threads',
};
