import { utf16Of } from '../../../intake/archive/entries.ts';

/** Bytes of a file → text. UTF-8 unless a byte order mark or the NULs of Latin letters say UTF-16; broken bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes);
}
