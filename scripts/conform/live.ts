import { parseCpuDataText } from '../../src/cpu/definition/cpu-data.ts';
import type { GuestCpu } from '../../src/cpu/definition/definition.ts';
import { parseCpu } from '../../src/cpu/definition/parse.ts';
import { expand, translate } from '../../src/cpu/verbs.ts';
import { registersToData } from '../../src/cpu/x86/decode.ts';
import type { AllowedModel } from '../../src/cpu/x86/decode-input.ts';
import { updateLive } from '../../src/cpu/x86/update-live.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import type { Question } from './question.ts';
import type { Verdict } from './verdict.ts';

/** updatelive agrees on sets: the same names are required once both sides are expanded. */
export function agreesLive(map: CpuMap, { inputs }: Question): Verdict {
  const expected = guest(map, inputs.expectedCpu);
  let cpu = guest(map, inputs.cpu);
  if (cpu.model !== expected.model && expected.model !== undefined) {
    const allowed: AllowedModel[] = [{ name: expected.model, blockers: [] }];
    const translated = translate(map, { ...cpu, fallback: 'allow' }, { allowed });
    if (!translated.ok)
      return { kind: 'differ', expected: inputs.expectedCpu, given: translated.error.message };
    cpu = translated.value;
  }
  const updated = updateLive(map, cpu, {
    enabled: bits(map, inputs.enabled),
    disabled: bits(map, inputs.disabled),
  });
  if (!updated.ok) return { kind: 'differ', expected: inputs.expectedCpu, given: updated.error.message };
  const wanted = requiredNames(map, expected);
  const given = requiredNames(map, updated.value);
  return wanted.join() === given.join() ? { kind: 'agree' } : { kind: 'differ', expected: wanted, given };
}

function guest(map: CpuMap, text: string | undefined): GuestCpu {
  const parsed = parseCpu(text ?? '', { type: 'guest', dialect: map.dialect });
  if (!parsed.ok || parsed.value.kind !== 'guest') throw new Error(`not a guest definition: ${text}`);
  return parsed.value;
}

function bits(map: CpuMap, text: string | undefined) {
  const registers = parseCpuDataText(text ?? '');
  if (!registers.ok) throw new Error(`not CPU data: ${text}`);
  return registersToData(map, registers.value).bits;
}

function requiredNames(map: CpuMap, cpu: GuestCpu): string[] {
  const expanded = expand(map, cpu);
  if (!expanded.ok || expanded.value.kind !== 'guest') throw new Error('a definition could not be expanded');
  return expanded.value.features.filter(({ policy }) => policy === 'require').map(({ name }) => name);
}
