import type { Fingerprint } from '../format.ts';

/** How documents of all formats begin: collected from their fingerprints, for the passes that run before them. */
export interface Openings {
  /** A pattern's source, for a place where a document may begin; blanks before it are not part of it. */
  readonly source: string;
  /** Some line of a text. */
  readonly anyLine: RegExp;
  /** A key of JSON. */
  readonly jsonKey: RegExp;
  /** Root elements of XML. */
  readonly xmlRoots: readonly string[];
}

export function openingsOf(fingerprints: readonly Fingerprint[]): Openings {
  const xmlRoots = [...new Set(fingerprints.flatMap(({ xmlRoots = [] }) => xmlRoots))];
  const lines = fingerprints.flatMap(({ opening }) => opening?.source ?? []);
  const source = alternatives([`<(?:${alternatives(['\\?xml', ...xmlRoots])})(?=[\\s/>]|$)`, ...lines]);
  return {
    source,
    anyLine: new RegExp(`^[ \\t]*(?:${source})`, 'm'),
    jsonKey: new RegExp(alternatives(fingerprints.flatMap(({ jsonKey }) => jsonKey?.source ?? []))),
    xmlRoots,
  };
}

/** Matches nothing where there is none. */
export function alternatives(sources: readonly string[]): string {
  return sources.length === 0 ? '(?!)' : sources.join('|');
}
