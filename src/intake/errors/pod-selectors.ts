import type { ErrorFeature } from '../../cpu/vocabulary/cpu-error.ts';
import type { DecodedError } from './error-reading.ts';

const label =
  /\b(cpu-feature|host-model-required-features|cpu-model-migration|cpu-model|host-model-cpu)\.node\.kubevirt\.io\/([\w.-]*\w)/g;

/** The beginning of a pod's demands on its node: in `kubectl describe pod`, in YAML or JSON, in an event. */
const asks =
  /Node-Selectors:|\bnodeSelector\b|didn't\s+match\s+(?:Pod's\s+)?node\s+(?:affinity|selector)|nodeAffinity/g;

/** Virtual machines have such settings too; only a pod waits. */
const isPod = /["']?kind["']?\s*:\s*["']?Pod\b/;

function isSetting(words: string): boolean {
  return words === 'nodeSelector' || words === 'nodeAffinity';
}

/**
 * The demands of a pending KubeVirt pod: the labels it asks of its node. The labels that a node *has* look alike,
 * but none of these words come before them.
 */
export function podSelectors(text: string): DecodedError[] {
  asks.lastIndex = 0;
  const first = asks.exec(text);
  if (first === null || (isSetting(first[0]) && !isPod.test(text))) return [];
  const features: ErrorFeature[] = [];
  let model: string | undefined;
  let end = first.index + first[0].length;
  label.lastIndex = 0;
  for (const match of text.slice(first.index).matchAll(label)) {
    const [whole, kind, name = ''] = match;
    if (kind === 'cpu-feature' || kind === 'host-model-required-features')
      features.push({ name, part: 'missing' });
    else model ??= name;
    end = Math.max(end, first.index + match.index + whole.length);
  }
  const distinct = [...new Map(features.map((feature) => [feature.name, feature])).values()];
  if (distinct.length === 0 && model === undefined && !first[0].startsWith("didn't")) return [];
  return [
    {
      says: 'no-node-fits',
      by: 'KubeVirt',
      features: distinct,
      ...(model === undefined ? {} : { model }),
      start: first.index,
      end,
    },
  ];
}
