import { existsSync } from 'node:fs';
import type { GuestCpu } from '../../src/cpu/definition/definition.ts';
import { parseCpu } from '../../src/cpu/definition/parse.ts';
import type { QemuHost } from '../../src/cpu/driver-qemu/qemu-host.ts';
import type { StartOutcome } from '../../src/cpu/driver-qemu/start.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import {
  answerCpuBaseline,
  answerHypervisorBaseline,
  answerHypervisorCompare,
  answerStart,
} from './driver-answers.ts';
import type { Given } from './give-answer.ts';
import { hostOf } from './host-documents.ts';
import type { Question } from './question.ts';
import { messageOf, type SetsAgree, type Verdict } from './verdict.ts';

/** Questions that virsh was asked through the QEMU driver of a real daemon. */
export const driverOps: readonly string[] = [
  'cpu-baseline',
  'hypervisor-cpu-baseline',
  'hypervisor-cpu-compare',
  'start',
];

type Expected = Readonly<Record<string, unknown>>;

export function judgeDriver(map: CpuMap, question: Question, folder: string): Verdict {
  const { op, expected } = question;
  if (typeof expected === 'string') return { kind: 'unsupported', why: `the answer ${expected}` };
  if (op === 'cpu-baseline') return judgeGiven(expected, answerCpuBaseline(map, question));
  if (!existsSync(folder))
    return { kind: 'unsupported', why: `there is no ${folder} with the hosts' documents` };
  const host = knownHost(map, folder, question.virttype ?? 'kvm');
  if (op === 'start') return judgeStart(map, expected, answerStart(map, host, question));
  return op === 'hypervisor-cpu-baseline'
    ? judgeGiven(expected, answerHypervisorBaseline(map, host, question))
    : judgeGiven(inSets(expected), inSets(answerHypervisorCompare(map, host, question)));
}

const hosts = new Map<string, QemuHost>();

function knownHost(map: CpuMap, folder: string, virttype: string): QemuHost {
  const key = [folder, map.release, virttype].join(' ');
  const host = hosts.get(key) ?? hostOf(map, folder, virttype);
  hosts.set(key, host);
  return host;
}

function judgeGiven(expected: Expected, given: Given): Verdict {
  const agrees =
    'xml' in expected
      ? given.xml?.trimEnd() === String(expected.xml).trimEnd()
      : 'result' in expected && expected.result !== 'ERROR'
        ? given.result === expected.result && (given.message ?? null) === (messageOf(expected) ?? null)
        : given.error !== undefined && given.error === messageOf(expected);
  return agrees ? { kind: 'agree' } : { kind: 'differ', expected, given };
}

const LACKS = 'Host CPU does not provide required features: ';

/** libvirt lists these in QEMU's order, which documents don't keep: they agree as sets. */
function sorted(message: string): string {
  const at = message.indexOf(LACKS);
  if (at === -1) return message;
  const names = message.slice(at + LACKS.length).split(', ');
  return message.slice(0, at + LACKS.length) + names.sort().join(', ');
}

function inSets<T extends { readonly message?: unknown }>(answer: T): T {
  return typeof answer.message === 'string' ? { ...answer, message: sorted(answer.message) } : answer;
}

const UNMATCHED = "operation failed: guest CPU doesn't match specification: ";

function judgeStart(map: CpuMap, expected: Expected, outcome: StartOutcome): Verdict {
  const message = messageOf(expected);
  const differs: Verdict = { kind: 'differ', expected, given: outcome };
  if (typeof message !== 'string') {
    const starts = outcome.kind === 'starts' || (outcome.kind === 'verified' && outcome.missing.length === 0);
    return starts ? withSets(liveSets(map, expected.cpu, outcome)) : differs;
  }
  if (message.startsWith(UNMATCHED)) {
    if (outcome.kind !== 'verified') return differs;
    const missing = /missing features: (.*)$/.exec(message)?.[1]?.split(',') ?? [];
    return withSets(compareSets(missing, outcome.missing));
  }
  return outcome.kind === 'refused' && sorted(outcome.message) === sorted(message)
    ? { kind: 'agree' }
    : differs;
}

function withSets(sets: SetsAgree | undefined): Verdict {
  return sets === undefined ? { kind: 'agree' } : { kind: 'agree', sets };
}

/** A live CPU disables what its guest did not get; of the modes without a model it says nothing. */
function liveSets(map: CpuMap, xml: unknown, outcome: StartOutcome): SetsAgree | undefined {
  if (typeof xml !== 'string' || outcome.kind !== 'starts') return undefined;
  const live = parseCpu(xml, { type: 'guest', dialect: map.dialect });
  if (!live.ok || live.value.kind !== 'guest' || live.value.mode !== 'custom') return undefined;
  const before = new Set(namesOff(outcome.cpu));
  return compareSets(
    namesOff(live.value).filter((name) => !before.has(name)),
    outcome.leftOff,
  );
}

function namesOff({ features }: GuestCpu): string[] {
  return features.flatMap(({ name, policy }) => (policy === 'disable' || policy === 'forbid' ? [name] : []));
}

function compareSets(recorded: readonly string[], given: readonly string[]): SetsAgree {
  return { agree: [...recorded].sort().join() === [...given].sort().join(), recorded, given };
}
