import { type LineRunRules, lineRuns } from '../../documents/line-runs.ts';
import type { Format, FormatReading, Span } from '../../format.ts';
import type { HostSoftware } from '../../reading.ts';
import { linesIn, wholeText } from '../../text/text-lines.ts';

/** The output of `virsh version`: no CPU, but the host's releases, for the CPUs beside it. */
export const virshVersion: Format = {
  name: 'virsh version',
  fingerprint: {
    opening: /(?:Compiled against library|Using library): \S/,
    commandLine: /\bvirsh\b.*\bversion\b/,
    words: ['version'],
  },
  find,
  read,
};

const line =
  /^[ \t]*(Compiled against library|Using library|Using API|Running hypervisor|Running against daemon): (?:(\S{1,40}) )?(\d[\w.]{0,40})[ \t]*$/;

function find(text: string): Span[] {
  return text.includes('Using library: ') ? lineRuns(text, wholeText(text), rules) : [];
}

const rules: LineRunRules<true> = {
  begins: ({ text }) => (line.test(text) ? true : undefined),
  continues(_run, { text }) {
    const match = line.exec(text);
    // Each host's begins anew with what virsh was compiled against.
    if (match !== null) return match[1] !== 'Compiled against library';
    return text.trim() === '' && 'between';
  },
  tells: () => true,
};

function read(text: string, span: Span): FormatReading {
  let software: HostSoftware = {};
  for (const { text: words } of linesIn(text, span)) {
    const [, what, program, release] = line.exec(words) ?? [];
    if (what === undefined || release === undefined) continue;
    if (what === 'Running hypervisor') {
      if (program === 'QEMU') software = { ...software, qemu: release };
    } else if (what === 'Running against daemon' || (what === 'Using library' && program === 'libvirt')) {
      software = { ...software, libvirt: release };
    }
  }
  return { hosts: [], problems: [], told: [{ offset: span.start, software }] };
}
