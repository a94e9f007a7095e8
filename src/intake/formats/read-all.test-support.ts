import type { Format, FormatHost, FormatProblem, Span } from '../format.ts';
import { LineIndex } from '../text/line-index.ts';

/** What a format finds in a text and reads from it, with the sentences as a person would see them. */
export function readAll(format: Format, text: string) {
  const lines = new LineIndex(text);
  const spans: readonly Span[] = format.find(text);
  const hosts: FormatHost[] = [];
  const problems: FormatProblem[] = [];
  for (const span of spans) {
    const reading = format.read(text, span);
    hosts.push(...reading.hosts);
    problems.push(...reading.problems);
  }
  const sentences = problems.map(({ say, offset }) => say('kvm-01', lines.lineAt(offset)));
  const cpu = hosts[0]?.cpu;
  const names = cpu?.kind === 'names' ? cpu.names : cpu?.kind === 'host' ? cpu.cpu.features : undefined;
  return { text, spans, hosts, problems, sentences, names };
}
