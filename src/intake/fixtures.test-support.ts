import { readFileSync } from 'node:fs';

/** A text of `fixtures/`. */
export function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

/** A text that a real machine printed. */
export function capture(name: string): string {
  return fixture(`captures/${name}`);
}
