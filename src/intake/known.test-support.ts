import { openingsOf } from './documents/openings.ts';
import { createFormats } from './formats/index.ts';
import { nameWordsOf } from './host-names/name-words.ts';

const fingerprints = createFormats().map(({ fingerprint }) => fingerprint);

/** For all formats. */
export const words = nameWordsOf(fingerprints);
export const openings = openingsOf(fingerprints);
