import { addMask, type Bits, emptyBits, hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { RegisterWord } from '../../cpu-map/register-word.ts';
import { givenWhenAsked } from '../../facts/kvm-gives.ts';
import type { GuestCpu } from '../definition/definition.ts';
import { encode, featuresIn } from '../x86/encode.ts';
import { hostView, type QemuHost } from './qemu-host.ts';

const ARCH_CAPABILITIES = 0x10a;

/**
 * QEMU switches all features of some registers off with one that stands elsewhere (its target/i386/cpu.c, as of 5.2 to 11.1).
 */
const switches: readonly { readonly by: string; readonly isOf: (word: RegisterWord) => boolean }[] = [
  { by: 'svm', isOf: (word) => word.kind === 'cpuid' && word.leaf === 0x8000000a },
  { by: 'vmx', isOf: (word) => word.kind === 'msr' && word.index >= 0x480 && word.index <= 0x491 },
  { by: 'arch-capabilities', isOf: (word) => word.kind === 'msr' && word.index === ARCH_CAPABILITIES },
  { by: 'core-capability', isOf: (word) => word.kind === 'msr' && word.index === 0xcf },
];

/**
 * The features that a guest asks QEMU for and does not get, as far as documents tell [Q9]: those that *reported*
 * lacks, what QEMU says blocks the model, and what goes with another. In map order.
 */
export function leftOff(map: CpuMap, host: QemuHost, cpu: GuestCpu): string[] {
  const asked = encode(map, cpu);
  if (!asked.ok) return [];
  const lost = emptyBits(map.words.length);
  const { given, modelByName } = hostView(map, host);
  const alsoGiven = unlistedGifts(host);
  const isGiven = (name: string) => given.has(name) || alsoGiven.includes(name);
  for (const { name, mask } of featuresIn(map, asked.value)) if (!isGiven(name)) addMask(lost, mask);
  const unwanted = new Set(
    cpu.features.flatMap(({ name, policy }) => (policy === 'disable' || policy === 'forbid' ? [name] : [])),
  );
  for (const name of modelByName.get(cpu.model ?? '')?.blockers ?? []) {
    const mask = unwanted.has(name) ? undefined : map.featureByName.get(name)?.mask;
    if (mask !== undefined) addMask(lost, mask);
  }
  for (const { by, isOf } of switches) addSwitchedOff(map, { asked: asked.value, lost }, { by, isOf });
  if (map.dialect.asksBlockers && !given.has('arch-capabilities')) dropArchCapabilities(map, lost);
  return featuresIn(map, lost).map(({ name }) => name);
}

/** The features that QEMU gives to a guest on this host and lists in none of its answers. */
export function unlistedGifts({ virttype }: QemuHost): readonly string[] {
  return virttype === 'kvm' ? givenWhenAsked() : [];
}

function addSwitchedOff(
  map: CpuMap,
  { asked, lost }: { readonly asked: Bits; readonly lost: Bits },
  { by, isOf }: (typeof switches)[number],
): void {
  const mask = map.featureByName.get(by)?.mask;
  if (mask !== undefined && hasMask(asked, mask) && !hasMask(lost, mask)) return;
  map.words.forEach((word, index) => {
    if (isOf(word)) lost[index] = (lost[index] ?? 0) | (asked[index] ?? 0);
  });
}

/** From 11.3 on nobody looks at MSR 10ah where QEMU does not give arch-capabilities. */
function dropArchCapabilities(map: CpuMap, lost: Bits): void {
  for (const word of archCapabilitiesWords(map)) lost[word] = 0;
}

/** Indexes of the words of MSR 10ah. */
export function archCapabilitiesWords(map: CpuMap): number[] {
  return [...map.words.keys()].filter((index) => {
    const word = map.words[index];
    return word?.kind === 'msr' && word.index === ARCH_CAPABILITIES;
  });
}

/** Whether QEMU switches off some of what a guest asks for on every host, since it does not ask for the switch. */
export function isSwitchedOff(
  map: CpuMap,
  asked: Bits,
): { readonly isSwitchedOff: boolean; readonly lacksArchCapabilities: boolean } {
  const off = switches.filter(({ by, isOf }) => {
    const mask = map.featureByName.get(by)?.mask;
    if (mask !== undefined && hasMask(asked, mask)) return false;
    return featuresIn(map, asked).some(({ mask: { words } }) =>
      words.some((index) => {
        const word = map.words[index];
        return word !== undefined && isOf(word);
      }),
    );
  });
  return {
    isSwitchedOff: off.some(({ by }) => by !== 'arch-capabilities'),
    lacksArchCapabilities: off.some(({ by }) => by === 'arch-capabilities'),
  };
}
