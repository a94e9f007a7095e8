import type { FeaturePolicy, GuestCpu, Mode } from '../../../cpu/definition/definition.ts';
import { MAX_FEATURES } from '../../limits.ts';
import type { GuestCpuSource } from '../../reading.ts';
import { intern } from '../../text/interning.ts';

/** Settings of a QEMU CPU that are no features of it. Those that begin with hv, kvm, xen, x- and host- are told by that. */
const settings: ReadonlySet<string> = new Set(
  `check enforce migratable pmu lmce l3-cache tcg-cpuid cpuid-0xb fill-mtrr-mask full-cpuid-auto-level realized
  full-width-write vmware-cpuid-freq kvmclock kvmclock-stable-bit hotplugged hotpluggable start-powered-off`.split(
    /\s+/,
  ),
);
const settingBefore = /^(?:hv|kvm|xen|x|host|legacy|force)[-_]|^(?:hv|kvm)/;

const modes: ReadonlyMap<string, Mode> = new Map([
  ['host', 'host-passthrough'],
  ['max', 'maximum'],
]);

/**
 * The value of QEMU's `-cpu`: a model, then features as `NAME=on`, `+NAME`, `-NAME`, in QEMU's spelling. Undefined for
 * what asks for a list (`help`, `?`) or is no model.
 */
export function parseCpuOption(value: string): GuestCpuSource | undefined {
  const [first = '', ...parts] = value.replace(/^(["'])(.*)\1$/, '$2').split(',');
  if (!/^[A-Za-z\d][\w.-]{0,80}$/.test(first) || first === 'help' || parts.length > MAX_FEATURES) {
    return undefined;
  }
  // `Haswell-x86_64-cpu` is the type behind the model's name.
  const model = first.replace(/-(?:x86_64|i386)-cpu$/, '');
  const mode = modes.get(model) ?? 'custom';
  const features = new Map<string, FeaturePolicy>();
  let migratable: { migratable: 'on' | 'off' } | undefined;
  for (const part of parts) {
    const flag = readPart(part);
    if (flag === undefined) continue;
    if (flag.name === 'migratable') migratable = { migratable: flag.policy === 'require' ? 'on' : 'off' };
    else if (isFeature(flag.name)) features.set(flag.name, flag);
  }
  const cpu: GuestCpu = {
    kind: 'guest',
    mode,
    match: 'exact',
    fallback: 'forbid',
    ...(mode === 'custom' ? { model: intern(model) } : migratable),
    features: [...features.values()],
  };
  return { kind: 'guest', cpu };
}

function isFeature(name: string): boolean {
  return !settings.has(name) && !settingBefore.test(name);
}

/** `hle=off`, `+vmx`, `-rtm`; a setting with another value is none. */
function readPart(part: string): FeaturePolicy | undefined {
  const found =
    /^(?:([+-])([a-z\d][\w.-]{0,60})|([a-z\d][\w.-]{0,60})(?:=(on|off|true|false|yes|no))?)$/.exec(part);
  if (found === null) return undefined;
  const [, sign, signed, name = signed ?? '', word = sign === '-' ? 'off' : 'on'] = found;
  const isOn = word === 'on' || word === 'true' || word === 'yes';
  return { name: intern(name), policy: isOn ? 'require' : 'disable' };
}
