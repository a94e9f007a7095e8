import type { NameWords } from './name-words.ts';

/** Names of hosts as they are in prompts, commands and headings. A name is data: shown, never trusted. */
const wordName = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,251}[\p{L}\p{N}_])?$/u;

/** The name itself, or undefined if the word can't be a host's. User, port and brackets are taken off. */
export function hostName(word: string, words: NameWords): string | undefined {
  const bare = /^(?:[^@\s]{1,64}@)?(?:\[([\da-fA-F:.]{2,45})\]|([^@[\]:\s]+))(?::\d{1,5})?$/.exec(word);
  if (bare?.[1] !== undefined) return bare[1];
  const name = bare?.[2];
  if (name === undefined || !wordName.test(name) || words.noNames.has(name.toLowerCase())) return undefined;
  return name;
}

/** A word that nobody would write but for a host: letters with a digit, a dash or a dot between them. */
export function looksLikeHost(word: string, words: NameWords): boolean {
  if (!/^[a-z][\w.-]*$/i.test(word) || hostName(word, words) === undefined) return false;
  return /\d/.test(word) || /[a-z]-[a-z]/i.test(word) || /[a-z]\.[a-z]{2,}/i.test(word);
}
