import type { Reason } from '../../cpu/x86/compare.ts';
import type { Guest } from '../guest/guest.ts';
import { runs, type Start, type Verdict } from '../guest/verdicts.ts';
import { code, type Phrase, plural, text } from '../wording/phrases.ts';
import type { ExplainContext } from './context.ts';
import { leaveOut } from './explain-cell.ts';
import type { Explanation, Fact } from './explanation.ts';
import { listFact } from './feature-facts.ts';

/** Whether a host runs the guest, with every reason. */
export function explainVerdict(context: ExplainContext, host: string): Explanation | undefined {
  const kind = context.pool.kinds.find(({ included }) => included.some(({ id }) => id === host));
  const verdict = context.verdicts().find(({ kind: { included } }) => included.some(({ id }) => id === host));
  const name = kind?.hosts.find(({ id }) => id === host)?.name ?? '';
  if (verdict === undefined) return undefined;
  const column = context.columnOf(host);
  const title = [code(name), text(`: ${titleWord(verdict)}`)];
  return {
    glyph: undefined,
    title,
    sentence: verdictSentence(verdict, context.guest),
    facts: verdictFacts(verdict),
    actions: runs(verdict) || column === undefined ? [] : leaveOut(context, column),
  };
}

function titleWord({ answer, start }: Verdict): string {
  if (start !== undefined) return startTitles[start.state];
  return answer.ok ? answer.value.result : 'an error';
}

const startTitles = {
  starts: 'starts',
  without: 'starts, with features missing',
  refused: 'refused',
  untold: 'unknown',
} as const;

function verdictSentence(verdict: Verdict, guest: Guest | undefined): Phrase[] {
  if (verdict.start !== undefined) return startSentence(verdict.start);
  const { predicted } = verdict;
  const sentence = comparedSentence(verdict, guest);
  if (predicted.length === 0) return sentence;
  const them = predicted.length === 1 ? 'It is' : 'They are';
  return [
    ...sentence,
    text(` ${plural(predicted.length, 'feature')} of that KVM makes itself, whatever the CPU has. `),
    text(`${them} predicted: this host's own report of what QEMU gives is missing.`),
  ];
}

function startSentence({ state, isPredicted, verdict }: Start): Phrase[] {
  const predicted = isPredicted
    ? [
        text(' This is predicted from the host CPU: paste '),
        code('virsh domcapabilities'),
        text(' of it to know.'),
      ]
    : [];
  return [...stateSentence(state, verdict), ...predicted];
}

function stateSentence(state: Start['state'], verdict: Start['verdict']): Phrase[] {
  switch (state) {
    case 'starts':
      return [text('The guest starts there, and gets all that it asks for.')];
    case 'without': {
      const made = verdict();
      const { length } = made.kind === 'starts' ? made.leftOff : [];
      return [
        text(
          `libvirt starts the guest there. QEMU silently leaves out ${plural(length, 'feature')} that the guest asks for. With check full it would not start.`,
        ),
      ];
    }
    case 'refused':
      return [text('libvirt does not start the guest there.')];
    case 'untold':
      return [
        text(
          'Nothing that the guest asks for is missing there. With check full libvirt also refuses features that QEMU adds by itself, and no document lists them.',
        ),
      ];
  }
}

function comparedSentence({ answer, unlooked }: Verdict, guest: Guest | undefined): Phrase[] {
  if (!answer.ok) return [text('libvirt refuses to compare: '), code(answer.error.message), text('.')];
  if (unlooked)
    return [
      text(
        'libvirt answers identical for this architecture without checking. That does not show whether the guest runs.',
      ),
    ];
  switch (answer.value.result) {
    case 'identical':
      return [text(`The host has exactly what the guest asks for. ${runsThere(guest)}`)];
    case 'superset':
      return [
        text(
          `The host has all that the guest asks for and ${plural(answer.value.extra.length, 'feature')} more. ${runsThere(guest)}`,
        ),
      ];
    case 'incompatible':
      return [text(`libvirt finds the guest CPU incompatible with this host. ${refusedThere(guest)}`)];
  }
}

/** The page knows the host, and not what QEMU and kernel on it leave out. */
function runsThere(guest: Guest | undefined): string {
  return guest?.cpu.check === 'full'
    ? 'With check full the guest starts there if QEMU can give all of it.'
    : 'The guest runs there.';
}

function refusedThere(guest: Guest | undefined): string {
  return guest?.cpu.check === 'none'
    ? "With check none libvirt starts it anyway, and QEMU drops what it can't give."
    : 'It does not start the guest there, unless QEMU can emulate what is missing.';
}

function verdictFacts({ answer, predicted, start }: Verdict): Fact[] {
  const compared = start === undefined ? comparedFacts({ answer, predicted }) : [];
  if (start === undefined) return compared;
  return [...startFacts(start), ...comparedWith(answer)];
}

function startFacts({ state, verdict }: Start): Fact[] {
  if (state === 'starts') return [];
  const made = verdict();
  if (made.kind === 'starts') return [listFact('Without', made.leftOff)];
  if (made.kind !== 'refused') return [];
  return [...made.reasons.map(reasonFact), { label: 'libvirt', phrases: [code(made.message)] }];
}

/** virsh cpu-compare looks at the host CPU alone. */
function comparedWith(answer: Verdict['answer']): Fact[] {
  if (!answer.ok) return [];
  const { result, extra } = answer.value;
  const said: Fact = { label: 'Compared', phrases: [code(result)] };
  return result === 'superset' ? [said, listFact('More', extra)] : [said];
}

function comparedFacts({ answer, predicted }: Pick<Verdict, 'answer' | 'predicted'>): Fact[] {
  if (!answer.ok) return [];
  const facts = answer.value.reasons.map(reasonFact);
  if (predicted.length > 0) facts.push(listFact('Predicted', predicted));
  if (answer.value.result === 'superset') facts.push(listFact('More', answer.value.extra));
  if (answer.value.unknown !== undefined && answer.value.unknown.length > 0) {
    facts.push(listFact('Unknown', answer.value.unknown));
  }
  const message = answer.value.message;
  return message === undefined ? facts : [...facts, { label: 'libvirt', phrases: [code(message)] }];
}

function reasonFact(reason: Reason): Fact {
  switch (reason.kind) {
    case 'arch':
      return { label: 'Arch', phrases: [text('the CPU is for '), code(reason.arch)] };
    case 'vendor':
      return {
        label: 'Vendor',
        phrases: [
          code(reason.wanted),
          text(' is asked for, the host is '),
          code(reason.host ?? 'of no stated vendor'),
        ],
      };
    case 'missing':
      return listFact('Lacks', reason.features);
    case 'forbidden':
      return listFact('Forbidden', reason.features);
    case 'extra':
      return listFact('Extra', reason.features);
    case 'model':
    case 'compatibility':
      return { label: 'Model', phrases: [code(reason.wanted), text(' is asked for')] };
    case 'arm':
      return {
        label: 'Model',
        phrases: [code(`${reason.vendor ?? ''} ${reason.model ?? ''}`.trim()), text(' is asked for')],
      };
  }
}
