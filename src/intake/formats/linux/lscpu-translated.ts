import { type LineRunRules, lineRuns } from '../../documents/line-runs.ts';
import type { Format, FormatProblem, FormatReading, Span } from '../../format.ts';
import { linesIn, type TextLine, wholeText } from '../../text/text-lines.ts';

/**
 * The output of `lscpu` in another language. Only the fields' names
 * tell the model's number from the stepping, so it is refused, with the command that helps, and never skipped.
 */
export const lscpuTranslated: Format = {
  name: 'lscpu in another language',
  fingerprint: { opening: /[^\s:：][^:：\n]{0,59}[:：][ \t]*(?:x86_64|aarch64)\s*$/ },
  find,
  read,
};

/** Chinese has a colon of its own. */
const field = /^[ \t]*([^\s:：][^:：\n]{0,59})[:：][ \t]*(.*)$/u;
const architecture = /^(?:x86_64|i[3-6]86|aarch64|armv\w{1,5})\s*$/;
const flags = /^(?:fpu vme|fp asimd) /;

function find(text: string): Span[] {
  return /[:：][ \t]+(?:fpu vme|fp asimd) /.test(text) ? lineRuns(text, wholeText(text), rules) : [];
}

const rules: LineRunRules<{ hasFlags: boolean }> = {
  begins: (line) => (architecture.test(fieldValue(line) ?? '') ? { hasFlags: false } : undefined),
  continues(run, line) {
    const value = fieldValue(line);
    if (value === undefined || architecture.test(value)) return false;
    run.hasFlags ||= flags.test(value);
    return true;
  },
  tells: ({ hasFlags }) => hasFlags,
};

function fieldValue({ text }: TextLine): string | undefined {
  return field.exec(text)?.[2];
}

function read(text: string, span: Span): FormatReading {
  for (const { start, text: line } of linesIn(text, span)) {
    const [, name = '', value = ''] = field.exec(line) ?? [];
    if (flags.test(value)) return { hosts: [], problems: [translated(start, name.trim())] };
  }
  return { hosts: [], problems: [] };
}

function translated(offset: number, name: string): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `The lscpu output of ${subject} is in another language: in line ${line} the flags are called “${name}”. ` +
      'Paste the output of LC_ALL=C lscpu.',
    hint: 'in English this is Flags',
  };
}
