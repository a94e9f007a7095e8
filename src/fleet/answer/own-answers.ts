import { hasMask } from '../../bits/bits.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { vendorOf } from '../pool/vendors.ts';
import { code, mapTitle, type Phrase, text } from '../wording/phrases.ts';
import type { AnswerText } from './answer-text.ts';

/** For hosts for which libvirt computes no CPU: the reason, and that a guest can have its host's own. */
export function ownCpuAnswer(pool: Pool, start: readonly Phrase[]): AnswerText {
  const own = [text(" A guest can have its host's own CPU, "), code('host-passthrough'), text('.')];
  return {
    main: [...start, text(whyNone(pool)), ...own],
    second: [text(whereItMoves(pool)), ...whatLibvirtSays(pool)],
    refused: !isArm(pool) && pool.driver !== 's390',
  };
}

function whyNone(pool: Pool): string {
  const [arch = ''] = pool.archs;
  if (isArm(pool)) return 'libvirt compares no Arm CPUs, and starts none by its name.';
  if (pool.driver === 'x86') return refusalInWords(pool);
  return `virsh cpu-baseline computes no CPU of ${arch}.`;
}

function isArm({ driver }: Pool): boolean {
  return driver === 'arm';
}

function whereItMoves({ kinds, hosts }: Pool): string {
  if (hosts === 1) return 'It moves to equal hosts only. ';
  return kinds.length === 1
    ? 'It moves between these hosts, whose CPUs are equal. '
    : 'It moves between hosts with equal CPUs only; what all of them have is in the rows. ';
}

function whatLibvirtSays({ baseline, driver }: Pool): Phrase[] {
  if (driver === 's390') {
    return [
      text('On a host, '),
      code('virsh hypervisor-cpu-baseline'),
      text(" does compute one, by asking QEMU: this page can't ask it."),
    ];
  }
  return baseline.ok ? [] : [text('libvirt says: '), code(baseline.error.message)];
}

/** libvirt's refusal in words. */
export function refusalInWords({ baseline, hosts, fleet }: Pool): string {
  const message = baseline.ok ? '' : baseline.error.message;
  if (message.includes('vendors do not match')) {
    return 'Their CPUs are of different vendors, and the hosts say so: there is no guest CPU for all of them.';
  }
  if (message.includes('CPUs are incompatible')) return 'They have no feature in common.';
  if (message.includes('Cannot find suitable')) return 'No CPU model fits what they have in common.';
  if (message.includes('no CPU model specified')) {
    const who = hosts === 1 ? 'It' : 'One of them';
    return `${who} names no CPU model, so there is nothing to compute from.`;
  }
  if (message.includes('Unknown CPU model') || message.includes('Unknown CPU feature')) {
    return `${mapTitle(fleet.map.release)} does not know a name that ${hosts === 1 ? 'it uses' : 'they use'}.`;
  }
  return `libvirt computes no guest CPU for ${hosts === 1 ? 'it' : 'them'}.`;
}

/** `No model of libvirt 12.8.0 fits vm-01: each has vme or pat, which it lacks.` */
export function modelNote(pool: Pool): Phrase[] {
  const { map } = pool.fleet;
  const without = pool.kinds.filter(({ cpu }) => cpu.definition.model === undefined);
  const [first] = without;
  const host = first?.included[0];
  if (first === undefined || host === undefined) return [];
  const others = without.reduce((sum, { included }) => sum + included.length, 0) - 1;
  const lacked = lackedOfEveryModel(map, first);
  const each = lacked.flatMap(({ name }, at): Phrase[] => [
    text(at === 0 ? '' : at === lacked.length - 1 ? ' or ' : ', '),
    code(name),
  ]);
  return [
    text('libvirt computes none: no model of its map fits '),
    code(host.name),
    text(others > 0 ? ` and ${others.toLocaleString('en')} more` : ''),
    ...(lacked.length === 0 ? [] : [text(': each has '), ...each, text(', which it lacks')]),
    text(". The answer is the page's own. "),
  ];
}

/** A small set of features, found in one walk, such that every model of the host's vendor has at least one of them. */
function lackedOfEveryModel(map: CpuMap, { cpu }: Kind): Feature[] {
  const vendor = vendorOf(map, cpu.definition);
  let rest = map.models.filter((model) => model.vendor === undefined || model.vendor.name === vendor);
  const lacked = map.features.filter(({ mask }) => !hasMask(cpu.bits, mask));
  const chosen: Feature[] = [];
  while (rest.length > 0) {
    const best = mostFound(
      lacked,
      (feature) => rest.filter(({ bits }) => hasMask(bits, feature.mask)).length,
    );
    // Some model has nothing that the host lacks: this is not the reason.
    if (best === undefined) return [];
    chosen.push(best);
    rest = rest.filter(({ bits }) => !hasMask(bits, best.mask));
  }
  return chosen;
}

function mostFound(features: readonly Feature[], found: (feature: Feature) => number): Feature | undefined {
  let best: { readonly feature: Feature; readonly count: number } | undefined;
  for (const feature of features) {
    const count = found(feature);
    if (count > (best?.count ?? 0)) best = { feature, count };
  }
  return best?.feature;
}
