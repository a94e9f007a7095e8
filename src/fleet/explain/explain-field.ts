import { levelOf } from '../../cpu/level.ts';
import type { Guest } from '../guest.ts';
import { text } from '../phrases.ts';
import type { Pool } from '../pool.ts';
import type { ExplainContext } from './context.ts';
import type { Explanation } from './explanation.ts';

/** A field of the guest CPU: what its value means. */
export function explainField(context: ExplainContext, field: string): Explanation | undefined {
  const title = titles.get(field);
  const words = title === undefined ? undefined : wordsFor(context, field);
  if (title === undefined || words === undefined) return undefined;
  return { glyph: undefined, title: [text(title)], sentence: [text(words)], facts: [], actions: [] };
}

/** The psABI's scale, which compilers and distributions build for. */
function levelWords(pool: Pool, guest: Guest): string {
  const { name, next, missing } = levelOf(pool.fleet.map, guest.bits);
  const reached = name === undefined ? 'The guest does not reach x86-64-v1.' : `The guest reaches ${name}.`;
  const rest = next === undefined ? '' : ` To ${next} it lacks ${missing.join(', ')}.`;
  return `${reached}${rest} Programs and distributions built for a level run on every guest that reaches it.`;
}

const titles = new Map([
  ['level', 'x86-64 level'],
  ['mode', 'Mode'],
  ['model', 'Model'],
  ['match', 'Match'],
  ['check', 'Check'],
  ['fallback', 'Fallback'],
  ['vendor', 'Vendor'],
  ['vendorId', 'Vendor id'],
  ['vendor_id', 'Vendor id'],
  ['migratable', 'Migratable'],
  ['deprecatedFeatures', 'Deprecated features'],
  ['deprecated_features', 'Deprecated features'],
  ['topology', 'Topology'],
  ['cache', 'Cache'],
  ['maxphysaddr', 'Physical address bits'],
]);

function wordsFor({ guest, pool }: ExplainContext, field: string): string | undefined {
  if (field === 'level') return guest === undefined ? undefined : levelWords(pool, guest);
  const cpu = guest?.cpu;
  const value = valueWords.get(`${field} ${fieldValue(cpu, field)}`);
  return value ?? general.get(field);
}

function fieldValue(cpu: object | undefined, field: string): string {
  if (cpu === undefined) return '';
  const found = Object.entries(cpu).find(([key]) => key === field);
  return found === undefined || found[1] === undefined ? 'not set' : String(found[1]);
}

const valueWords = new Map([
  [
    'mode custom',
    'The guest sees this model and these features, the same on every host. It can migrate wherever the host has them.',
  ],
  [
    'mode host-model',
    'libvirt fills in the model and features of the host on which the guest starts, as far as they can migrate. It can then migrate only to hosts that have as much.',
  ],
  [
    'mode host-passthrough',
    'The guest sees the host’s CPU as it is. Migration is safe only between hosts with the same CPU, microcode and kernel.',
  ],
  [
    'mode maximum',
    'The guest gets all that the hypervisor can give, under KVM the same as host-passthrough. What that is differs from host to host.',
  ],
  [
    'match exact',
    'The guest gets what is listed and nothing more: a host may have more, the guest does not see it.',
  ],
  [
    'match minimum',
    'What is listed is the least: the guest also gets whatever else the host has where it starts. On another host it is another CPU.',
  ],
  ['match strict', 'The guest starts only where the host has exactly what is listed and nothing more.'],
  [
    'check none',
    'libvirt does not check whether the host and QEMU give what is listed. A missing feature goes unnoticed until the guest uses it.',
  ],
  [
    'check partial',
    'libvirt checks before starting whether the host can give the CPU. Features that QEMU then drops go unnoticed.',
  ],
  [
    'check full',
    'libvirt checks what QEMU made of it: the guest starts only with exactly the CPU that is listed.',
  ],
  [
    'check not set',
    'libvirt decides: it checks before starting, and writes partial into the running definition. After a migration it is full.',
  ],
  [
    'fallback allow',
    'Where the hypervisor does not know the model, libvirt may say the same CPU with another one.',
  ],
  ['fallback forbid', 'Where the hypervisor does not know the model, the guest does not start.'],
]);

const general = new Map([
  [
    'model',
    'The named CPU that the guest is said with. Another model with the right features required and disabled is the same CPU; the guest’s software sees the name and the family, model and stepping of it.',
  ],
  [
    'vendor',
    'The host must be of this vendor, else the guest does not start there. libvirt states it when every host states it.',
  ],
  ['vendorId', 'Twelve characters that the guest sees as its CPU’s vendor, whatever the host’s is.'],
  ['vendor_id', 'Twelve characters that the guest sees as its CPU’s vendor, whatever the host’s is.'],
  ['migratable', 'Leaves out features that block migration, for the modes that take the host’s CPU.'],
  ['deprecatedFeatures', 'Whether features that the hypervisor calls deprecated stay in a host-model CPU.'],
  ['deprecated_features', 'Whether features that the hypervisor calls deprecated stay in a host-model CPU.'],
  [
    'topology',
    'Sockets, dies, clusters, cores and threads that the guest sees. Their product is the most processors that it can have.',
  ],
  ['cache', 'What caches the guest sees: emulated, the host’s own, or none.'],
  [
    'maxphysaddr',
    'How many bits a physical address has in the guest. Hosts with fewer can’t run a guest that has more.',
  ],
]);
