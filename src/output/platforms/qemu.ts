import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { archOf } from '../kit/architecture.ts';
import { spellFeatures } from '../kit/feature-words.ts';
import { modelWord } from '../kit/model-word.ts';
import { qemuName } from '../kit/qemu-name.ts';
import { shellWord } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { unsaidParts } from '../kit/unsaid.ts';

export const qemu: OutputTarget = {
  id: 'qemu',
  title: 'QEMU',
  where: 'options of the qemu-system command',
  write: writeQemu,
};

const modes = { 'host-passthrough': 'host', maximum: 'max', 'host-model': 'host' };

function writeQemu(input: OutputInput): OutputText {
  const { map, guest } = input;
  const notes: string[] = [];
  const model = modelWord(guest, 'QEMU', modes, notes);
  const lines: string[] = [];
  if (model !== undefined) {
    const features = spellFeatures(guest.features, {
      platform: 'QEMU',
      on: (name) => `${name}=on`,
      off: (name) => `${name}=off`,
      rename: (name) => qemuName(map, name),
    });
    const cpu = [model, ...settings(guest, notes), ...features.words];
    // What libvirt checks after the start, QEMU can refuse before it; check='none' asks for neither.
    if (guest.check !== 'none' && archOf(input) === 'x86_64') cpu.push('enforce');
    lines.push(`-cpu ${shellWord(cpu.join(','))}`);
    notes.push(...features.notes);
  }
  if (guest.mode === 'host-model')
    notes.push("QEMU has no mode host-model: host gives the whole host's CPU.");
  lines.push(...smp(guest, notes));
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
  return [...words, ...physicalAddress(guest, notes), ...cacheWords(guest)];
}

function physicalAddress({ maxphysaddr }: GuestCpu, notes: string[]): string[] {
  if (maxphysaddr === undefined) return [];
  const { mode, bits, limit } = maxphysaddr;
  if (mode === 'emulate') return ['host-phys-bits=off', ...(bits === undefined ? [] : [`phys-bits=${bits}`])];
  if (bits !== undefined) notes.push(`QEMU can't say bits='${bits}' for maxphysaddr mode='passthrough'.`);
  return ['host-phys-bits=on', ...(limit === undefined ? [] : [`host-phys-bits-limit=${limit}`])];
}

function cacheWords({ mode, cache }: GuestCpu): string[] {
  if (cache === undefined) return [];
  if (cache.mode === 'passthrough') return ['host-cache-info=on', 'l3-cache=off'];
  // Named models never show the host's cache.
  const hostOff = mode === 'custom' ? [] : ['host-cache-info=off'];
  return [...hostOff, cache.mode === 'emulate' ? 'l3-cache=on' : 'l3-cache=off'];
}

function smp({ topology }: GuestCpu, notes: string[]): string[] {
  if (topology === undefined) return [];
  const { sockets, dies, clusters, cores, threads } = topology;
  if (clusters !== 1) notes.push("QEMU's x86 machines have no clusters.");
  const die = dies === 1 ? '' : `,dies=${dies}`;
  const all = sockets * dies * cores * threads;
  return [`-smp ${all},sockets=${sockets}${die},cores=${cores},threads=${threads}`];
}
