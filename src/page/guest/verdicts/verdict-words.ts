import type { Mode } from '../../../cpu/definition/definition.ts';
import type { Comparison, Reason } from '../../../cpu/x86/compare.ts';
import type { StartVerdict, UntoldReason } from '../../../fleet/guest/start-verdict.ts';
import { hostsThatRun, type Start, type Verdict } from '../../../fleet/guest/verdicts.ts';
import type { Pool } from '../../../fleet/pool/pool.ts';
import { plural } from '../../../fleet/wording/phrases.ts';

/** `Runs on 2 of 3 hosts`. */
export function runsOn({ hosts }: Pool, verdicts: readonly Verdict[]): string {
  const runs = hostsThatRun(verdicts).toLocaleString('en');
  return `Runs on ${runs} of ${plural(hosts, 'host')}`;
}

/** A verdict in words: `incompatible`, then one part per reason. */
export interface VerdictWords {
  readonly word: string;
  readonly against: boolean;
  readonly parts: readonly VerdictPart[];
}

export interface VerdictPart {
  /** `lacks 3`, `has 12 more`. */
  readonly says: string;
  readonly names: readonly string[];
  /** The names say what is wrong. */
  readonly against: boolean;
}

export function verdictWords(verdict: Verdict, mode: Mode): VerdictWords {
  if (verdict.start !== undefined) return startWords(verdict.start, mode);
  const words = comparedWords(verdict, mode);
  const { length } = verdict.predicted;
  if (length === 0) return words;
  return { ...words, parts: [...words.parts, part(`counting ${length} that KVM makes, as predicted`)] };
}

function startWords(start: Start, mode: Mode): VerdictWords {
  const { isPredicted } = start;
  if (start.state === 'starts') {
    const gives = mode === 'custom' ? [] : [part(given[mode])];
    return { word: 'starts', against: false, parts: [...gives, ...predictedPart(isPredicted)] };
  }
  const verdict = start.verdict();
  const parts = [...startParts(verdict), ...predictedPart(isPredicted)];
  return { word: startWord[start.state], against: start.state === 'refused', parts };
}

const startWord = { starts: 'starts', without: 'starts', refused: 'refused', untold: 'unknown' } as const;

function predictedPart(isPredicted: boolean): VerdictPart[] {
  return isPredicted ? [part('as predicted')] : [];
}

function startParts(verdict: StartVerdict): VerdictPart[] {
  switch (verdict.kind) {
    case 'starts':
      return [{ says: `but without ${verdict.leftOff.length}`, names: verdict.leftOff, against: true }];
    case 'refused':
      return verdict.reasons.length === 0 ? [part(verdict.message)] : verdict.reasons.map(reasonPart);
    case 'untold':
      return [part(untoldWords(verdict.why))];
  }
}

function untoldWords(why: UntoldReason): string {
  switch (why.kind) {
    case 'extra-features':
      return 'check full refuses features that QEMU adds; no document lists them';
    case 'unknown-names':
      return `libvirt does not know ${why.names.join(', ')}`;
    case 'no-qemu-view':
      return `paste ${why.paste}`;
    case 'architecture':
    case 'not-x86':
      return 'of this architecture';
  }
}

function comparedWords({ answer, unlooked, kind }: Verdict, mode: Mode): VerdictWords {
  if (!answer.ok) {
    return {
      word: 'not comparable',
      against: true,
      parts: [{ says: answer.error.message, names: [], against: false }],
    };
  }
  const { result, reasons, extra } = answer.value;
  if (unlooked) {
    return { word: result, against: false, parts: [part('(libvirt does not check this architecture)')] };
  }
  if (kind.cpu.arch === 'aarch64' || kind.cpu.arch.startsWith('armv')) {
    return {
      word: result,
      against: result === 'incompatible',
      parts: [part('(libvirt says this of every guest on Arm)')],
    };
  }
  if (result === 'incompatible') return { word: result, against: true, parts: reasons.map(reasonPart) };
  if (mode !== 'custom') return { word: result, against: false, parts: [part(given[mode])] };
  return { word: result, against: false, parts: result === 'superset' ? [extraPart(extra)] : [] };
}

/** A host also gives its extra features to such a guest. */
const given = {
  'host-model': 'gives its own CPU, less what blocks migration',
  'host-passthrough': 'gives its own CPU',
  maximum: 'gives all that its QEMU can',
} as const;

function part(says: string): VerdictPart {
  return { says, names: [], against: false };
}

function extraPart(names: Comparison['extra']): VerdictPart {
  return { says: `has ${names.length.toLocaleString('en')} more`, names, against: false };
}

function reasonPart(reason: Reason): VerdictPart {
  switch (reason.kind) {
    case 'missing':
      return { says: `lacks ${reason.features.length}`, names: reason.features, against: true };
    case 'forbidden':
      return {
        says: `has ${plural(reason.features.length, 'forbidden feature')}`,
        names: reason.features,
        against: true,
      };
    case 'extra':
      return {
        says: `has ${reason.features.length} beyond a strict guest`,
        names: reason.features,
        against: true,
      };
    case 'vendor':
      return part(`is ${reason.host ?? 'of no stated vendor'}, the guest asks for ${reason.wanted}`);
    case 'arch':
      return part(`is another architecture than ${reason.arch}`);
    case 'model':
    case 'compatibility':
      return part(`is ${reason.host}, the guest asks for ${reason.wanted}`);
    case 'arm':
      return part('is another model or vendor');
  }
}
