import type { CpuDefinition, GuestCpu, HostCpu } from '../definition/definition.ts';
import { type Answer, answer } from '../definition/result.ts';
import { type Comparison, incompatible, type Reason } from '../x86/compare.ts';

/** Knows hosts only: a guest is identical without a look. */
export function compareArm(host: HostCpu, cpu: CpuDefinition): Answer<Comparison> {
  const reasons: Reason[] = [];
  if (cpu.kind === 'host' && (cpu.vendor !== host.vendor || cpu.model !== host.model)) {
    const vendor = cpu.vendor !== host.vendor;
    const model = cpu.model !== host.model;
    reasons.push({ kind: 'arm', vendor: cpu.vendor, model: cpu.model, differs: { vendor, model } });
  }
  return answer(reasons.length > 0 ? incompatible(reasons) : { result: 'identical', reasons, extra: [] });
}

/** The first CPU's model and nothing else, whatever the others are: libvirt's answer. */
export function baselineArm(first: CpuDefinition): Answer<GuestCpu> {
  const model = first.model === undefined ? {} : { model: first.model };
  return answer({ kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', ...model, features: [] });
}
