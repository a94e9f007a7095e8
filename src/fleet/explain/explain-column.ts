import { driverOf } from '../../cpu/definition/definition.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import { definitionPhrases } from '../answer/answer-sentence.ts';
import type { Column } from '../matrix/columns.ts';
import { baselineGuest } from '../pool/pool.ts';
import { code, mapTitle, nameList, type Phrase, plural, text } from '../wording/phrases.ts';
import { weightSum } from '../wording/weight-words.ts';
import { type ExplainContext, names } from './context.ts';
import { directionFacts } from './direction-facts.ts';
import { gainWithout, leaveOut, newerRelease } from './explain-cell.ts';
import { hostModelFacts } from './explain-host-model.ts';
import type { Explanation, Fact } from './explanation.ts';
import { spaced } from './feature-facts.ts';

/** A host, or all hosts of a kind: what it is and what it costs. */
export function explainColumn(context: ExplainContext, column: Column): Explanation {
  const [first] = column.hosts;
  const more = column.hosts.length - 1;
  const like = more > 0 ? [text(` and ${plural(more, 'host')} like it`)] : [];
  return {
    glyph: undefined,
    title: [code(first?.name ?? ''), ...like, text(`: ${cpuWords(column)}`)],
    sentence: column.included ? costSentence(context, column) : [text('Excluded: it does not count here.')],
    facts: columnFacts(context, column),
    actions:
      context.pool.hosts > 1 || !column.included || context.preview.length > 0
        ? leaveOut(context, column)
        : [],
  };
}

/** `SandyBridge-v2, family 6, model 45, stepping 7` */
function cpuWords({ kind: { cpu } }: Column): string {
  const { definition } = cpu;
  const signature = definition.kind === 'host' ? definition.signature : undefined;
  const parts = [
    definition.model ?? 'no model',
    ...(definition.vendor === undefined ? [] : [definition.vendor]),
  ];
  if (signature !== undefined) {
    parts.push(`family ${signature.family}, model ${signature.model}, stepping ${signature.stepping}`);
  }
  if (cpu.arch !== 'x86_64') parts.push(cpu.arch);
  return parts.join(', ');
}

function costSentence(context: ExplainContext, column: Column): Phrase[] {
  const { pool } = context;
  const alone = unknownSentence(context, column);
  const unknown = alone.length === 0 ? [] : [text(' '), ...alone];
  const cost = context.costs().find(({ kind }) => kind.index === column.kind.index);
  if (column.kind.cpu.unknownModel !== undefined) return alone;
  if (pool.hosts === 1) return [text('This is the only host that counts, so nothing is lost.'), ...unknown];
  if (cost === undefined) return [text('Excluded in this preview.'), ...unknown];
  const who = column.kind.included.length === 1 ? [code(column.hosts[0]?.name ?? '')] : [text('this kind')];
  if (cost.alone.length === 0) {
    const lacks = cost.lacks.length;
    const says =
      lacks === 0
        ? ' lacks nothing that another host has.'
        : ` alone costs the pool nothing: other hosts also lack the ${plural(lacks, 'feature')} that it lacks.`;
    return [...who, text(says), ...unknown];
  }
  const { without } = gainWithout(context, column);
  const guest = baselineGuest(without);
  const then =
    guest === undefined ? [] : [text(' Without it the guest is '), ...definitionPhrases(without, guest)];
  const now = levelOf(pool.fleet.map, pool.common).name;
  const level = levelOf(pool.fleet.map, without.common).name;
  const higher =
    level !== undefined && level !== now
      ? [text(` That is ${level} instead of ${now ?? 'less than x86-64-v1'}.`)]
      : [];
  const others = cost.lacks.length - cost.alone.length;
  const shared = others > 0 ? [text(` It lacks ${others} more that other hosts lack too.`)] : [];
  return [
    text(`The pool loses ${plural(cost.alone.length, 'feature')} because of `),
    ...who,
    text(' alone.'),
    ...then,
    ...higher,
    ...shared,
    ...unknown,
  ];
}

function unknownSentence(context: ExplainContext, { kind: { cpu } }: Column): Phrase[] {
  const { release } = context.pool.fleet.map;
  // libvirt looks names up for x86 only.
  if (driverOf(cpu.arch) !== 'x86') return [];
  if (cpu.unknownModel !== undefined) {
    return [
      text(`${mapTitle(release)} does not know the model `),
      code(cpu.unknownModel),
      text('. '),
      ...newerRelease(context, cpu.unknownModel),
    ];
  }
  const [first] = cpu.unknownFeatures;
  if (first === undefined) return [];
  const count = cpu.unknownFeatures.length;
  return [
    text(`${mapTitle(release)} does not know ${count === 1 ? 'its feature ' : `${count} of its features: `}`),
    ...nameList(cpu.unknownFeatures),
    text('. '),
    ...newerRelease(context, first),
  ];
}

function columnFacts(context: ExplainContext, column: Column): Fact[] {
  const facts: Fact[] = [];
  const cost = context.costs().find(({ kind }) => kind.index === column.kind.index);
  if (column.included && cost !== undefined && cost.alone.length > 0) {
    const lost = cost.alone.map(({ name }) => name);
    const rest = lost.slice(14);
    facts.push({
      label: 'Lost',
      phrases: spaced(lost.slice(0, 14)),
      ...(rest.length > 0 ? { more: spaced(rest) } : {}),
    });
    facts.push({ label: 'Weight', phrases: [text(weightSum(lost))] });
  }
  if (column.hosts.length > 1) {
    const all = names(column.hosts);
    const rest = all.slice(6);
    facts.push({
      label: 'Hosts',
      phrases: spaced(all.slice(0, 6)),
      ...(rest.length > 0 ? { more: spaced(rest) } : {}),
    });
  }
  if (column.included) facts.push(...directionFacts(context, column));
  facts.push(...hostModelFacts(context.pool.fleet.map, column.kind));
  const source = context.sourceOf(column.key);
  if (source?.processor !== undefined) facts.push({ label: 'Processor', phrases: [text(source.processor)] });
  if (source !== undefined) {
    const { definition, decoded } = column.kind.cpu;
    const as = decoded
      ? [
          text(', decoded as '),
          code(definition.model ?? 'no model'),
          text(` and ${plural(definition.features.length, 'feature')}`),
        ]
      : [];
    if (source.runs.length > 0) facts.push({ label: 'Runs', phrases: [text(source.runs.join(', '))] });
    const limits = source.limits === undefined ? [] : [text(`. ${source.limits}`)];
    facts.push({
      label: 'Seen in',
      phrases: [code(`${source.file}:${source.line}`), text(` ${source.kind}`), ...as, ...limits],
    });
  }
  return facts;
}
