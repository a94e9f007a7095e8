import { type Walk, walkDocument } from '../../xml/outline.ts';
import { MAX_DOCUMENTS } from '../limits.ts';
import type { NextIndex } from '../text/next-index.ts';
import { documentRoots } from './document-roots.ts';

const { rootAt, wanted } = documentRoots;

const search = new RegExp(
  `<(?:!--|!DOCTYPE(?!\\s+html)|(?:${[...wanted.keys()].join('|')})(?=[\\s/>]|$))`,
  'gi',
);

/**
 * Every document of a text, finished or not, in order and apart from each other. What lies between them is
 * for the naming. Comments between documents are skipped: a document in a comment is not meant.
 */
export function findDocuments(text: string, next: NextIndex): Walk[] {
  const documents: Walk[] = [];
  search.lastIndex = 0;
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const at = match.index;
    if (documents.length >= MAX_DOCUMENTS) return [...documents, refused('too-many', at, text.length)];
    if (match[0] === '<!--') {
      const end = next.find('-->', at + 4);
      if (end !== Number.POSITIVE_INFINITY) search.lastIndex = end + 3;
    } else if (match[0].startsWith('<!')) {
      const document = readTyped(text, next, at);
      documents.push(document);
      search.lastIndex = document.end;
    } else if (rootAt(text, at) !== undefined) {
      const document = readStretch(text, next, at);
      if (isMentioned(text, document)) continue;
      documents.push(document);
      search.lastIndex = Math.max(document.end, at + 1);
    }
  }
  return documents;
}

/** A DOCTYPE and the document that it comes before, of whatever kind: refused whole. */
function readTyped(text: string, next: NextIndex, start: number): Walk {
  const close = next.find('>', start);
  const subset = next.find('[', start) < close ? next.find(']', start) : start;
  const end = next.find('>', subset) + 1;
  if (end > text.length) return refused('doctype', start, text.length);
  const root = text.slice(end, end + 1000).search(/\S/);
  const known = root === -1 ? undefined : rootAt(text, end + root);
  return refused('doctype', start, known === undefined ? end : readStretch(text, next, end + root).end);
}

function refused(outcome: 'doctype' | 'too-many', start: number, end: number): Walk {
  return { root: '', start, end, outcome, at: start, open: [], doubt: true, tags: 0, sections: new Map() };
}

/** `inside <cpu> they say`: a tag's name in prose, not a document. */
function isMentioned(text: string, document: Walk): boolean {
  if (document.outcome === 'complete') return document.tags === 0 && isEmptyInner(text, document);
  // `sed -n '/<cpu /,/…/p'`, `grep "<cpu "`: a tag that is not finished, of a pattern.
  const isPattern = document.tags < 0 && /[/'"\\^]/.test(text.charAt(document.start - 1));
  if (isPattern && document.outcome !== 'text-ends') return true;
  const end = Math.min(document.end, document.start + 300);
  // Its tag has words behind it on the line, or is in the middle of a sentence.
  if (/^<\w+(?:\s[^<>]*)?>[ \t]*[^\s<]/.test(text.slice(document.start, end + 20))) return true;
  const before = text.slice(Math.max(0, document.start - 40), document.start);
  return document.tags <= 0 && /[\p{L}\p{N}.,;)(] +$/u.test(before);
}

/** `<domain type='kvm'/>` is a line of capabilities whose beginning is missing. */
function isEmptyInner(text: string, { root, start, end }: Walk): boolean {
  if (!text.startsWith('/>', end - 2)) return false;
  return (
    root === 'domain' ||
    (root === 'cpu' && !/\smode\s*=/.test(text.slice(start, Math.min(end, start + 1000))))
  );
}

function readStretch(text: string, next: NextIndex, start: number): Walk {
  const walk = walkDocument({ roots: documentRoots, text, next, start, limit: text.length });
  if (walk.outcome === 'complete') return walk;
  if (walk.outcome === 'document-begins') return { ...walk, end: trimBack(text, start, walk.at) };
  if (walk.outcome === 'text-ends') return endOfUnfinished(text, next, walk);
  const stop = Math.min(next.findPattern(anyRoot, Math.max(walk.at, start + 1)), text.length);
  const closing = `</${walk.root}`;
  const closed = next.find(closing, walk.at);
  if (closed >= stop) return { ...walk, end: trimBack(text, start, stop) };
  const end = next.find('>', closed) + 1;
  return { ...walk, end: Math.min(end, stop) };
}

/** A document without its end swallows those after it, where they may nest: those that begin a line are others. */
function endOfUnfinished(text: string, next: NextIndex, walk: Walk): Walk {
  const limit = next.findPattern(lineRoot, walk.start + 1);
  if (limit >= text.length) return { ...walk, end: trimBack(text, walk.start, text.length) };
  const again = walkDocument({ roots: documentRoots, text, next, start: walk.start, limit });
  return { ...again, outcome: 'document-begins', end: trimBack(text, walk.start, limit) };
}

const anyRoot = /<(?:\?xml\s|(?:capabilities|domainCapabilities)[\s>])|^<(?:domain|cpudata|cpu)[\s>]/gm;
const lineRoot = /^<(?:\?xml|capabilities|domainCapabilities|domain|cpudata|cpu)[\s>]/gm;

/**
 * Before the next document stand its prompt, heading, comment: they are not the unfinished one's. Its last
 * line is the last one that looks like its content.
 */
function trimBack(text: string, start: number, end: number): number {
  let at = end;
  for (let lines = 0; at > start && lines < 50; lines++) {
    // Not looked for far back: a text without line ends would be searched whole for each document.
    const from = Math.max(start, at - LONGEST_LINE);
    const lineStart = from + text.slice(from, at).lastIndexOf('\n') + 1;
    if (lineStart === from && from > start) break;
    const line = text.slice(lineStart, Math.min(at, lineStart + 400));
    if (lineStart === start || isContent(line)) return start + text.slice(start, at).trimEnd().length;
    at = lineStart - 1;
  }
  return start + text.slice(start, end).trimEnd().length;
}

/** A longer line is somebody's content. */
const LONGEST_LINE = 4000;

function isContent(line: string): boolean {
  if (/^\s*<(?:\?|!--)/.test(line)) return false;
  return /^\s*<\/?[A-Za-z]|\/>\s*$|^\s+[\w-]+\s*=\s*['"]/.test(line);
}
