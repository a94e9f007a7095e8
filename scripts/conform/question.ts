import * as v from 'valibot';

/** A recorded question and libvirt's answer, one JSON object per line. */
const allowedModels = v.nullish(
  v.array(v.object({ name: v.string(), blockers: v.optional(v.array(v.string()), []) })),
);

const schema = v.object({
  id: v.string(),
  op: v.string(),
  libvirt: v.string(),
  kind: v.nullish(v.string()),
  arch: v.nullish(v.string()),
  /** The guest's virttype, through the QEMU driver: `kvm` or `qemu`. */
  virttype: v.nullish(v.string()),
  inputs: v.object({
    host: v.optional(v.string()),
    cpu: v.optional(v.string()),
    guest: v.optional(v.string()),
    cpus: v.optional(v.array(v.string())),
    hostModels: v.optional(v.array(v.string())),
    cpudata: v.optional(v.string()),
    models: allowedModels,
    features: v.optional(v.array(v.string())),
    vendor: v.optional(v.string()),
    family: v.optional(v.number()),
    model: v.optional(v.number()),
    stepping: v.optional(v.number()),
    enabled: v.optional(v.string()),
    disabled: v.optional(v.string()),
    expectedCpu: v.optional(v.string()),
  }),
  args: v.optional(
    v.object({
      type: v.nullish(v.picklist(['host', 'guest', 'auto'])),
      arch: v.nullish(v.string()),
      expand: v.nullish(v.boolean()),
      migratable: v.nullish(v.boolean()),
      models: allowedModels,
      features: v.nullish(v.array(v.string())),
      feature: v.nullish(v.string()),
      migratableHost: v.nullish(v.boolean()),
      removedPolicy: v.nullish(v.picklist(['force', 'require', 'optional', 'disable', 'forbid'])),
    }),
    {},
  ),
  expected: v.union([v.string(), v.record(v.string(), v.unknown())]),
});

export type Question = v.InferOutput<typeof schema>;

/** Throws with the place where the line is not of the form: that is a mistake in the file, not in the engine. */
export function parseQuestion(line: string, place: string): Question {
  const parsed = v.safeParse(schema, jsonOf(line, place));
  if (!parsed.success)
    throw new WrongForm(
      `${place}: ${parsed.issues.map((issue) => v.getDotPath(issue) ?? 'it').join(', ')} is not as expected.`,
    );
  return parsed.output;
}

/** The file is wrong, and the person who gave it is told so. */
export class WrongForm extends Error {}

function jsonOf(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    const seen = line.trim().slice(0, 60);
    throw new WrongForm(`${place}: a recorded question as one line of JSON is expected, not “${seen}”.`);
  }
}
