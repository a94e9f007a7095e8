import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { isModelName, isPlainName, shellWord } from '../kit/quote.ts';
import type { OutputInput, OutputTarget, OutputText } from '../kit/target.ts';
import { unsaidParts } from '../kit/unsaid.ts';
import { clusterNotes, domainName, modelNotes } from './domain.ts';

export const virtXml: OutputTarget = {
  id: 'virt-xml',
  title: 'virt-xml',
  where: 'a shell on the host; replaces the whole <cpu>, NUMA cells too, from the next start on',
  names: 'quoted',
  write: writeVirtXml,
};

export const virtInstall: OutputTarget = {
  id: 'virt-install',
  title: 'virt-install',
  where: 'an option of your virt-install command',
  names: 'quoted',
  write: writeVirtInstall,
};

function writeVirtXml(input: OutputInput): OutputText {
  const { guest, name } = input;
  const notes: string[] = [...modelNotes(guest), ...clusterNotes(input)];
  const words = cpuWords(guest, 'virt-xml', notes);
  const paths = pathOptions(guest);
  const target = shellWord(domainName(name, notes));
  const edits = [
    ...(words.length === 0 ? [] : [`--cpu ${shellWord(['clearxml=yes', ...words].join(','))}`]),
    // It takes one kind of change at a time.
    ...(paths.length === 0 ? [] : [paths.join(' ')]),
  ];
  // A name with a dash in front would be read as an option.
  const line = (edit: string) =>
    target.startsWith('-') ? `virt-xml --edit ${edit} -- ${target}\n` : `virt-xml ${target} --edit ${edit}\n`;
  notes.push(...unsaidParts(guest, 'virt-xml', said));
  return { text: edits.map(line).join(''), language: 'sh', notes };
}

function writeVirtInstall(input: OutputInput): OutputText {
  const { guest } = input;
  const notes: string[] = [...modelNotes(guest), ...clusterNotes(input)];
  const words = cpuWords(guest, 'virt-install', notes);
  if (guest.mode === 'custom' && guest.model === undefined && words.length > 0) {
    notes.push('virt-install adds mode host-passthrough where no CPU model is chosen.');
  }
  notes.push(...unsaidParts(guest, 'virt-install', said));
  const cpu = words.length === 0 ? [] : [`--cpu ${shellWord(words.join(','))}`];
  const options = [...cpu, ...pathOptions(guest)];
  return { text: options.length === 0 ? '' : `${options.join(' ')}\n`, language: 'sh', notes };
}

/** Settings for which `--cpu` has no word, or only since 5.0, as XPath, which every release accepts. */
function pathOptions({ deprecatedFeatures, maxphysaddr, topology }: GuestCpu): string[] {
  const paths: string[] = [];
  if (deprecatedFeatures !== undefined) paths.push(`@deprecated_features=${deprecatedFeatures}`);
  for (const [key, value] of Object.entries(maxphysaddr ?? {})) paths.push(`maxphysaddr/@${key}=${value}`);
  const clusters = topology?.clusters ?? 1;
  if (clusters !== 1) paths.push(`topology/@clusters=${clusters}`);
  return paths.map((path) => `--xml ./cpu/${path}`);
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
  'maxphysaddr',
  'deprecated_features',
] as const;

function cpuWords(guest: GuestCpu, platform: string, notes: string[]): string[] {
  const words = modelWords(guest, platform, notes);
  if (words.length > 0) words.push(...attributeWords(guest, platform, notes));
  words.push(...topologyWords(guest));
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

function topologyWords({ topology }: GuestCpu): string[] {
  if (topology === undefined) return [];
  const { sockets, dies, cores, threads } = topology;
  return Object.entries({ sockets, dies, cores, threads }).map(([key, value]) => `topology.${key}=${value}`);
}
