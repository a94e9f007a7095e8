import { plural, text } from '../wording/phrases.ts';
import type { ExplainContext } from './context.ts';
import type { Explanation } from './explanation.ts';

/** Heads of the matrix that stand for no host: of columns, and of the rows that tell what each column costs. */
const headings = {
  feature: {
    title: 'Feature',
    says: () =>
      'The name that libvirt gives it; QEMU and Linux may spell it otherwise. Names that hosts have and the CPU map does not know are listed too.',
  },
  meaning: {
    title: 'Meaning',
    says: () => 'The meaning of the feature, in a few words. Its row has its purpose.',
  },
  address: {
    title: 'CPUID or MSR',
    says: () =>
      'Where the processor shows it: CPUID leaf and subleaf, output register and bit, or the number of an MSR, its half and bit. Leaves and MSRs are in hexadecimal.',
  },
  lacked: {
    title: 'Lacked by',
    says: ({ pool }) =>
      `How many of ${plural(pool.hosts, 'host')} that ${pool.hosts === 1 ? 'counts' : 'count'} lack the feature; nothing where none does.`,
  },
  guest: {
    title: 'Guest',
    says: () =>
      'Whether the guest CPU has the feature, and where it comes from: the model or its own policy.',
  },
  lacks: {
    title: 'Lacks',
    says: () =>
      'How many features each column lacks, of those that some host has. The solid part of a bar is what the pool loses only because of that column.',
  },
  alone: {
    title: 'Lost only because of it',
    says: () => 'How many more features a guest could have without that column: all others have them.',
  },
} as const satisfies Record<string, Heading>;

interface Heading {
  readonly title: string;
  readonly says: (context: ExplainContext) => string;
}

export function explainHeading(context: ExplainContext, heading: string): Explanation | undefined {
  if (!isHeading(heading)) return undefined;
  const { title, says } = headings[heading];
  return { glyph: undefined, title: [text(title)], sentence: [text(says(context))], facts: [], actions: [] };
}

function isHeading(heading: string): heading is keyof typeof headings {
  return Object.hasOwn(headings, heading);
}
