import { vanishing } from '../../facts/vanishing.ts';
import { code, nameList, type Phrase, plural, text } from './phrases.ts';

/** The removed and the added features, in words. */
export interface Changed {
  readonly gone: readonly string[];
  readonly came: readonly string[];
  readonly told: readonly { readonly what: string; readonly before: string; readonly now: string }[];
}

/** `1 feature removed: rdtscp. 1 feature added: ibpb. Microcode: 0x8001227, now 0x8001250.` */
export function changePhrases({ gone, came, told }: Changed): Phrase[] {
  const phrases: Phrase[] = [];
  if (gone.length > 0)
    phrases.push(text(`${plural(gone.length, 'feature')} removed: `), ...nameList(gone, 6), text('. '));
  if (came.length > 0)
    phrases.push(text(`${plural(came.length, 'feature')} added: `), ...nameList(came, 6), text('. '));
  for (const { what, before, now } of told) {
    phrases.push(text(`${what}: `), code(before), text(', now '), code(now), text('. '));
  }
  if (phrases.length === 0) phrases.push(text('Nothing that is compared has changed. '));
  return phrases;
}

/** `hle and rtm usually come back with the kernel parameter tsx=on …`: a line for each way that is known. */
export function wayBackPhrases(gone: readonly string[]): Phrase[][] {
  const byWay = new Map<string, string[]>();
  for (const name of gone) {
    const back = vanishing(name)?.back;
    if (back !== undefined) byWay.set(back, [...(byWay.get(back) ?? []), name]);
  }
  return [...byWay].map(([back, names]) => [
    ...nameList(names, 6),
    text(` usually come${names.length === 1 ? 's' : ''} back with ${back}.`),
  ]);
}

export interface GuestChange {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** `A guest then gains 2 features: a and b. It loses 1 feature: c.` */
export function followPhrases({ gained, lost }: GuestChange): Phrase[] {
  if (gained.length + lost.length === 0) return [text('The guest CPU stays as it is.')];
  const gains =
    gained.length === 0
      ? []
      : [text(`The guest gains ${plural(gained.length, 'feature')}: `), ...nameList(gained, 6), text('. ')];
  const loses =
    lost.length === 0
      ? []
      : [text(`The guest loses ${plural(lost.length, 'feature')}: `), ...nameList(lost, 6), text('.')];
  return [...gains, ...loses];
}

export interface StartsChanged {
  readonly guests: readonly string[];
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/** `web-01 and web-02 no longer start on kvm-02. They now start on kvm-03.` */
export function startsPhrases({ guests, lost, gained }: StartsChanged): Phrase[] {
  const s = guests.length === 1 ? 's' : '';
  const who = nameList(guests);
  const newly: Phrase[] =
    gained.length === 0
      ? []
      : lost.length === 0
        ? [...who, text(` now start${s} on `), ...nameList(gained), text('.')]
        : [text(` ${s === 's' ? 'It' : 'They'} now start${s} on `), ...nameList(gained), text('.')];
  if (lost.length === 0) return newly;
  return [...who, text(` no longer start${s} on `), ...nameList(lost), text('.'), ...newly];
}
