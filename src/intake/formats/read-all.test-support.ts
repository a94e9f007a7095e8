import { scan } from '../assemble/scan.ts';
import type { Format, Span } from '../format.ts';
import { LineIndex } from '../text/line-index.ts';

/** The finds of the formats in a text and their readings, with the sentences as a person would see them. */
export function readAll(formats: Format | readonly Format[], text: string) {
  const lines = new LineIndex(text);
  const { items } = scan(text, Array.isArray(formats) ? formats : [formats as Format]);
  const spans: readonly Span[] = items.map(({ span }) => span);
  const hosts = items.flatMap(({ reading }) => reading.hosts);
  const problems = items.flatMap(({ reading }) => reading.problems);
  const sentences = problems.map(({ say, offset }) => say('kvm-01', lines.lineAt(offset)));
  const cpu = hosts[0]?.cpu;
  const names = cpu?.kind === 'names' ? cpu.names : cpu?.kind === 'host' ? cpu.cpu.features : undefined;
  return { text, spans, hosts, problems, sentences, names };
}
