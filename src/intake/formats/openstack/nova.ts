import { lineRuns } from '../../documents/line-runs.ts';
import type { Format, FormatReading, Span } from '../../format.ts';
import { wholeText } from '../../text/text-lines.ts';
import { hostsOfNova } from './nova-host.ts';
import { readTable, tableRules } from './nova-tables.ts';

/** OpenStack nova's `cpu_info` of a hypervisor in a client's table, the database's, the shell's or YAML's lines. */
export const nova: Format = {
  name: "OpenStack's cpu_info",
  fingerprint: {
    opening:
      /\+-{3,}\+-{3,}|\| (?:Field|Property|cpu_info|hypervisor_hostname|id) +\||["']?(?:cpu_info|hypervisor_hostname)["']? ?[:=]/,
    programs: ['openstack', 'nova'],
    words: ['cpu_info', 'hypervisor_hostname', 'service_details', 'hypervisors'],
  },
  find,
  read,
};

function find(text: string): Span[] {
  return text.includes('cpu_info') ? lineRuns(text, wholeText(text), tableRules) : [];
}

function read(text: string, span: Span): FormatReading {
  return hostsOfNova(readTable(text, span), [], span.start);
}
