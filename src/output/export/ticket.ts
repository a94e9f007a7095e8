import { markdownText, matrixMarkdown } from './table.ts';

/** One group of hosts, as a ticket tells it. */
export interface TicketGroup {
  readonly name: string;
  readonly hosts: number;
  readonly kinds: number;
  readonly level: string | undefined;
  /** The guest CPU as libvirt writes it; undefined if there is none for all of them. */
  readonly xml: string | undefined;
}

/** Guests with equal CPUs. */
export interface TicketGuests {
  readonly names: readonly string[];
  /** On how many hosts they start, of all in their group. */
  readonly starts: number;
  readonly of: number;
  /** Name of their group; undefined where there is one. */
  readonly group: string | undefined;
}

/** The changes of one host. */
export interface TicketChange {
  readonly name: string;
  readonly since: string | undefined;
  /** In words. */
  readonly change: string;
}

export interface Ticket {
  readonly release: string;
  /** The answer, in words. */
  readonly answer: string;
  readonly second: string;
  readonly groups: readonly TicketGroup[];
  /** Empty where there are none. */
  readonly guests: readonly TicketGuests[];
  readonly changes: readonly TicketChange[];
  /** Further lines about what changed. */
  readonly follows: readonly string[];
}

/** The answer, the groups, the guests and what changed, as Markdown for a ticket. */
export function ticketMarkdown(ticket: Ticket): string {
  const { release, answer, second, groups, guests } = ticket;
  const parts = [
    '# CPU features of the hosts',
    markdownText([answer, second].filter((line) => line !== '').join(' ')),
    `Judged as ${markdownText(release)} does.`,
    guests.length === 0 ? '' : `## Guests\n\n${guestTable(guests)}`,
    '## Groups',
    groupTable(groups),
    ...groups.map(groupXml),
    changesMarkdown(ticket, '## What changed'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Only the changes; empty if there are none. */
export function changesMarkdown(
  { changes, follows }: Pick<Ticket, 'changes' | 'follows'>,
  heading = '# What changed',
): string {
  if (changes.length + follows.length === 0) return '';
  const rows = changes.map(({ name, since = '', change }) => [name, since, change]);
  const table =
    rows.length === 0 ? [] : [matrixMarkdown({ header: ['Host', 'Since', 'What changed'], rows }).trimEnd()];
  const lines = follows.length === 0 ? [] : [follows.map((line) => `- ${markdownText(line)}`).join('\n')];
  return [heading, ...table, ...lines].join('\n\n');
}

function groupTable(groups: readonly TicketGroup[]): string {
  const rows = groups.map(({ name, hosts, kinds, level = '' }) => [
    name,
    String(hosts),
    String(kinds),
    level,
  ]);
  return matrixMarkdown({ header: ['Group', 'Hosts', 'Kinds of CPU', 'Level'], rows }).trimEnd();
}

const MOST_NAMES = 20;

function guestTable(guests: readonly TicketGuests[]): string {
  const rows = guests.map(({ names, starts, of, group }) => {
    const more = names.length - MOST_NAMES;
    const listed = names.slice(0, MOST_NAMES).join(' ');
    return [
      more > 0 ? `${listed} and ${more} more` : listed,
      `${starts} of ${of}${group === undefined ? '' : ` of ${group}`}`,
    ];
  });
  return matrixMarkdown({ header: ['Guest', 'Starts on hosts'], rows }).trimEnd();
}

function groupXml({ name, xml }: TicketGroup): string {
  if (xml === undefined) return `### ${markdownText(name)}\n\nThere is no guest CPU for all of its hosts.`;
  const runs = xml.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `### ${markdownText(name)}\n\n${fence}xml\n${xml.trimEnd()}\n${fence}`;
}
