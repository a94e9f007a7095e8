import type { HostReading, HostSoftware, ToldOfHost } from '../reading.ts';
import type { FailedHost } from './failed-hosts.ts';
import type { NamedDraft } from './name-hosts.ts';

/** Facts about hosts rather than their CPUs, and how a reading gets those of its host. */
export function softwareIn(named: readonly NamedDraft[]) {
  const software = new Map<string | undefined, HostSoftware>();
  for (const { draft, names } of named) {
    if (draft.software === undefined) continue;
    for (const name of names) software.set(name, { ...software.get(name), ...draft.software });
  }
  return {
    // A document's own words count before the text beside it.
    added: (reading: HostReading): HostReading => {
      const told = software.get(reading.name);
      return told === undefined ? reading : { ...reading, software: { ...told, ...reading.software } };
    },
  };
}

/** A release without a CPU beside it, of a host that did not fail, is a problem: it names no host to show. */
export function withReleasesAlone(
  named: readonly NamedDraft[],
  failed: readonly FailedHost[],
): readonly NamedDraft[] {
  const known = new Set<string | undefined>([
    ...failed.map(({ name }) => name),
    ...named.flatMap(({ draft, names }) => (draft.software === undefined ? names : [])),
  ]);
  return named.map((item) => {
    const isAlone = item.draft.software !== undefined && !item.names.some((name) => known.has(name));
    const problem = { code: 'no-cpu', offset: 0, say: sayAlone } as const;
    return isAlone ? { ...item, draft: { ...item.draft, problem } } : item;
  });
}

/** The names of those releases, for the reader of a whole report. */
export function toldAlone(named: readonly NamedDraft[]): ToldOfHost[] {
  return named.flatMap(({ draft: { software, problem }, names }) =>
    software === undefined || problem === undefined ? [] : names.map((name) => ({ name, software })),
  );
}

function sayAlone(subject: string): string {
  return `${subject} names its releases but no CPU. Paste the output of virsh capabilities with it.`;
}
