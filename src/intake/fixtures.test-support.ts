import { existsSync, readFileSync } from 'node:fs';

/** A text of `fixtures/`. */
export function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

const captures = new URL('../../../shared/captures/', import.meta.url);
export const hasCaptures = existsSync(captures);

/** A text that a real machine printed; they lie beside the project, where they are there at all. */
export function capture(name: string): string {
  return readFileSync(new URL(name, captures), 'utf8');
}
