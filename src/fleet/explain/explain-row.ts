import { formatWord } from '../../cpu-map/register-word.ts';
import { type PurposeId, purposes } from '../../facts/purposes.ts';
import { featureSources } from '../guest/feature-source.ts';
import { hostsToLeaveOut } from '../matrix/costs.ts';
import type { Row } from '../matrix/rows.ts';
import { policyWords } from '../wording/guest-words.ts';
import { code, nameList, type Phrase, plural, text } from '../wording/phrases.ts';
import { type ExplainContext, hostsWith, names } from './context.ts';
import type { Explanation, ExplanationAction } from './explanation.ts';
import { featureFacts } from './feature-facts.ts';
import { regain } from './regain.ts';

/** A feature over all hosts. */
export function explainRow(context: ExplainContext, row: Row): Explanation {
  const regained =
    row.state === 'differs' && row.feature !== undefined ? regain(context, [row.feature]) : undefined;
  return {
    glyph: undefined,
    title: [code(row.id)],
    sentence: joined(joined(spread(context, row), regained?.sentence ?? []), guestSentence(context, row)),
    facts: row.feature === undefined ? [] : featureFacts(context.pool.fleet.map, row.feature),
    actions: regained?.actions ?? [],
    feature: row.id,
  };
}

function joined(first: readonly Phrase[], second: readonly Phrase[]): Phrase[] {
  return second.length === 0 ? [...first] : [...first, text(' '), ...second];
}

function spread(context: ExplainContext, row: Row): Phrase[] {
  const { hosts } = context.pool;
  if (row.state === 'nobody') return [text('No host that counts has it.')];
  if (row.has === hosts) return [text(hosts === 1 ? 'The host has it.' : `All ${hosts} hosts have it.`)];
  const lacking = names(hostsWith(context.pool, row, 'lacks'));
  const has = text(`${row.has} of ${hosts} hosts ${row.has === 1 ? 'has' : 'have'} it`);
  if (lacking.length === 0) return [has, text("; the others' models are unknown to this CPU map.")];
  return [has, text('; '), ...nameList(lacking), text(lacking.length === 1 ? ' lacks it.' : ' lack it.')];
}

/** Whether the guest has it, and why. */
export function guestSentence({ guest, pool }: ExplainContext, row: Row): Phrase[] {
  if (guest === undefined || row.feature === undefined) return [];
  const { mode } = guest.cpu;
  const source = featureSources(guest, pool.fleet.map)(row.id, row.feature);
  const blocks = row.feature.migratable ? [] : [text(' It blocks live migration.')];
  if (source.kind === 'listed') {
    const { policy } = source;
    return [text('In the guest it is '), code(policy), text(`: ${policyWords[policy]}`), ...blocks];
  }
  if (source.kind === 'model')
    return [text('The guest has it from its model '), code(source.model), text('.'), ...blocks];
  if (source.kind === 'host') return [text(`In mode ${mode} each host decides whether the guest has it.`)];
  if (mode === 'host-model') return [text('In mode host-model libvirt leaves it out.'), ...blocks];
  if (row.has === pool.hosts && pool.hosts > 0)
    return [text('The guest does not have it, though every host could give it.'), ...blocks];
  return [text('The guest does not have it, since not every host does.'), ...blocks];
}

/** A group of features: a purpose, or a register word by its address. */
export function explainGroup(context: ExplainContext, id: string): Explanation {
  // `same:avx512`: what agrees, or what no host has, of a group.
  const [, section, own = ''] = /^(?:(same|absent):)?(.*)$/.exec(id) ?? [];
  const purpose = purposes.find((candidate) => candidate.id === own);
  const whole = own === 'same' || own === 'absent' || own === 'all' || own === 'pinned';
  const inSection = section ?? own;
  const inGroup = context
    .rows()
    .filter(
      (row) =>
        (inSection !== 'same' || row.state === 'same') &&
        (inSection !== 'absent' || row.state === 'nobody') &&
        (whole || (purpose === undefined ? wordOf(row) === own : row.purpose === own)),
    );
  if (own === 'pinned') return explainPinned(context);
  const count = (state: Row['state']) => inGroup.filter((row) => row.state === state).length;
  const [differ, same] = [count('differs'), count('same')];
  const counts = `${plural(inGroup.length, 'feature')}: ${differ} ${differ === 1 ? 'differs' : 'differ'}, ${same} ${same === 1 ? 'is' : 'are'} the same on all hosts, ${count('nobody')} no host has.`;
  const [title, about] =
    purpose === undefined
      ? (otherGroups.get(own) ?? [own, `The register word ${own}.`])
      : [purpose.title, purposeWords[purpose.id]];
  return group(title, `${about} ${counts}`, whole || own === 'outside' ? [] : [findGroup(own)]);
}

/** Several chosen features: what it takes to have them all. */
function explainPinned(context: ExplainContext): Explanation {
  const chosen = context
    .rows()
    .flatMap(({ id, feature }) => (feature && context.pinned.has(id) ? [feature] : []));
  const regained = regain(context, chosen);
  const explained = group(
    'Pinned',
    'Pinned features: they stay whatever the filter.',
    regained?.actions ?? [],
  );
  if (regained === undefined) return explained;
  const hosts = hostsToLeaveOut(context.pool, chosen).length;
  const lack = `${plural(hosts, 'host')} ${hosts === 1 ? 'lacks' : 'lack'} one or more of them.`;
  return { ...explained, sentence: [...explained.sentence, text(` ${lack} `), ...regained.sentence] };
}

function group(title: string, sentence: string, actions: readonly ExplanationAction[]): Explanation {
  return { glyph: undefined, title: [text(title)], sentence: [text(sentence)], facts: [], actions };
}

/** `group:crypto`, `group:"7.0 ebx"` */
function findGroup(id: string): ExplanationAction {
  return {
    kind: 'filter',
    filter: `group:${id.includes(' ') ? `"${id}"` : id}`,
    label: 'Show this group only',
  };
}

const otherGroups = new Map<string, readonly [title: string, about: string]>([
  ['all', ['All features', 'Every feature of the CPU map.']],
  ['same', ['The same on all hosts', 'Features that all counted hosts have.']],
  ['absent', ['That no host has', 'Features that no counted host has.']],
  ['outside', ['Not in the CPU map', 'Names that hosts list and the CPU map does not know.']],
]);

/** The names that groups of rows by register have. */
function wordOf({ word }: Row): string {
  return word === undefined ? 'outside' : formatWord(word);
}

const purposeWords: Record<PurposeId, string> = {
  'instruction-sets':
    'Instructions that programs use when they find them; a program compiled for one that is missing stops.',
  avx512:
    'Instructions on 512-bit vectors. Numeric and video software gains most; a guest without them falls back to AVX2.',
  amx: 'Matrix tiles for machine learning. Large state: guests with it need more memory per processor.',
  crypto: 'Encryption, hashing and random numbers in hardware.',
  security:
    "The guest's kernel needs these to protect itself: which vulnerabilities the CPU has, and the mitigations available.",
  protection: 'Protection for the memory of the kernel and of its programs.',
  memory: 'Page sizes, address widths, caches and how they are flushed.',
  state: 'How registers are saved when the kernel switches tasks; the newer vector sets depend on it.',
  timers: 'Clocks and interrupt delivery.',
  vmx: "Intel's virtualisation. A guest needs it only to run virtual machines of its own.",
  svm: "AMD's virtualisation. A guest needs it only to run virtual machines of its own.",
  sgx: "Intel's enclaves.",
  monitoring: 'Breakpoints, traces and performance counters.',
  power: 'Temperature and power states; hosts do not pass these to guests.',
  platform: 'Information about the processor and its platform.',
  arm: 'Features of Arm processors.',
  other: 'Features that fit no other group, or that this program does not know.',
};
