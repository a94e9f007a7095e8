import { hasMask } from '../../bits/bits.ts';
import { poolWithout } from '../answer/answer-sentence.ts';
import { type CellState, type Column, cellState } from '../matrix/columns.ts';
import { featuresGained } from '../matrix/costs.ts';
import { type Row, stateIn } from '../matrix/rows.ts';
import { canBeDeployed } from '../pool/deployable.ts';
import { isToldByQemu } from '../pool/pool.ts';
import { code, mapTitle, nameList, type Phrase, plural, text } from '../wording/phrases.ts';
import { signWords } from '../wording/sign-words.ts';
import { type ExplainContext, hostsWith, ids, names } from './context.ts';
import { guestSentence } from './explain-row.ts';
import type { Explanation, ExplanationAction, Fact } from './explanation.ts';
import { featureFacts } from './feature-facts.ts';

/** One feature on one host, or on all hosts of a kind. */
export function explainCell(context: ExplainContext, row: Row, column: Column): Explanation {
  const state = stateOf(context, row, column);
  const host = column.hosts[0];
  const more = column.hosts.length - 1;
  const who: Phrase[] = [
    code(host?.name ?? ''),
    ...(more > 0 ? [text(` and ${plural(more, 'host')} like it`)] : []),
  ];
  return {
    glyph: state,
    title: [code(row.id), text(' on '), ...who, text(`: ${stateWords[state]}`)],
    sentence: sentenceFor(context, { row, column, state, who }),
    facts: [
      ...(row.feature === undefined ? [] : featureFacts(context.pool.fleet.map, row.feature)),
      seenIn(context, row, column),
    ],
    actions: state === 'lacks' || state === 'only-lacks' ? leaveOut(context, column) : [],
    feature: row.id,
  };
}

/** The guest is another sentence: a host that has it has it. */
const stateWords: Record<CellState, string> = {
  has: 'has it',
  'has-blocks-migration': signWords('lock', 'host').says,
  lacks: signWords('lacks', 'host').says,
  'only-lacks': signWords('lacks', 'host').says,
  unknown: 'not known',
  'not-told': signWords('not-told', 'host').says,
  'outside-map': 'has it, unknown to this CPU map',
  nobody: signWords('nobody', 'host').says,
};

function stateOf(context: ExplainContext, row: Row, column: Column): CellState {
  const lacking = context.pool.kinds.filter((kind) => stateIn(kind, row.id, row.feature) === 'lacks');
  const [only, second] = lacking;
  const alone =
    only !== undefined &&
    second === undefined &&
    only.index === column.kind.index &&
    only.included.length > 0;
  return cellState(row, column, alone);
}

interface Cell {
  readonly row: Row;
  readonly column: Column;
  readonly state: CellState;
  readonly who: readonly Phrase[];
}

function sentenceFor(context: ExplainContext, cell: Cell): Phrase[] {
  const { row, column, state, who } = cell;
  const { map } = context.pool.fleet;
  switch (state) {
    case 'nobody':
      return [text('No host that counts has it, so no guest can.')];
    case 'unknown':
      return [
        text(`${mapTitle(map.release)} does not know the model `),
        code(column.kind.cpu.unknownModel ?? ''),
        text(', so its features are unknown. '),
        ...newerRelease(context, column.kind.cpu.unknownModel ?? ''),
      ];
    case 'not-told':
      return notTold(context, cell);
    case 'outside-map':
      return [
        text(`${mapTitle(map.release)} does not know this feature and would refuse the host. `),
        ...newerRelease(context, row.id),
      ];
    case 'has':
    case 'has-blocks-migration':
      return row.feature === undefined || context.guest === undefined
        ? [text('The host has it.')]
        : guestSentence(context, row);
    case 'lacks':
    case 'only-lacks':
      return column.included
        ? lackSentence(context, cell)
        : [...who, text(' is excluded, so this costs the pool nothing.')];
  }
}

/** Neither there nor lacking. */
function notTold(context: ExplainContext, { column, who }: Cell): Phrase[] {
  const kind = context.sourceOf(column.key)?.kind;
  const shows =
    kind === undefined ? [text('The source does not show it')] : [text(`${kind} does not show it`)];
  return [
    ...shows,
    text(', so it is neither there nor lacking on '),
    ...who,
    text('. Until it is told, no guest gets it. These tell it: '),
    code('virsh -r capabilities'),
    text(', '),
    code('virsh -r domcapabilities'),
    text('.'),
  ];
}

function lackSentence(context: ExplainContext, { row, column, who }: Cell): Phrase[] {
  const lacking = hostsWith(context.pool, row, 'lacks');
  const own = column.kind.included.length;
  if (row.feature !== undefined && !canBeDeployed(row.feature, isToldByQemu(context.pool))) {
    const why = row.feature.migratable
      ? 'a guest gets it only if asked for'
      : 'a guest that has it cannot migrate';
    return [...who, text(` lacks it, which costs the pool nothing: ${why}.`), ...limitsOf(context, column)];
  }
  if (lacking.length <= own) {
    const { gained } = gainWithout(context, column);
    const only =
      own === 1 ? ' is the only host that lacks it. Without ' : ' are the only hosts that lack it. Without ';
    const others = gained - 1;
    const too = others > 0 ? ` the guest can gain it and ${others} more.` : ' the guest can gain it.';
    const all = context.folded || own === 1 ? who : nameList(names(column.kind.included));
    return [
      ...all,
      text(only),
      ...(own === 1 ? who : [text('them')]),
      text(too),
      ...limitsOf(context, column),
    ];
  }
  const ofColumn = new Set(column.hosts);
  const others = names(lacking.filter((host) => !ofColumn.has(host)));
  return [
    text(`${lacking.length} of ${context.pool.hosts} hosts lack it: besides `),
    ...who,
    text(' also '),
    ...nameList(others),
    text(`. A guest gains it only without ${lacking.length === 2 ? 'both' : 'all of them'}.`),
    ...limitsOf(context, column),
  ];
}

function limitsOf(context: ExplainContext, column: Column): Phrase[] {
  const limits = context.sourceOf(column.key)?.limits;
  return limits === undefined ? [] : [text(` ${limits}`)];
}

/** How many features the pool would share on top, without a column's kind. */
export function gainWithout(context: ExplainContext, column: Column) {
  const kind = context.pool.kinds.find(({ index }) => index === column.kind.index) ?? column.kind;
  const without = poolWithout(context.pool, { kind });
  return { without, gained: featuresGained(context.pool, context.pool.common, without.common) };
}

export function newerRelease(context: ExplainContext, name: string): Phrase[] {
  const release = context.knownIn(name);
  return [text(release === undefined ? 'No built-in release knows it.' : `libvirt ${release} knows it.`)];
}

export function leaveOut(context: ExplainContext, column: Column): ExplanationAction[] {
  const hosts = ids(column.hosts);
  const what = hosts.length === 1 ? (column.hosts[0]?.name ?? '') : `these ${hosts.length}`;
  if (context.preview.length > 0) {
    return [
      { kind: 'end-preview', label: 'End preview' },
      { kind: 'leave-out', hosts: context.preview, label: 'Apply the preview' },
    ];
  }
  if (!column.included) return [{ kind: 'take-in', hosts, label: `Include ${what}` }];
  return [
    { kind: 'preview', hosts, label: `Preview without ${what}` },
    { kind: 'leave-out', hosts, label: `Exclude ${what}` },
  ];
}

/** The line that says so, or why no line does. */
function seenIn(context: ExplainContext, row: Row, column: Column): Fact {
  const source = context.sourceOf(column.key);
  if (source === undefined) return { label: 'Seen in', phrases: [text('the source is not kept')] };
  const line = source.lineOf(row.id);
  const { definition, decoded } = column.kind.cpu;
  const place = code(`${source.file}:${line ?? source.line}`);
  if (line !== undefined) return { label: 'Seen in', phrases: [place, text(' lists it')] };
  if (decoded)
    return {
      label: 'Seen in',
      phrases: [place, text(` ${source.kind}, decoded as `), code(definition.model ?? 'no model')],
    };
  const model = context.pool.fleet.map.modelByName.get(definition.model ?? '');
  if (model === undefined) return { label: 'Seen in', phrases: [place, text(' does not list it')] };
  const inModel = row.feature !== undefined && hasMask(model.bits, row.feature.mask);
  const says = inModel ? ' has it' : ' is without it, and nothing adds it';
  return { label: 'Seen in', phrases: [place, text(' the model '), code(model.name), text(says)] };
}
