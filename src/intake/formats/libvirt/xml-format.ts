import type { Walk } from '../../../xml/outline.ts';
import { parseXml } from '../../../xml/xml.ts';
import { problemOf } from '../../documents/incomplete.ts';
import { doctype, malformedAt, tooDeep, tooManyDocuments } from '../../documents/problem-sentences.ts';
import { findDocuments } from '../../documents/xml-documents.ts';
import type { XmlKind } from '../../documents/xml-kind.ts';
import type { Fingerprint, Format, FormatProblem, FormatReading } from '../../format.ts';
import { NextIndex } from '../../text/next-index.ts';
import type { TextCache } from '../../text/text-cache.ts';
import { capabilities } from './capabilities.ts';
import { cpu } from './cpu.ts';
import { cpudata } from './cpudata.ts';
import { domain } from './domain.ts';
import { domcapabilities } from './domcapabilities.ts';

const kinds: ReadonlyMap<string, XmlKind> = new Map(
  [capabilities, domcapabilities, domain, cpu, cpudata].map((kind) => [kind.root, kind]),
);

const fingerprint: Fingerprint = {
  xmlRoots: [...kinds.keys()],
  programs: ['virsh'],
  commandLine: /capab|dumpxml|\.xml\b/,
  words: [
    'virsh',
    'libvirt',
    'capabilities',
    'domcapabilities',
    'dumpxml',
    'domain',
    'cpudata',
    'baseline',
    'cpu-baseline',
  ],
  fileWords: ['capab', 'domcaps', 'dom_caps', 'cpu-data'],
};

/** All of libvirt's documents: one walk over the tags finds, splits and judges them. */
export function createXmlFormat(cache: TextCache): Format<Walk> {
  return {
    name: 'xml',
    fingerprint,
    find: (text) => findDocuments(text, new NextIndex(text)),
    read: (text, walk) => readDocument(text, walk, cache),
  };
}

function readDocument(text: string, walk: Walk, cache: TextCache): FormatReading {
  if (walk.outcome === 'doctype') return { hosts: [], problems: [doctype(walk.start)] };
  if (walk.outcome === 'too-many') return { hosts: [], problems: [tooManyDocuments(walk.start)] };
  if (walk.outcome !== 'complete') return { hosts: [], problems: [problemOf(text, walk)] };
  const problems = walk.doubt ? validate(text, walk) : [];
  const kind = kinds.get(walk.root);
  return problems.length > 0 || kind === undefined
    ? { hosts: [], problems }
    : kind.read({ text, walk, cache });
}

/** The whole, validating parse, where the walk was not sure. */
function validate(text: string, walk: Walk): FormatProblem[] {
  const parsed = parseXml(text.slice(walk.start, walk.end));
  if (parsed.ok) return [];
  const { code, detail, line, column } = parsed.problem;
  let offset = walk.start;
  for (let i = 1; i < line; i++) offset = text.indexOf('\n', offset) + 1;
  if (code === 'doctype') return [doctype(offset)];
  return [code === 'too-deep' ? tooDeep(offset) : malformedAt(offset + Math.max(0, column - 1), detail)];
}
