import type { Reason } from '../../cpu/x86/compare.ts';
import type { Column } from '../matrix/columns.ts';
import { type Direction, directionsFrom } from '../matrix/migration-directions.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';
import type { ExplainContext } from './context.ts';
import type { Fact } from './explanation.ts';

/** The hosts to which a guest with this host's whole CPU could move, and the others with the reason: migration has a direction. */
export function directionFacts({ pool }: ExplainContext, column: Column): Fact[] {
  const directions = directionsFrom(pool, column.kind);
  const runs = directions.filter(({ answer }) => answer.ok && answer.value.result !== 'incompatible');
  const fails = directions.filter((direction) => !runs.includes(direction));
  const whole = text('a guest with all of this CPU: ');
  return [
    ...(runs.length > 0 ? [listed('Moves to', whole, runs.map(nameOf))] : []),
    ...(fails.length > 0 ? [listed('Not to', whole, fails.map(refusal))] : []),
  ];
}

const SHOWN = 3;

function listed(label: string, start: Phrase, entries: readonly (readonly Phrase[])[]): Fact {
  const joined = (part: readonly (readonly Phrase[])[]) =>
    part.flatMap((phrases, i) => (i === 0 ? phrases : [text('; '), ...phrases]));
  const more = entries.slice(SHOWN);
  const phrases = [start, ...joined(entries.slice(0, SHOWN))];
  return more.length === 0 ? { label, phrases } : { label, phrases, more: [text('; '), ...joined(more)] };
}

function nameOf({ to }: Direction): Phrase[] {
  const more = to.included.length - 1;
  return [code(to.included[0]?.name ?? ''), ...(more > 0 ? [text(` and ${more} like it`)] : [])];
}

function refusal(direction: Direction): Phrase[] {
  const { answer } = direction;
  if (!answer.ok) return [...nameOf(direction), text(', '), code(answer.error.message)];
  return [...nameOf(direction), ...answer.value.reasons.flatMap(reasonPhrases)];
}

function reasonPhrases(reason: Reason): Phrase[] {
  switch (reason.kind) {
    case 'missing':
      return [text(`, lacks ${reason.features.length}: `), code(reason.features.join(' '))];
    case 'vendor':
      return [text(', is not of vendor '), code(reason.wanted)];
    case 'arch':
      return [text(', is not '), code(reason.arch)];
    default:
      return [text(', is another CPU')];
  }
}
