import { Code } from '../ui/code.tsx';

interface MarkedSentenceProps {
  readonly children: string;
  /** Names that occur in it, of files and hosts. */
  readonly names: readonly string[];
}

/** A sentence with what a machine would print set in mono: names, elements, what is in backticks. */
export function MarkedSentence({ children, names }: MarkedSentenceProps) {
  return markedParts(children, names).map(({ text, isCode, at }) =>
    isCode ? <Code key={at}>{text}</Code> : <bdi key={at}>{text}</bdi>,
  );
}

interface Part {
  readonly text: string;
  readonly isCode: boolean;
  /** Its start in the sentence. */
  readonly at: number;
}

export function markedParts(sentence: string, names: readonly string[]): Part[] {
  const escaped = names
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const code = new RegExp(['`[^`]+`', '</?[A-Za-z][\\w:-]*/?>', ...escaped].join('|'), 'g');
  const parts: Part[] = [];
  let end = 0;
  const plainUpTo = (at: number): void => {
    if (at > end) parts.push({ text: sentence.slice(end, at), isCode: false, at: end });
  };
  for (const match of sentence.matchAll(code)) {
    plainUpTo(match.index);
    parts.push({ text: match[0].replace(/^`|`$/g, ''), isCode: true, at: match.index });
    end = match.index + match[0].length;
  }
  plainUpTo(sentence.length);
  return parts;
}
