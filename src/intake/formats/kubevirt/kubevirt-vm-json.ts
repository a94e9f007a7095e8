import { eachValue, type JsonFound, type JsonKind } from '../../documents/json-format.ts';
import { parseJson } from '../../documents/json-spans.ts';
import type { FormatReading } from '../../format.ts';
import { guestsOfMachines } from './kubevirt-machine.ts';

const own = /"kind"\s{0,9}:\s{0,9}"VirtualMachine(?:Instance)?"/;

/** `kubectl get vm,vmi -o json`: one machine, or a list of them. */
export const kubevirtVmJson: JsonKind = {
  fingerprint: { jsonKey: /"(?:apiVersion|kind|metadata|spec)"\s*:/ },
  find: (text, values) => (own.test(text) ? eachValue(text, values, (json) => own.test(json)) : []),
  read,
};

function read(text: string, { start, values: [json] }: JsonFound): FormatReading {
  const result = json === undefined ? undefined : parseJson(text, json, 'The JSON of the virtual machines');
  if (result?.ok === false) return { hosts: [], problems: [result.problem] };
  return guestsOfMachines(result?.value, start);
}
