import type { Walk } from '../../xml/outline.ts';
import type { FormatReading } from '../format.ts';
import type { TextCache } from '../text/text-cache.ts';

/** A complete, well-formed document, outlined; its reader parses no more of it than it needs. */
export interface XmlDocument {
  readonly text: string;
  readonly walk: Walk;
  readonly cache: TextCache;
}

export interface XmlKind {
  readonly root: string;
  read(document: XmlDocument): FormatReading;
}
