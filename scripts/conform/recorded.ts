import * as v from 'valibot';
import { parseQuestion, type Question } from './question.ts';

/** The project's own form of a recorded answer, see `recorded/README.md`. */
const schema = v.object({
  release: v.string(),
  op: v.string(),
  about: v.string(),
  arch: v.optional(v.string()),
  virttype: v.optional(v.string()),
  ask: v.record(v.string(), v.unknown()),
  answer: v.record(v.string(), v.unknown()),
});

const options = ['type', 'arch', 'expand', 'migratable', 'feature', 'migratableHost', 'removedPolicy'];

export function parseRecorded(line: string, place: string): Question {
  const { release, op, about, arch, virttype, ask, answer } = v.parse(schema, JSON.parse(line));
  const { allowedModels, allowedFeatures, ...rest } = ask;
  const models = allowedModels === undefined ? undefined : v.parse(modelLists, allowedModels).map(named);
  const given = Object.entries(rest);
  const inputs = Object.fromEntries(given.filter(([key]) => !options.includes(key)));
  const args = Object.fromEntries(given.filter(([key]) => options.includes(key)));
  return parseQuestion(
    JSON.stringify({
      id: place,
      op,
      libvirt: release,
      kind: about,
      arch,
      virttype,
      inputs: { ...inputs, models },
      args: { ...args, models, features: allowedFeatures },
      expected: expected(answer),
    }),
    place,
  );
}

const modelLists = v.array(v.tupleWithRest([v.string()], v.string()));

function named([name, ...blockers]: readonly [string, ...string[]]) {
  return { name, blockers };
}

function expected(answer: Readonly<Record<string, unknown>>): unknown {
  const { error, outcome, result, ...rest } = answer;
  if (typeof outcome === 'string') return outcome === 'error' ? outcome : outcome.toUpperCase();
  if (typeof error === 'string') return { error: { message: error } };
  return typeof result === 'string' ? { ...rest, result: result.toUpperCase() } : rest;
}
