import { type LineRunRules, lineRuns } from '../../documents/line-runs.ts';
import type { Format, FormatReading, Span } from '../../format.ts';
import { wholeText } from '../../text/text-lines.ts';
import { guestsOfMachines, machineKind } from './kubevirt-machine.ts';
import { yamlTree } from './yaml-tree.ts';

/** Virtual machines of KubeVirt as YAML: what `kubectl get vm,vmi -o yaml` prints, and what is applied. */
export const kubevirtVm: Format = {
  name: 'KubeVirt virtual machine',
  fingerprint: {
    opening: /(?:- +)?kind: +VirtualMachine(?:Instance)?\s*$/,
    programs: ['kubectl', 'oc', 'virtctl'],
    words: ['virtualmachine', 'virtualmachineinstance', 'vm', 'vmi'],
  },
  find: (text) => (machineKind.test(text) ? lineRuns(text, wholeText(text), rules) : []),
  read,
};

interface Run {
  isMachine: boolean;
  readonly indent: string;
}

const rules: LineRunRules<Run> = {
  begins({ text }) {
    const indent = /^( {0,40})(?:apiVersion|kind): +\S/.exec(text)?.[1];
    return indent === undefined ? undefined : { isMachine: machineKind.test(text), indent };
  },
  continues(run, { text }) {
    if (text.trim() === '') return 'between';
    const line = text.startsWith(run.indent) ? text.slice(run.indent.length) : '---';
    if (/^apiVersion: /.test(line) || !/^(?:\s|-(?!-)|#|"?\w[\w-]*"?:(?:\s|$))/.test(line)) return false;
    run.isMachine ||= machineKind.test(text);
    return true;
  },
  tells: ({ isMachine }) => isMachine,
};

function read(text: string, span: Span): FormatReading {
  return guestsOfMachines(yamlTree(text, span), span.start);
}
