import { describe, expect, it } from 'vitest';
import { changesMarkdown, type Ticket, ticketMarkdown } from './ticket.ts';

const ticket: Ticket = {
  release: 'libvirt 12.8.0',
  answer: '3 hosts are 2 groups.',
  second: '',
  groups: [
    { name: 'Intel', hosts: 2, kinds: 1, level: 'x86-64-v3', xml: "<cpu mode='custom'/>\n" },
    { name: 'a|b <img>', hosts: 1, kinds: 1, level: undefined, xml: undefined },
  ],
  guests: [],
  changes: [{ name: 'kvm-01', since: '2026-11-05', change: '1 feature removed: rdtscp.' }],
  follows: ['Intel: the guest CPU stays as it is.'],
};

describe('the report for a ticket', () => {
  it('has the answer, the groups with their CPUs, and what changed', () => {
    const markdown = ticketMarkdown(ticket);
    expect(markdown.split('\n').slice(0, 3)).toEqual([
      '# CPU features of the hosts',
      '',
      '3 hosts are 2 groups.',
    ]);
    expect(markdown).toContain('| Intel | 2 | 1 | x86-64-v3 |');
    expect(markdown).toContain("### Intel\n\n```xml\n<cpu mode='custom'/>\n```");
    expect(markdown).toContain('| kvm-01 | 2026-11-05 | 1 feature removed: rdtscp. |');
    expect(markdown).toContain('- Intel: the guest CPU stays as it is.');
    expect(markdown).not.toContain('## Guests');
  });

  it('takes names as text, whatever stands in them', () => {
    const markdown = ticketMarkdown(ticket);
    expect(markdown).toContain('a\\|b &lt;img&gt;');
    const fenced = ticketMarkdown({
      ...ticket,
      groups: [{ ...ticket.groups[0], name: 'x', hosts: 1, kinds: 1, level: undefined, xml: '```' }],
    });
    expect(fenced).toContain('````xml\n```\n````');
  });

  it('lists guests with the hosts where they start', () => {
    const names = Array.from({ length: 22 }, (_, at) => `web-${at}`);
    const guests = [
      { names: ['db-01', 'db|02'], starts: 1, of: 2, group: 'Intel' },
      { names, starts: 2, of: 2, group: undefined },
    ];
    const markdown = ticketMarkdown({ ...ticket, guests });
    expect(markdown).toContain('## Guests\n\n| Guest | Starts on hosts |');
    expect(markdown).toContain('| db-01 db\\|02 | 1 of 2 of Intel |');
    expect(markdown).toContain('web-19 and 2 more | 2 of 2 |');
  });

  it('says nothing of changes where there are none', () => {
    expect(changesMarkdown({ changes: [], follows: [] })).toBe('');
    expect(changesMarkdown(ticket)).toContain('# What changed');
  });
});
