import { eachValue, type JsonFound, type JsonKind } from '../../documents/json-format.ts';
import { parseJson } from '../../documents/json-spans.ts';
import type { FormatProblem, FormatReading } from '../../format.ts';
import { orNotUnderstood } from '../../text/text-lines.ts';
import { hostsOf } from './kubevirt-host.ts';
import { kubevirtLabel, nodesInJson } from './kubevirt-labels.ts';

/** `kubectl get node -o json`: a node, a list of them, or the labels alone. */
export const kubevirtJson: JsonKind = {
  fingerprint: {
    jsonKey: /"(?:apiVersion|kind|metadata|labels|[a-z-]+\.node\.kubevirt\.io\/[^"\n]{1,100})"\s*:/,
  },
  find: (text, values) =>
    kubevirtLabel.test(text) ? eachValue(text, values, (json) => kubevirtLabel.test(json)) : [],
  read,
};

function read(text: string, { start, values: [json] }: JsonFound): FormatReading {
  const problems: FormatProblem[] = [];
  const result = json === undefined ? undefined : parseJson(text, json, 'The node JSON');
  if (result?.ok === false) problems.push(result.problem);
  const hosts = hostsOf(result?.ok === true ? nodesInJson(result.value, start) : [], problems);
  return orNotUnderstood({ hosts, problems }, start, 'labels of a node');
}
