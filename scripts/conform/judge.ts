import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { driverOps, judgeDriver } from './driver-judge.ts';
import { type Given, giveAnswer } from './give-answer.ts';
import { agreesLive } from './live.ts';
import type { Question } from './question.ts';
import { messageOf, type Verdict } from './verdict.ts';

/**
 * The rule for agreement: XML and messages equal to the byte; bare words where only the outcome was recorded.
 * `folder`: documents of the hosts that were asked through the QEMU driver.
 */
export function judge(map: CpuMap, question: Question, folder: string): Verdict {
  if (question.op === 'updatelive') return agreesLive(map, question);
  if (driverOps.includes(question.op)) return judgeDriver(map, question, folder);
  const given = giveAnswer(map, question);
  if (given === undefined) return { kind: 'unsupported', why: `op ${question.op}` };
  return same(question, given) ? { kind: 'agree' } : { kind: 'differ', expected: question.expected, given };
}

function same({ expected, kind }: Question, given: Given): boolean {
  if (typeof expected === 'string') return sameWord(expected, given);
  if ('xml' in expected)
    return given.xml !== undefined && given.xml.trimEnd() === String(expected.xml).trimEnd();
  if ('error' in expected || expected.result === 'ERROR') {
    // libxml2's words for malformed XML are not libvirt's.
    if (kind === 'xml-malformed') return given.error !== undefined;
    return given.error === messageOf(expected);
  }
  if ('result' in expected) {
    return (
      given.result === expected.result && (given.message ?? undefined) === (expected.message ?? undefined)
    );
  }
  if ('family' in expected) {
    const signature = given.signature;
    return (
      signature?.family === expected.family &&
      signature?.model === expected.model &&
      signature?.stepping === expected.stepping &&
      (expected.text === undefined || given.text === expected.text)
    );
  }
  return false;
}

function sameWord(expected: string, given: Given): boolean {
  if (expected === 'error' || expected === 'ERROR' || expected === 'FAIL') return given.error !== undefined;
  return given.result === expected;
}
