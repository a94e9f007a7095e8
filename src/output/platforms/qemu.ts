import { hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { archOf } from '../kit/architecture.ts';
import { spellFeatures } from '../kit/feature-words.ts';
import { givableFeatures } from '../kit/givable.ts';
import { modelWord } from '../kit/model-word.ts';
import { qemuName } from '../kit/qemu-name.ts';
import { shellWord } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { unsaidParts } from '../kit/unsaid.ts';

export const qemu: OutputTarget = {
  id: 'qemu',
  title: 'QEMU',
  where: 'options of the qemu-system command',
  names: 'plain',
  write: writeQemu,
};

const modes = { 'host-passthrough': 'host', maximum: 'max', 'host-model': 'host' };

function writeQemu(input: OutputInput): OutputText {
  const { map, guest } = input;
  const notes: string[] = [];
  const model = modelWord(guest, 'QEMU', modes, notes);
  const lines: string[] = [];
  if (model !== undefined) {
    const given = givableFeatures(input, 'keep QEMU from starting, because of enforce');
    const enforces = guest.check !== 'none' && archOf(input) === 'x86_64';
    const features = spellFeatures(enforces ? given.features : guest.features, {
      platform: 'QEMU',
      on: (name) => `${name}=on`,
      off: (name) => `${name}=off`,
      rename: (name) => qemuName(map, name),
    });
    const cpu = [model, ...settings(guest, notes), ...features.words];
    // QEMU can refuse before the start what libvirt checks after it; check='none' asks for neither.
    if (enforces) cpu.push('enforce');
    lines.push(`-cpu ${shellWord(cpu.join(','))}`);
    notes.push(...(enforces ? given.notes : []), ...features.notes);
  }
  if (guest.mode === 'host-model')
    notes.push("QEMU has no mode host-model: host gives the whole host's CPU.");
  lines.push(...smp(guest, notes));
  notes.push(...threadNotes(input));
  notes.push(...unsaidParts(guest, 'QEMU', said));
  return { text: lines.length === 0 ? '' : `${lines.join(' \\\n')}\n`, language: 'sh', notes };
}

/** There is no fallback to forbid: QEMU fails where it lacks a model. */
const said = ['check', 'migratable', 'fallback', 'vendor_id', 'topology', 'cache', 'maxphysaddr'] as const;

function settings(guest: GuestCpu, notes: string[]): string[] {
  const { migratable, mode, vendorId } = guest;
  const words: string[] = [];
  if (migratable !== undefined && mode !== 'custom') words.push(`migratable=${migratable}`);
  if (vendorId !== undefined && (mode === 'custom' || mode === 'host-model')) {
    if (/^[A-Za-z0-9_. -]+$/.test(vendorId)) words.push(`vendor=${vendorId}`);
    else notes.push(`QEMU has no way to write vendor_id ${JSON.stringify(vendorId)}.`);
  }
  return [...words, ...physicalAddress(guest, notes), ...cacheWords(guest, notes)];
}

function physicalAddress({ maxphysaddr }: GuestCpu, notes: string[]): string[] {
  if (maxphysaddr === undefined) return [];
  const { mode, bits, limit } = maxphysaddr;
  if (mode === 'emulate') return ['host-phys-bits=off', ...(bits === undefined ? [] : [`phys-bits=${bits}`])];
  if (bits !== undefined) notes.push(`QEMU can't say bits='${bits}' for maxphysaddr mode='passthrough'.`);
  return ['host-phys-bits=on', ...(limit === undefined ? [] : [`host-phys-bits-limit=${limit}`])];
}

function cacheWords({ mode, cache }: GuestCpu, notes: string[]): string[] {
  if (cache === undefined) return [];
  // Only host and max have a property for the host's cache; named models never show it.
  if (cache.mode === 'passthrough' && mode === 'custom') {
    notes.push("QEMU passes the host's cache through with -cpu host or max only.");
    return [];
  }
  if (cache.mode === 'passthrough') return ['host-cache-info=on', 'l3-cache=off'];
  const hostOff = mode === 'custom' ? [] : ['host-cache-info=off'];
  return [...hostOff, cache.mode === 'emulate' ? 'l3-cache=on' : 'l3-cache=off'];
}

/** Without topoext QEMU warns, and the guest can't see which threads share a core. */
function threadNotes({ map, guest, bits }: OutputInput): string[] {
  const topoext = map.featureByName.get('topoext');
  if (guest.mode !== 'custom' || (guest.topology?.threads ?? 1) === 1 || topoext === undefined) return [];
  const vendor = map.modelByName.get(guest.model ?? '')?.vendor?.name;
  if ((vendor !== 'AMD' && vendor !== 'Hygon') || hasMask(bits, topoext.mask)) return [];
  return ['An AMD guest sees threads only with topoext, which this CPU lacks.'];
}

function smp({ topology }: GuestCpu, notes: string[]): string[] {
  if (topology === undefined) return [];
  const { sockets, dies, clusters, cores, threads } = topology;
  if (clusters !== 1) notes.push("QEMU's x86 machines have no clusters.");
  const die = dies === 1 ? '' : `,dies=${dies}`;
  const all = sockets * dies * cores * threads;
  return [`-smp ${all},sockets=${sockets}${die},cores=${cores},threads=${threads}`];
}
