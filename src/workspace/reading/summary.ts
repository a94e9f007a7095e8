import type { ReadSummary } from '../stores/store.ts';

/** `3 hosts added, 1 problem.` */
export function summaryInWords({ added, joined, same, errors, problems, skipped }: ReadSummary): string {
  const parts = [
    ...(added > 0 || joined + same + errors === 0 ? [`${counted(added, 'host')} added`] : []),
    ...(joined > 0 ? [`${counted(joined, 'host')} completed`] : []),
    ...(same > 0 ? [`${counted(same, 'host')} here already`] : []),
    ...(errors > 0 ? [`${counted(errors, 'error')} read`] : []),
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(skipped > 0 ? [`${counted(skipped, 'other file')} without a host`] : []),
  ];
  const sentence = parts.join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
