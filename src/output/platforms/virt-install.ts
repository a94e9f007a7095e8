import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { isModelName, isPlainName, shellWord } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { unsaidParts } from '../kit/unsaid.ts';
import { domainName } from './domain.ts';

export const virtXml: OutputTarget = {
  id: 'virt-xml',
  title: 'virt-xml',
  where: 'a shell on the host; replaces the whole <cpu>, NUMA cells too, from the next start on',
  write: writeVirtXml,
};

export const virtInstall: OutputTarget = {
  id: 'virt-install',
  title: 'virt-install',
  where: 'an option of your virt-install command',
  write: writeVirtInstall,
};

function writeVirtXml({ guest, name }: OutputInput): OutputText {
  const notes: string[] = [];
  const words = cpuWords(guest, 'virt-xml', notes);
  const domain = domainName(name, notes);
  // A name with a dash in front would be read as an option.
  const target = domain.startsWith('-') ? `-- ${shellWord(domain)}` : shellWord(domain);
  const edit = `--edit --cpu ${shellWord(['clearxml=yes', ...words].join(','))}`;
  const text = target.startsWith('-- ') ? `virt-xml ${edit} ${target}\n` : `virt-xml ${target} ${edit}\n`;
  notes.push(...unsaidParts(guest, 'virt-xml', said));
  return { text: words.length === 0 ? '' : text, language: 'sh', notes };
}

function writeVirtInstall({ guest }: OutputInput): OutputText {
  const notes: string[] = [];
  const words = cpuWords(guest, 'virt-install', notes);
  notes.push(...unsaidParts(guest, 'virt-install', said));
  const text = words.length === 0 ? '' : `--cpu ${shellWord(words.join(','))}\n`;
  return { text, language: 'sh', notes };
}

const said = [
  'match',
  'check',
  'migratable',
  'fallback',
  'vendor',
  'vendor_id',
  'topology',
  'cache',
] as const;

function cpuWords(guest: GuestCpu, platform: string, notes: string[]): string[] {
  const words = modelWords(guest, platform, notes);
  if (words.length > 0) words.push(...attributeWords(guest, platform, notes));
  words.push(...topologyWords(guest, platform, notes));
  if (guest.cache !== undefined) {
    if (guest.cache.level !== undefined) words.push(`cache.level=${guest.cache.level}`);
    words.push(`cache.mode=${guest.cache.mode}`);
  }
  if (words.length === 0) return words;
  const left = guest.features.filter(({ name }) => !isPlainName(name)).map(({ name }) => name);
  if (left.length > 0) {
    notes.push(`Left out, because ${platform} has no way to write such a name: ${left.join(', ')}.`);
  }
  // `+x` would mean force.
  for (const { name, policy } of guest.features) if (isPlainName(name)) words.push(`${policy}=${name}`);
  return words;
}

function modelWords({ mode, model }: GuestCpu, platform: string, notes: string[]): string[] {
  if (mode === 'maximum') return ['mode=maximum'];
  // The tools take a mode where a model is expected; behind another option it needs the key.
  if (mode !== 'custom') return [`model=${mode}`];
  if (model === undefined) return [];
  // secure=off: no mitigations that the host happens to have are added to a model made for a pool.
  if (isModelName(model)) return [`model=${model}`, 'secure=off'];
  notes.push(`${platform} has no way to write a model named ${JSON.stringify(model)}.`);
  return [];
}

function attributeWords(guest: GuestCpu, platform: string, notes: string[]): string[] {
  const { mode, match, check, migratable, fallback, vendor, vendorId } = guest;
  const words: string[] = [];
  if (mode === 'custom') words.push(`match=${match}`);
  if (check !== undefined) words.push(`check=${check}`);
  if (migratable !== undefined) words.push(`migratable=${migratable}`);
  if (mode !== 'custom' && mode !== 'host-model') return words;
  if (fallback === 'forbid' && mode === 'custom') words.push('model.fallback=forbid');
  for (const [key, value] of [
    ['model.vendor_id', vendorId],
    ['vendor', vendor],
  ] as const) {
    if (value === undefined) continue;
    // They read an option as a shell does its words.
    if (/^[^,'"\\\p{C}]+$/u.test(value)) words.push(`${key}=${value}`);
    else notes.push(`${platform} has no way to write ${key} ${JSON.stringify(value)}.`);
  }
  return words;
}

function topologyWords({ topology }: GuestCpu, platform: string, notes: string[]): string[] {
  if (topology === undefined) return [];
  const { sockets, dies, clusters, cores, threads } = topology;
  if (clusters !== 1) notes.push(`${platform} can't say the topology's clusters.`);
  const values = { sockets, dies, cores, threads };
  return Object.entries(values).map(([key, value]) => `topology.${key}=${value}`);
}
