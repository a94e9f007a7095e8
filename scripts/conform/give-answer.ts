import { parseCpuDataText } from '../../src/cpu/definition/cpu-data.ts';
import type { CpuDefinition, GuestCpu, HostCpu, Signature } from '../../src/cpu/definition/definition.ts';
import { formatCpu } from '../../src/cpu/definition/format.ts';
import { parseCpu } from '../../src/cpu/definition/parse.ts';
import type { Answer } from '../../src/cpu/definition/result.ts';
import { formatSignature, packSignature } from '../../src/cpu/definition/signature.ts';
import { baseline, compare, expand, guestCpu, hasFeature, translate, update } from '../../src/cpu/verbs.ts';
import { decode, registersToData } from '../../src/cpu/x86/decode.ts';
import { migratableHost } from '../../src/cpu/x86/migratable.ts';
import { namedToData } from '../../src/cpu/x86/named-data.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import type { Question } from './question.ts';

/** The engine's answer in the recorded form; one of xml, error and result is set. */
export interface Given {
  readonly xml?: string;
  readonly error?: string;
  readonly result?: string;
  readonly message?: string;
  readonly signature?: Signature;
  readonly text?: string;
}

type Type = 'host' | 'guest' | 'auto';

/** undefined for an op that the engine doesn't have. */
export function giveAnswer(map: CpuMap, question: Question): Given | undefined {
  return answers.get(question.op)?.(map, question);
}

const answers = new Map<string, (map: CpuMap, question: Question) => Given>([
  ['compare', answerCompare],
  ['baseline', (map, question) => answerBaseline(map, question, question.args.type ?? 'auto')],
  ['cpuid-baseline', (map, question) => answerBaseline(map, question, 'auto')],
  ['expand', answerExpand],
  [
    'decode',
    (map, question) => answerDecode(map, question, question.args.type === 'guest' ? 'guest' : 'host'),
  ],
  ['cpuid-host', (map, question) => answerDecode(map, question, 'host')],
  ['cpuid-guest', (map, question) => answerDecode(map, question, 'guest')],
  ['cpuid-signature', answerSignature],
  ['cpuid-json', answerNamed],
  ['cpuid-json-signature', answerNamedSignature],
  ['update', answerUpdate],
  ['guestcpu', answerGuestCpu],
  ['translate', answerTranslate],
  ['hasfeature', answerHasFeature],
]);

function xml(map: CpuMap, given: Answer<CpuDefinition>): Given {
  return given.ok ? { xml: formatCpu(given.value, map.dialect) } : { error: given.error.message };
}

function parsed(map: CpuMap, text: string | undefined, type: Type): Answer<CpuDefinition> {
  return parseCpu(text ?? '', { type, dialect: map.dialect });
}

function host(map: CpuMap, text: string | undefined): Answer<HostCpu> {
  const given = parsed(map, text, 'host');
  if (given.ok && given.value.kind !== 'host') throw new Error('a host was parsed as a guest');
  return given as Answer<HostCpu>;
}

function guest(map: CpuMap, text: string | undefined): Answer<GuestCpu> {
  const given = parsed(map, text, 'guest');
  if (given.ok && given.value.kind !== 'guest') throw new Error('a guest was parsed as a host');
  return given as Answer<GuestCpu>;
}

function answerCompare(map: CpuMap, { inputs, args }: Question): Given {
  const first = parsed(map, inputs.host, 'auto');
  if (!first.ok) return { error: first.error.message };
  const second = parsed(map, inputs.cpu, 'auto');
  if (!second.ok) return { error: second.error.message };
  if (first.value.kind !== 'host') return { error: 'internal error: undefined hardware architecture' };
  const compared = compare(map, { ...first.value, arch: args.arch || first.value.arch }, second.value);
  if (!compared.ok) return { error: compared.error.message };
  const { result, message } = compared.value;
  return { result: result.toUpperCase(), ...(message === undefined ? {} : { message }) };
}

function answerBaseline(map: CpuMap, question: Question, type: Type): Given {
  const cpus: CpuDefinition[] = [];
  for (const text of question.inputs.cpus ?? []) {
    const given = parsed(map, text, type);
    if (!given.ok) return { error: given.error.message };
    cpus.push(given.value);
  }
  const { expand: expanded, migratable, models, features } = question.args;
  const arch = question.args.arch || question.arch;
  return xml(
    map,
    baseline(map, cpus, {
      expand: expanded === true,
      migratable: migratable === true,
      allowedModels: models ?? undefined,
      allowedFeatures: features ?? undefined,
      ...(arch ? { arch } : {}),
    }),
  );
}

function answerExpand(map: CpuMap, { inputs, args }: Question): Given {
  const cpu = parsed(map, inputs.cpu, args.type ?? 'auto');
  return cpu.ok ? xml(map, expand(map, cpu.value, args.arch || undefined)) : { error: cpu.error.message };
}

function answerDecode(map: CpuMap, { inputs, args }: Question, type: 'host' | 'guest'): Given {
  const registers = parseCpuDataText(inputs.cpudata ?? '', map.dialect);
  if (!registers.ok) return { error: registers.error.message };
  const allowed = args.models ?? inputs.models ?? undefined;
  return xml(
    map,
    decode(map, registersToData(map, registers.value), {
      type,
      allowed,
      ...(type === 'guest' ? { fallback: 'forbid' } : {}),
    }),
  );
}

function answerSignature(map: CpuMap, { inputs }: Question): Given {
  const registers = parseCpuDataText(inputs.cpudata ?? '', map.dialect);
  if (!registers.ok) return { error: registers.error.message };
  const { signature } = registersToData(map, registers.value);
  return signature === undefined
    ? { error: 'no signature' }
    : { signature, text: formatSignature(packSignature(signature)) };
}

function named({ inputs }: Question) {
  const { family = 0, model = 0, stepping = 0 } = inputs;
  return {
    features: inputs.features ?? [],
    vendor: inputs.vendor ?? '',
    signature: { family, model, stepping },
  };
}

function answerNamed(map: CpuMap, question: Question): Given {
  const data = namedToData(map, named(question));
  return xml(
    map,
    decode(map, data, { type: 'guest', allowed: question.inputs.models ?? undefined, fallback: 'forbid' }),
  );
}

function answerNamedSignature(_map: CpuMap, question: Question): Given {
  const { signature } = named(question);
  return { signature, text: formatSignature(packSignature(signature)) };
}

function answerUpdate(map: CpuMap, { inputs, args }: Question): Given {
  const first = host(map, inputs.host);
  if (!first.ok) return { error: first.error.message };
  const second = guest(map, inputs.guest);
  if (!second.ok) return { error: second.error.message };
  const as = args.migratableHost === true ? migratableHost(map, first.value) : first.value;
  const policy =
    args.removedPolicy === undefined || args.removedPolicy === null
      ? {}
      : { removedPolicy: args.removedPolicy };
  return xml(map, update(map, { guest: second.value, host: as, ...policy }));
}

function answerGuestCpu(map: CpuMap, { inputs, args }: Question): Given {
  const first = host(map, inputs.host);
  if (!first.ok) return { error: first.error.message };
  const second = guest(map, inputs.guest);
  if (!second.ok) return { error: second.error.message };
  const allowed = args.models ?? inputs.models ?? undefined;
  return xml(map, guestCpu(map, { guest: second.value, host: first.value, allowed }));
}

function answerTranslate(map: CpuMap, { inputs, args, arch }: Question): Given {
  const cpu = guest(map, inputs.cpu);
  if (!cpu.ok) return { error: cpu.error.message };
  return xml(
    map,
    translate(map, cpu.value, { allowed: args.models ?? undefined, ...(arch ? { arch } : {}) }),
  );
}

function answerHasFeature(map: CpuMap, { inputs, args }: Question): Given {
  const cpu = parsed(map, inputs.host, 'auto');
  if (!cpu.ok) return { error: cpu.error.message };
  const has = hasFeature(map, cpu.value, args.feature ?? '');
  return has.ok ? { result: has.value ? 'YES' : 'NO' } : { error: has.error.message };
}
