import { countGuests, type GuestColumn, type GuestRow, isTaking } from '../guests/guest-rows.ts';
import { code, type Phrase, plural, text } from '../wording/phrases.ts';

/** `120 guests: 97 start on every host, 20 on some, 3 only on kvm-07.` Nothing where there are none. */
export function guestPhrases(
  rows: readonly GuestRow[],
  columns: readonly GuestColumn[],
  groups: number,
): Phrase[] {
  const { all, every, some, one, nowhere, untold } = countGuests(rows);
  if (all === 0) return [];
  const count = (number: number, filter: string, loss: boolean): Phrase => ({
    kind: 'count',
    text: number.toLocaleString('en'),
    to: { to: 'guests', filter },
    ...(loss ? { loss: true } : {}),
  });
  const whose = groups > 1 ? ' of their group' : '';
  const only = hostOf(rows, columns);
  const parts: Phrase[][] = [];
  if (every > 0)
    parts.push([
      text(`${every.toLocaleString('en')} ${every === 1 ? 'starts' : 'start'} on every host${whose}`),
    ]);
  if (some > 0) parts.push([count(some, '', false), text(' on some')]);
  if (one > 0)
    parts.push([
      count(one, 'stuck', true),
      text(' only on '),
      ...(only === undefined ? [text('one host')] : [code(only)]),
    ]);
  if (nowhere > 0) parts.push([count(nowhere, 'runs:0', true), text(' on none')]);
  if (untold > 0) parts.push([count(untold, '', false), text(' unknown')]);
  const joined = parts.flatMap((part, at) => [text(at === 0 ? ': ' : ', '), ...part]);
  return [
    { kind: 'count', text: plural(all, 'guest'), to: { to: 'guests', filter: '' } },
    ...joined,
    text('. '),
  ];
}

/** The one host that guests are bound to, where it is the same for all of these. */
function hostOf(rows: readonly GuestRow[], columns: readonly GuestColumn[]): string | undefined {
  const names = new Set(
    rows
      .filter(({ section }) => section === 'one')
      .map(({ cells, group }) => {
        const at = cells.findIndex((cell, i) => columns[i]?.group === group && isTaking(cell));
        return columns[at]?.kind.included[0]?.name;
      }),
  );
  const [only, ...others] = names;
  return others.length === 0 ? only : undefined;
}
