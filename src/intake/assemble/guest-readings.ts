import { nameFromFile } from '../host-names/file-name.ts';
import { hostOfPath } from '../host-names/guest-names.ts';
import type { NameWords } from '../host-names/name-words.ts';
import type { GuestReading } from '../reading.ts';
import type { Draft } from './host-drafts.ts';

/** The guests among the drafts. The file's name is for the one guest that nothing else names. */
export function guestReadings(drafts: readonly Draft[], file: string, words: NameWords): GuestReading[] {
  const found = drafts.flatMap((draft) =>
    draft.guest === undefined ? [] : [{ ...draft, guest: draft.guest }],
  );
  const isAlone = drafts.length === 1;
  return found.map(({ guest, line, featureLines }): GuestReading => {
    const { offset: _offset, featureOffsets: _offsets, name, on, ...rest } = guest;
    return {
      ...rest,
      view: 'guest',
      name: name ?? (isAlone ? nameFromFile(file, words) : undefined),
      on: on ?? hostOfPath(file, words),
      place: { file, line },
      ...(featureLines === undefined ? {} : { featureLines }),
    };
  });
}
