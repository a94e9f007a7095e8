import type { CpuDefinition } from '../../src/cpu/definition/definition.ts';
import { formatCpu } from '../../src/cpu/definition/format.ts';
import { parseCpu } from '../../src/cpu/definition/parse.ts';
import type { Answer } from '../../src/cpu/definition/result.ts';
import { driverCpuBaseline } from '../../src/cpu/driver-qemu/cpu-baseline.ts';
import { driverHypervisorBaseline } from '../../src/cpu/driver-qemu/hypervisor-baseline.ts';
import { driverHypervisorCompare } from '../../src/cpu/driver-qemu/hypervisor-compare.ts';
import type { QemuHost } from '../../src/cpu/driver-qemu/qemu-host.ts';
import { driverStart, type StartOutcome } from '../../src/cpu/driver-qemu/start.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { parseXml } from '../../src/xml/xml.ts';
import type { Given } from './give-answer.ts';
import { parseMode } from './host-documents.ts';
import type { Question } from './question.ts';

export function answerCpuBaseline(map: CpuMap, { inputs, args }: Question): Given {
  const cpus: CpuDefinition[] = [];
  for (const text of inputs.cpus ?? []) {
    const parsed = parseCpu(text, { type: 'host', dialect: map.dialect });
    if (!parsed.ok) return { error: parsed.error.message };
    cpus.push(parsed.value);
  }
  return xml(
    map,
    driverCpuBaseline(map, cpus, { expand: args.expand === true, migratable: args.migratable === true }),
  );
}

export function answerHypervisorBaseline(map: CpuMap, host: QemuHost, { inputs, args }: Question): Given {
  const cpus: CpuDefinition[] = [];
  for (const text of inputs.hostModels ?? []) {
    const mode = parseXml(text);
    if (!mode.ok) return { error: `XML error: ${mode.problem.detail}` };
    const parsed = parseMode(map, mode.root);
    if (!parsed.ok) return { error: parsed.error.message };
    cpus.push(parsed.value);
  }
  const { models = [] } = host;
  return xml(
    map,
    driverHypervisorBaseline(map, cpus, {
      models,
      expand: args.expand === true,
      migratable: args.migratable === true,
    }),
  );
}

export function answerHypervisorCompare(map: CpuMap, host: QemuHost, { inputs }: Question): Given {
  const cpu = parseCpu(inputs.cpu ?? '', { type: 'auto', dialect: map.dialect });
  if (!cpu.ok) return { error: cpu.error.message };
  const compared = driverHypervisorCompare(map, host, cpu.value);
  if (!compared.ok) return { error: compared.error.message };
  const { result, message } = compared.value;
  return { result: result.toUpperCase(), ...(message === undefined ? {} : { message }) };
}

/** The outcome of a start, or libvirt's refusal of the definition. */
export function answerStart(map: CpuMap, host: QemuHost, { inputs }: Question): StartOutcome {
  const cpu = parseCpu(inputs.cpu ?? '', { type: 'guest', dialect: map.dialect });
  if (!cpu.ok || cpu.value.kind !== 'guest') {
    return { kind: 'refused', message: cpu.ok ? '' : cpu.error.message, reasons: [] };
  }
  return driverStart(map, host, cpu.value);
}

function xml(map: CpuMap, given: Answer<CpuDefinition>): Given {
  return given.ok ? { xml: formatCpu(given.value, map.dialect) } : { error: given.error.message };
}
