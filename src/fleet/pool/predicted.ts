import { type PredictedView, predictView } from '../../cpu/driver-qemu/predicted-view.ts';
import type { ResolvedCpu } from '../../cpu/resolve.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { vendorOf } from './vendors.ts';

const memory = new WeakMap<ResolvedCpu, PredictedView>();

/** The CPU that QEMU is predicted to show for a host with this CPU under KVM; computed once per CPU. */
export function predictedOf(map: CpuMap, cpu: ResolvedCpu): PredictedView {
  const before = memory.get(cpu);
  if (before !== undefined) return before;
  const view = predictView(map, { bits: cpu.bits, vendor: vendorOf(map, cpu.definition) });
  memory.set(cpu, view);
  return view;
}
