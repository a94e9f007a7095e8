import type { GuestChange, GuestEdit } from './smallest-change.ts';

/** The change in the words of a page: `Drop md-clear and 2 more`. */
export function changeInWords(edits: readonly GuestEdit[]): string {
  const names = edits.flatMap((edit) => (edit.kind === 'feature' ? [edit.name] : []));
  const [first, second] = names;
  const dropped =
    first === undefined
      ? []
      : [
          names.length === 1
            ? `drop ${first}`
            : names.length === 2
              ? `drop ${first} and ${second}`
              : `drop ${first} and ${names.length - 1} more`,
        ];
  const others = edits.flatMap((edit) => (edit.kind === 'feature' ? [] : [otherInWords(edit)]));
  const sentence = [...dropped, ...others].join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

function otherInWords(edit: Exclude<GuestEdit, { kind: 'feature' }>): string {
  switch (edit.kind) {
    case 'match':
      return `match ${edit.becomes}`;
    case 'check':
      return `check ${edit.becomes}`;
    case 'mode':
      return `mode ${edit.becomes}`;
    case 'vendor':
      return `drop the vendor ${edit.was}`;
  }
}

/**
 * A line for virt-xml; undefined if it has no words for the change, or a name is not one that a shell takes as it is.
 * `disable=` replaces a feature that is listed with another policy.
 */
export function virtXmlLine(name: string, { edits }: Pick<GuestChange, 'edits'>): string | undefined {
  const words = edits.map((edit) => {
    if (edit.kind === 'feature') return /^[\w.-]+$/.test(edit.name) ? `disable=${edit.name}` : undefined;
    return edit.kind === 'match' || edit.kind === 'check' ? `${edit.kind}=${edit.becomes}` : undefined;
  });
  if (words.some((word) => word === undefined) || !/^[\w][\w.@+-]*$/.test(name)) return undefined;
  return `virt-xml ${name} --edit --cpu ${words.join(',')}`;
}
